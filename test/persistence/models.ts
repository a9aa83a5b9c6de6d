import { conformalize } from '../../src/evaluation/index.js';
import {
  type FittedModel,
  trainArima,
  trainCombination,
  trainDrift,
  trainEts,
  trainEwmaVolatility,
  trainGarch,
  trainHar,
  trainMean,
  trainNaive,
  trainProphet,
  trainSeasonalNaive,
  trainStl,
  trainTheta,
} from '../../src/models/index.js';
import { createPriceSeries } from '../../src/series/index.js';

const hour = 3_600_000;
const start = Date.UTC(2024, 0, 1);
const prices = Array.from(
  { length: 120 },
  (_, i) => 60_000 + 500 * Math.sin(i / 7) + 90 * Math.sin(i * i) + i / 3,
);

/** A series whose prices use all bits of their doubles. */
export const series = createPriceSeries({
  timestamps: prices.map((_, i) => start + i * hour),
  prices,
  coinId: 'bitcoin',
});

/** A clock that stands, so that the same fit gives the same bytes. */
export const clock = { now: () => Date.UTC(2024, 0, 8) };

/** A fitted model of every kind that can be stored, by name. */
export const namedModels: readonly (readonly [name: string, model: FittedModel])[] = [
  ['naive', trainNaive(series, { clock })],
  ['drift', trainDrift(series, { clock })],
  ['mean', trainMean(series, { clock })],
  ['seasonal naive', trainSeasonalNaive(series, { period: 24, clock })],
  ['ETS', trainEts(series, { period: 24, clock })],
  ['damped ETS', trainEts(series, { model: 'damped-holt', clock })],
  ['ETS with factors', trainEts(series, { model: 'multiplicative-holt-winters', period: 4, clock })],
  ['Theta', trainTheta(series, { clock })],
  ['dynamic Theta', trainTheta(series, { variant: 'dynamic', period: 6, seasonal: 'additive', clock })],
  ['seasonally adjusted', trainStl(series, { period: [6, 24], trainer: trainDrift, clock })],
  [
    'combination',
    trainCombination(series, {
      members: {
        ets: (each) => trainEts(each, { model: 'holt', clock }),
        naive: (each) => trainNaive(each, { clock }),
        tooShort: (each) => trainSeasonalNaive(each, { period: 500, clock }),
      },
      clock,
    }),
  ],
  ['ARIMA(5,1,0)', trainArima(series, { order: [5, 1, 0], clock })],
  ['ARIMA(2,1,2) with drift', trainArima(series, { order: [2, 1, 2], constant: true, clock })],
  ['ARIMA(1,0,3)', trainArima(series, { order: [1, 0, 3], clock })],
  ['Prophet', trainProphet(series, { clock })],
  ['GARCH', trainGarch(series, { clock })],
  ['GJR-GARCH', trainGarch(series, { model: 'gjr', distribution: 'student-t', mean: 'constant', clock })],
  ['EWMA volatility', trainEwmaVolatility(series, { clock })],
  ['HAR', trainHar(series, { period: 4, lags: [1, 3], clock })],
  ['conformal', conformalize(trainNaive, { horizon: 3, scale: { ewma: { season: 6 } } })(series, { clock })],
];

/** The same models without their names. */
export const models = namedModels.map(([, model]) => model);

/** Every bit of a forecast, as text. */
export function forecastBits(model: FittedModel): string {
  const { timestamps, mean, intervals } = model.forecast({ horizon: 24, levels: [0.5, 0.8, 0.95] });
  const columns = [timestamps, mean, ...intervals.flatMap(({ lower, upper }) => [lower, upper])];
  return columns.map((column) => Buffer.from(column.buffer).toString('hex')).join();
}
