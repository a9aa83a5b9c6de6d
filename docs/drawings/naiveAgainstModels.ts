import {
  type BacktestTrainer,
  backtest,
  createPriceSeries,
  trainArima,
  trainEts,
  trainNaive,
  trainTheta,
} from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { drawing, line, type Point, scale, text } from './svg.js';

const models: readonly [name: string, kind: string, trainer: BacktestTrainer][] = [
  ['ARIMA(5,1,0)', 'one', (past) => trainArima(past, { order: [5, 1, 0], method: 'css-ml' })],
  ['Holt', 'two', (past) => trainEts(past, { model: 'holt' })],
  ['Theta', 'three', (past) => trainTheta(past)],
];
const rhythmic: typeof models = [
  [
    'ARIMA',
    'one',
    (past) => trainArima(past, { order: [1, 0, 0], seasonal: { order: [0, 1, 0], period: 24 } }),
  ],
  ['Holt-Winters', 'two', (past) => trainEts(past, { model: 'holt-winters', period: 24 })],
  ['Theta', 'three', (past) => trainTheta(past, { period: 24 })],
];

/** The error of models relative to that of the naive forecast, on prices and on what has a rhythm. */
export async function naiveAgainstModels(): Promise<string> {
  const prices = simulateMarket({ seed: 11, length: 960 });
  const swing = simulateMarket({ seed: 5, length: 960, annualVolatility: 0.9, reversionHalfLifeDays: 1 });
  const visitors = createPriceSeries({
    timestamps: swing.timestamps,
    prices: swing.prices.map(
      (price, hour) => 100 * (price / 60_000) * (1 + 0.25 * Math.sin((hour * Math.PI) / 12)),
    ),
  });
  const left = await panel([24, 60], 'Hourly prices', prices, models);
  const right = await panel([400, 60], 'Something with a daily rhythm', visitors, rhythmic);
  return drawing(
    350,
    'Error of models, relative to the naive forecast',
    'On simulated prices every model is about as wrong as the naive forecast at every horizon. On a series with a daily rhythm models are much better.',
    [...left, ...right],
  );
}

async function panel(
  [left, top]: Point,
  title: string,
  series: Parameters<typeof backtest>[0],
  candidates: typeof models,
): Promise<string[]> {
  const options = { horizon: 24, initial: 480, step: 19 };
  const naive = await backtest(series, trainNaive, options);
  const x = scale([1, 24], [left + 40, left + 330]);
  const y = scale([0, 1.5], [top + 210, top + 40]);
  const parts = [text([left, top + 16], title, 'strong')];
  for (const tick of [0, 0.5, 1, 1.5]) {
    parts.push(
      line('grid', [
        [x(1), y(tick)],
        [x(24), y(tick)],
      ]),
      text([x(1) - 8, y(tick) + 4], String(tick), 'small', 'end'),
    );
  }
  for (const step of [1, 6, 12, 18, 24])
    parts.push(text([x(step), y(0) + 18], String(step), 'small', 'middle'));
  parts.push(text([x(12.5), y(0) + 36], 'hours ahead', 'small', 'middle'));
  parts.push(
    line('line plain dashed', [
      [x(1), y(1)],
      [x(24), y(1)],
    ]),
    text([x(24), y(1) - 8], 'naive', 'small', 'end'),
  );
  for (const [index, [name, kind, trainer]] of candidates.entries()) {
    const { horizons } = await backtest(series, trainer, options);
    const points = horizons.map(
      ({ step, mae }): Point => [x(step), y(Math.min(1.5, mae / naive.horizons[step - 1]!.mae))],
    );
    parts.push(line(`line ${kind}`, points), text([left + 40 + index * 104, top + 272], name, kind));
  }
  return parts;
}
