import { restoreTheta, trainTheta } from '../../../src/models/index.js';
import { describeModelContract } from '../../contracts/modelContract.js';

describeModelContract('theta', { train: trainTheta, restore: restoreTheta });
describeModelContract('theta', {
  train: (series, options = {}) => trainTheta(series, { variant: 'dynamic', ...options }),
  restore: restoreTheta,
});
describeModelContract('theta', {
  train: (series, options = {}) =>
    trainTheta(series, { variant: 'dynamic', period: 7, seasonal: 'multiplicative', ...options }),
  restore: restoreTheta,
});
