import { restoreStl, trainArima, trainEts, trainNaive, trainStl } from '../../../src/models/index.js';
import { describeModelContract } from '../../contracts/modelContract.js';

describeModelContract('stl', {
  train: (series, options = {}) => trainStl(series, { period: 7, trainer: trainNaive, ...options }),
  restore: restoreStl,
});
describeModelContract('stl', {
  train: (series, options = {}) =>
    trainStl(series, {
      period: [6, 24],
      seasonal: 'multiplicative',
      trainer: (rest) => trainArima(rest, { order: [1, 1, 1] }),
      ...options,
    }),
  restore: restoreStl,
});
describeModelContract('stl', {
  train: (series, options = {}) => trainStl(series, { period: 12, trainer: trainEts, ...options }),
  restore: restoreStl,
});
