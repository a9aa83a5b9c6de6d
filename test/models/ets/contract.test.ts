import { type EtsModelOptions, restoreEts, trainEts } from '../../../src/models/index.js';
import { describeModelContract } from '../../contracts/modelContract.js';
import { modelBefore } from './modelBefore.js';

const forms: readonly (readonly [name: string, model: EtsModelOptions, period: number])[] = [
  ['automatic', {}, 1],
  ['automatic, with a season', {}, 12],
  ['multiplicative trend', { error: 'multiplicative', trend: 'multiplicative', damped: true }, 1],
  ['multiplicative season', { error: 'multiplicative', trend: 'additive', seasonal: 'multiplicative' }, 7],
];

for (const [, model, period] of forms) {
  describeModelContract('ets', {
    train: (series, options = {}) => trainEts(series, { model, period, ...options }),
    restore: restoreEts,
    appendIsRefilter: (series, split) => {
      const whole = trainEts(series, { model, period });
      const appended = modelBefore(whole).append(series.slice(0, split)).append(series.slice(split));
      return [appended, whole];
    },
  });
}
