import {
  createPriceSeries,
  type ForecastLedger,
  type PriceSeries,
  sliceSeries,
  trainDrift,
  trainSeasonalNaive,
} from '../../../src/index.js';
import { simulateMarket } from '../../../src/testing/index.js';

const hour = 3_600_000;
/** When the simulated days begin. */
export const start = Date.UTC(2025, 5, 1);

/** Simulated hourly prices of a coin: 72 hours before `start`, then as many hours as asked for. */
export function marketOf(coinId: string, seed: number, hours: number): PriceSeries {
  return simulateMarket({
    seed,
    length: 72 + hours,
    startTimestamp: start - 72 * hour,
    startPrice: coinId === 'bitcoin' ? 60_000 : 0.12,
    coinId,
  });
}

/** Two models, each under the version it was served as. */
export const versions = {
  drift: { model: '20250601-drift', kind: 'drift', train: trainDrift },
  seasonal: {
    model: '20250601-seasonal',
    kind: 'seasonal-naive',
    train: (series: PriceSeries) => trainSeasonalNaive(series, { period: 24 }),
  },
} as const;

/** The forecasts of one model at one hour after `start`, as a server makes them. */
export function served(market: PriceSeries, hoursIn: number, name: keyof typeof versions, horizon = 24) {
  const { model, kind, train } = versions[name];
  const known = sliceSeries(market, { to: start + hoursIn * hour, last: 72 });
  return {
    forecast: train(known).forecast({ horizon }),
    options: {
      coin: market.coinId,
      model,
      kind,
      lastPrice: known.prices.at(-1)!,
      issuedAt: start + hoursIn * hour + 5000,
    },
  };
}

/** Records the forecasts of both models at some hours. */
export async function recordHours(ledger: ForecastLedger, market: PriceSeries, hours: readonly number[]) {
  for (const hoursIn of hours) {
    for (const name of ['drift', 'seasonal'] as const) {
      const { forecast, options } = served(market, hoursIn, name);
      await ledger.record(forecast, { ...options, stepMs: hour });
    }
  }
}

/** A forecast of given numbers, an hour apart, its interval as wide on both sides. */
export function plainForecast(firstAt: number, mean: readonly number[], halfWidth = 1, level = 0.8) {
  return {
    timestamps: Float64Array.from(mean, (_, i) => firstAt + i * hour),
    mean: Float64Array.from(mean),
    intervals: [
      {
        level,
        lower: Float64Array.from(mean, (value) => value - halfWidth),
        upper: Float64Array.from(mean, (value) => value + halfWidth),
      },
    ],
  };
}

/** Prices at hours from a time on. */
export function hourly(from: number, prices: readonly number[], coinId = 'bitcoin'): PriceSeries {
  const timestamps = prices.map((_, i) => from + i * hour);
  return createPriceSeries({ timestamps, prices, coinId, stepMs: hour });
}
