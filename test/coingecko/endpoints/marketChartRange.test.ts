import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MarketChartRangeOptions } from '../../../src/coingecko/index.js';
import { InvalidArgumentError, PlanLimitError } from '../../../src/errors/index.js';
import { now, startSetup } from './setup.js';

const day = 86_400_000;
let setup: Awaited<ReturnType<typeof startSetup>>;
beforeAll(async () => {
  setup = await startSetup();
});
afterAll(() => setup.emulator.close());

const range = { coinId: 'bitcoin', from: now - 10 * day, to: now - 5 * day };

describe('marketChartRange', () => {
  it('asks in whole UNIX seconds and gives the three columns', async () => {
    const chart = await setup.client.marketChartRange({
      ...range,
      from: range.from + 999,
      vsCurrency: 'EUR',
    });
    expect(setup.emulator.requests.at(-1)).toMatchObject({
      endpoint: '/coins/bitcoin/market_chart/range',
      query: {
        vs_currency: 'eur',
        from: String(range.from / 1000),
        to: String(range.to / 1000),
        precision: 'full',
      },
    });
    expect(chart.prices).toHaveLength(5 * 24);
    expect(chart.volumes).toHaveLength(5 * 24);
    expect(chart.marketCaps).toHaveLength(5 * 24);
    for (const [timestamp] of chart.prices) {
      expect(timestamp).toBeGreaterThanOrEqual(range.from);
      expect(timestamp).toBeLessThanOrEqual(range.to);
    }
  });

  it('leaves the choice of the interval to paid plans', async () => {
    const daily = { ...range, interval: 'daily' as const };
    expect((await setup.pro.marketChartRange(daily)).prices).toHaveLength(5);
    const before = setup.emulator.requests.length;
    const asked = setup.client.marketChartRange(daily);
    await expect(asked).rejects.toThrow(PlanLimitError);
    await expect(asked).rejects.toThrow(/keyless plan does not choose the interval.*Leave interval out/);
    expect(setup.emulator.requests).toHaveLength(before);
  });

  it('refuses more history than the plan has before any call, and leaves the last day to the server', async () => {
    const before = setup.emulator.requests.length;
    const old = { ...range, from: now - 366 * day, to: now - 300 * day };
    await expect(setup.client.marketChartRange(old)).rejects.toThrow(PlanLimitError);
    expect(setup.emulator.requests).toHaveLength(before);
    expect((await setup.pro.marketChartRange(old)).prices.length).toBeGreaterThan(1500);
    const edge = { ...old, from: now - 365 * day };
    expect((await setup.client.marketChartRange(edge)).prices.length).toBeGreaterThan(1500);
  });

  it('names a coin that is unknown', async () => {
    await expect(setup.client.marketChartRange({ ...range, coinId: 'BTC' })).rejects.toThrow(
      /No coin has the id "BTC".*resolveCoin/,
    );
  });

  it.each<[Partial<MarketChartRangeOptions>, string]>([
    [{ from: range.to, to: range.from }, 'from must be before to, which is'],
    [{ from: range.to }, 'from must be before to'],
    [{ from: range.from / 1000 }, 'Seconds are multiplied by 1,000'],
    [{ from: -1 }, 'from must be a number at least 0'],
    [{ to: Number.NaN }, 'to must be a number'],
    [{ to: new Date(now) as never }, 'to must be a number'],
    [{ interval: 'weekly' as never }, 'interval must be one of'],
    [{ coinId: '..' }, 'coinId must be the id'],
    [{ vsCurrency: 'u/d' }, 'client.supportedCurrencies() lists them'],
  ])('refuses %j before any call', async (options, message) => {
    const before = setup.emulator.requests.length;
    const asked = setup.client.marketChartRange({ ...range, ...options });
    await expect(asked).rejects.toThrow(InvalidArgumentError);
    await expect(asked).rejects.toThrow(message);
    expect(setup.emulator.requests).toHaveLength(before);
  });
});
