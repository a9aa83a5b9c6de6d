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
import { createPriceSeries, type SeriesInput } from '../../src/series/index.js';

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

type Train = (series: SeriesInput) => FittedModel;

/** A trainer of every kind that can be stored, some of them twice, by name. */
export const namedTrainers: readonly (readonly [name: string, train: Train])[] = [
  ['naive', (each) => trainNaive(each, { clock })],
  ['drift', (each) => trainDrift(each, { clock })],
  ['mean', (each) => trainMean(each, { clock })],
  ['seasonal naive', (each) => trainSeasonalNaive(each, { period: 24, clock })],
  ['ETS', (each) => trainEts(each, { period: 24, clock })],
  ['damped ETS', (each) => trainEts(each, { model: 'damped-holt', clock })],
  ['ETS with factors', (each) => trainEts(each, { model: 'multiplicative-holt-winters', period: 4, clock })],
  ['Theta', (each) => trainTheta(each, { clock })],
  [
    'dynamic Theta',
    (each) => trainTheta(each, { variant: 'dynamic', period: 6, seasonal: 'additive', clock }),
  ],
  ['seasonally adjusted', (each) => trainStl(each, { period: [6, 24], trainer: trainDrift, clock })],
  [
    'combination',
    (each) =>
      trainCombination(each, {
        members: {
          ets: (one) => trainEts(one, { model: 'holt', clock }),
          naive: (one) => trainNaive(one, { clock }),
          tooShort: (one) => trainSeasonalNaive(one, { period: 5000, clock }),
        },
        clock,
      }),
  ],
  ['ARIMA(5,1,0)', (each) => trainArima(each, { order: [5, 1, 0], clock })],
  ['ARIMA(2,1,2) with drift', (each) => trainArima(each, { order: [2, 1, 2], constant: true, clock })],
  ['ARIMA(1,0,3)', (each) => trainArima(each, { order: [1, 0, 3], clock })],
  ['Prophet', (each) => trainProphet(each, { clock })],
  ['GARCH', (each) => trainGarch(each, { clock })],
  [
    'GJR-GARCH',
    (each) => trainGarch(each, { model: 'gjr', distribution: 'student-t', mean: 'constant', clock }),
  ],
  ['EWMA volatility', (each) => trainEwmaVolatility(each, { clock })],
  ['HAR', (each) => trainHar(each, { period: 4, lags: [1, 3], clock })],
  [
    'conformal',
    (each) => conformalize(trainNaive, { horizon: 3, scale: { ewma: { season: 6 } } })(each, { clock }),
  ],
];

/** A fitted model of every kind that can be stored, by name. */
export const namedModels: readonly (readonly [name: string, model: FittedModel])[] = namedTrainers.map(
  ([name, train]) => [name, train(series)],
);

/** The same models without their names. */
export const models = namedModels.map(([, model]) => model);

/** Every bit of a forecast, as text. */
export function forecastBits(model: FittedModel): string {
  const { timestamps, mean, intervals } = model.forecast({ horizon: 24, levels: [0.5, 0.8, 0.95] });
  const columns = [timestamps, mean, ...intervals.flatMap(({ lower, upper }) => [lower, upper])];
  return columns.map((column) => Buffer.from(column.buffer).toString('hex')).join();
}
