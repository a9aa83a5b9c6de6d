import {
  restoreCombination,
  trainArima,
  trainAuto,
  trainCombination,
  trainDrift,
  trainEts,
  trainNaive,
  trainStl,
  trainTheta,
} from '../../../src/models/index.js';
import { describeModelContract } from '../../contracts/modelContract.js';

describeModelContract('combination', {
  train: (series, options = {}) =>
    trainCombination(series, {
      members: {
        drift: trainDrift,
        ets: trainEts,
        theta: trainTheta,
        seasonal: (each) => trainStl(each, { period: 24, trainer: trainNaive }),
        arima: (each) => trainArima(each, { order: [1, 1, 0] }),
      },
      ...options,
    }),
  restore: restoreCombination,
});
describeModelContract('combination', {
  train: (series, options = {}) =>
    trainCombination(series, {
      members: { naive: trainNaive, drift: trainDrift },
      method: 'mean',
      weights: { naive: 3, drift: 1 },
      ...options,
    }),
  restore: restoreCombination,
});
describeModelContract('combination', {
  train: (series, options = {}) => trainAuto(series, { periods: [6, 24], ...options }),
  restore: restoreCombination,
});
