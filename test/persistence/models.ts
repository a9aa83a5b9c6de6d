import { type FittedModel, trainDrift, trainNaive } from '../../src/models/index.js';
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

/** A fitted model of every kind that can be stored. */
export const models: readonly FittedModel[] = [trainNaive(series, { clock }), trainDrift(series, { clock })];

/** Every bit of a forecast, as text. */
export function forecastBits(model: FittedModel): string {
  const { timestamps, mean, intervals } = model.forecast({ horizon: 24, levels: [0.5, 0.8, 0.95] });
  const columns = [timestamps, mean, ...intervals.flatMap(({ lower, upper }) => [lower, upper])];
  return columns.map((column) => Buffer.from(column.buffer).toString('hex')).join();
}
