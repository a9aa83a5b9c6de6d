import {
  restoreEwmaVolatility,
  restoreGarch,
  restoreHar,
  trainEwmaVolatility,
  trainGarch,
  trainHar,
} from '../../../src/models/index.js';
import { describeModelContract } from '../../contracts/modelContract.js';
import { garchAt } from './garchAt.js';

const parameters = { mu: 2e-4, omega: 1e-6, alpha: 0.05, gamma: 0.1, beta: 0.85, nu: 6 };

describeModelContract('garch', {
  train: trainGarch,
  restore: restoreGarch,
  appendIsRefilter: (prices, split) => [
    garchAt(parameters, prices.slice(0, split)).append(prices.slice(split)),
    garchAt(parameters, prices),
  ],
});
describeModelContract('garch', {
  train: (series, options) =>
    trainGarch(series, { model: 'gjr', distribution: 'student-t', mean: 'constant', ...options }),
  restore: restoreGarch,
});
describeModelContract('ewma-volatility', { train: trainEwmaVolatility, restore: restoreEwmaVolatility });
describeModelContract('ewma-volatility', {
  train: (series, options) => trainEwmaVolatility(series, { lambda: 'auto', ...options }),
  restore: restoreEwmaVolatility,
});
describeModelContract('har', {
  train: (series, options) => trainHar(series, { period: 2, lags: [1, 3, 6], ...options }),
  restore: restoreHar,
});
