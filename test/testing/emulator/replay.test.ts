import { describe, expect, it } from 'vitest';
import { createCandleSeries, createPriceSeries } from '../../../src/series/index.js';
import { startCoinGeckoEmulator } from '../../../src/testing/index.js';
import { type Candles, type Chart, day, get, hour, pro, seconds, start } from './emulated.js';

const begin = Date.UTC(2025, 5, 1);
const candles = createCandleSeries({
  timestamps: [0, 1, 2, 3, 5].map((hours) => begin + hours * hour),
  opens: [10, 11, 12, 13, 15],
  highs: [20, 21, 22, 23, 25],
  lows: [5, 4, 3, 2, 1],
  closes: [11, 12, 13, 14, 16],
  stepMs: hour,
  coinId: 'candles',
});
const ohlcRange = (coin: string, interval: string) =>
  `/coins/${coin}/ohlc/range?vs_currency=usd&from=${seconds(begin)}&to=${seconds(begin + 2 * day)}&interval=${interval}`;

describe('replayed candles', () => {
  it('come back as they are, stamped with their end', async () => {
    const emulator = await start({ clock: undefined, replay: [candles] });
    const { body } = await get<Candles>(emulator, ohlcRange('candles', 'hourly'), pro);
    expect(body).toEqual([
      [begin + hour, 10, 20, 5, 11],
      [begin + 2 * hour, 11, 21, 4, 12],
      [begin + 3 * hour, 12, 22, 3, 13],
      [begin + 4 * hour, 13, 23, 2, 14],
      [begin + 6 * hour, 15, 25, 1, 16],
    ]);
  });

  it('are joined to coarser ones', async () => {
    const emulator = await start({
      clock: { now: () => begin + 2 * day, sleep: async () => {} },
      replay: [candles],
    });
    const daily = await get<Candles>(emulator, ohlcRange('candles', 'daily'), pro);
    expect(daily.body).toEqual([[begin + day, 10, 25, 1, 16]]);
    const fourHours = await get<Candles>(emulator, '/coins/candles/ohlc?vs_currency=usd&days=7');
    expect(fourHours.body).toEqual([
      [begin + 4 * hour, 10, 23, 2, 14],
      [begin + 8 * hour, 15, 25, 1, 16],
    ]);
  });

  it('give prices, the closes at the moments they were known', async () => {
    const emulator = await start({ clock: undefined, replay: [candles] });
    const { body } = await get<Chart>(emulator, '/coins/candles/market_chart?vs_currency=usd&days=2');
    expect(body.prices).toEqual([
      [begin + hour, 11],
      [begin + 2 * hour, 12],
      [begin + 3 * hour, 13],
      [begin + 4 * hour, 14],
      [begin + 6 * hour, 16],
      [begin + 6.5 * hour, 16],
    ]);
  });
});

describe('replayed prices', () => {
  const prices = createPriceSeries({
    timestamps: [0, 1, 2, 3, 5].map((hours) => begin + hours * hour),
    prices: [10, 12, 8, 9, 11],
    coinId: 'prices',
  });

  it('make candles of the price before and those within, and none where there are none', async () => {
    const emulator = await start({ clock: undefined, replay: [prices] });
    const hourly = await get<Candles>(emulator, ohlcRange('prices', 'hourly'), pro);
    expect(hourly.body).toEqual([
      [begin, 10, 10, 10, 10],
      [begin + hour, 10, 12, 10, 12],
      [begin + 2 * hour, 12, 12, 8, 8],
      [begin + 3 * hour, 8, 9, 8, 9],
      [begin + 5 * hour, 9, 11, 9, 11],
    ]);
  });

  it('are served by the day as the first of each day, wherever the span begins', async () => {
    const hours = Array.from({ length: 72 }, (_, index) => begin + index * hour);
    const hourly = createPriceSeries({
      timestamps: hours,
      prices: hours.map((_, i) => i + 1),
      coinId: 'hourly',
    });
    const emulator = await start({ clock: undefined, replay: [hourly] });
    const from = seconds(begin + 6 * hour);
    const path = `/coins/hourly/market_chart/range?vs_currency=usd&from=${from}&to=${seconds(begin + 70 * hour)}`;
    const { body } = await get<Chart>(emulator, `${path}&interval=daily`);
    expect(body.prices).toEqual([
      [begin + day, 25],
      [begin + 2 * day, 49],
    ]);
  });

  it('and only series can be replayed', async () => {
    for (const wrong of [{}, null, [1, 2]]) {
      await expect(startCoinGeckoEmulator({ replay: [wrong as never] })).rejects.toThrow(
        'replay[0] must be a PriceSeries or CandleSeries',
      );
    }
  });
});
