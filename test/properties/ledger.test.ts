import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createForecastLedger,
  createMemoryStore,
  cusumTest,
  type ForecastLedger,
  kolmogorovSmirnovTest,
  pageHinkleyTest,
} from '../../src/index.js';
import { keySegment, textIfSegment } from '../../src/persistence/keySegment.js';
import { createTestClock } from '../../src/testing/index.js';
import { hourly, plainForecast } from '../persistence/ledger/servedForecasts.js';

const hour = 3_600_000;
const options = { coin: 'bitcoin', model: 'v1', lastPrice: 128 };
/** Prices on a grid of 1 / 16, so that scaling by powers of two is exact. */
const price = fc.integer({ min: 16, max: 16_000 }).map((sixteenths) => sixteenths / 16);
const forecasts = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 12 }), mean: fc.array(price, { minLength: 2, maxLength: 6 }) }),
  { minLength: 1, maxLength: 8 },
);
const truth = fc.array(price, { minLength: 1, maxLength: 20 });

async function ledgerOf(
  recorded: readonly { at: number; mean: readonly number[] }[],
  scale = 1,
): Promise<ForecastLedger> {
  const ledger = createForecastLedger({
    store: createMemoryStore(),
    clock: createTestClock({ now: 100 * hour }),
  });
  for (const { at, mean } of recorded) {
    const forecast = plainForecast(
      at * hour,
      mean.map((value) => value * scale),
      32 * scale,
    );
    await ledger.record(forecast, { ...options, lastPrice: 128 * scale });
  }
  return ledger;
}

/** Records are summed up in the order of their ids, which are other ones for scaled records: rounding differs. */
function expectNear(actual: number | null, expected: number | null): void {
  if (actual === null || expected === null) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-13 * Math.max(1e-300, Math.abs(expected)));
}

describe('a ledger', () => {
  it('reports the same in whatever pieces and how often prices arrive, compacted or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        forecasts,
        truth,
        fc.nat(19),
        fc.nat(19),
        fc.boolean(),
        async (recorded, prices, a, b, packs) => {
          const whole = await ledgerOf(recorded);
          await whole.score(hourly(0, prices));
          const pieces = await ledgerOf([...recorded, ...recorded].reverse());
          for (const [from, to] of [
            [a, a + 3],
            [b, 20],
            [0, 20],
            [0, 20],
          ] as const) {
            const part = prices.slice(from, to);
            if (part.length > 0) await pieces.score(hourly(from * hour, part));
            if (packs) await pieces.compact();
          }
          expect(await pieces.report()).toEqual(await whole.report());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has errors that scale with the prices, and skill and coverage that do not', async () => {
    await fc.assert(
      fc.asyncProperty(
        forecasts,
        truth,
        fc.integer({ min: -20, max: 20 }),
        async (recorded, prices, exponent) => {
          const scale = 2 ** exponent;
          const plain = await ledgerOf(recorded);
          const scaled = await ledgerOf(recorded, scale);
          await plain.score(hourly(0, prices));
          await scaled.score(
            hourly(
              0,
              prices.map((value) => value * scale),
            ),
          );
          const [one] = (await plain.report()).models;
          const [other] = (await scaled.report()).models;
          expect(other!.n).toBe(one!.n);
          expectNear(other!.relativeMae, one!.relativeMae); // of which the skill is the complement
          expectNear(other!.mape, one!.mape);
          expectNear(other!.mae, one!.mae === null ? null : one!.mae * scale);
          expectNear(other!.rmse, one!.rmse === null ? null : one!.rmse * scale);
          expect(other!.intervals.map(({ coverage }) => coverage)).toEqual(
            one!.intervals.map(({ coverage }) => coverage),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('counts every step exactly once over windows that share no moment', async () => {
    await fc.assert(
      fc.asyncProperty(forecasts, truth, fc.integer({ min: 1, max: 30 }), async (recorded, prices, cut) => {
        const ledger = await ledgerOf(recorded);
        await ledger.score(hourly(0, prices));
        const count = async (window: object) =>
          (await ledger.report(window)).models.reduce(
            (sum, { n, open, pending }) => sum + n + open + pending,
            0,
          );
        const at = cut * hour - 1;
        expect((await count({ to: at })) + (await count({ from: at }))).toBe(await count({}));
      }),
      { numRuns: 60 },
    );
  });

  it('names any series in the store by a segment that leads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), (text) => {
        const segment = keySegment(text);
        expect(segment).toMatch(/^[a-z0-9_-]+$/);
        expect(textIfSegment(segment)).toBe(text);
      }),
    );
  });
});

const sample = fc.array(fc.integer({ min: -64, max: 64 }), { minLength: 2, maxLength: 40 });

describe('drift tests', () => {
  it('kolmogorovSmirnovTest is blind to units, and to the order of samples', () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: 1, max: 9 }), (x, y, factor) => {
        const { statistic, pValue } = kolmogorovSmirnovTest(x, y);
        const transformed = (values: number[]) => values.map((value) => factor * value ** 3 + 7);
        expect(kolmogorovSmirnovTest(transformed(x), transformed(y))).toMatchObject({ statistic, pValue });
        const swapped = kolmogorovSmirnovTest(y, x);
        expect(swapped.statistic).toBe(statistic);
        expect(swapped.pValue).toBeCloseTo(pValue, 12);
        expect(kolmogorovSmirnovTest(x, y, { alternative: 'greater' }).pValue).toBeCloseTo(
          kolmogorovSmirnovTest(y, x, { alternative: 'less' }).pValue,
          12,
        );
        expect(pValue).toBeGreaterThan(0);
        expect(pValue).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('cusumTest and pageHinkleyTest turn with the sign, and do not see what comes later', () => {
    const varied = sample.filter((values) => new Set(values).size > 1);
    fc.assert(
      fc.property(varied, sample, fc.nat(40), (reference, x, cut) => {
        const negative = (values: number[]) => values.map((value) => -value);
        const cusum = cusumTest(x, { reference });
        const turned = cusumTest(negative(x), { reference: negative(reference) });
        expect([...turned.below.sums]).toEqual([...cusum.above.sums]);
        expect(turned.above.index).toBe(cusum.below.index);
        const rises = [...pageHinkleyTest(x, { reference }).rises];
        expect([
          ...pageHinkleyTest(negative(x), { reference: negative(reference), direction: 'decrease' }).rises,
        ]).toEqual(rises);
        expect([...pageHinkleyTest(x.slice(0, cut), { reference }).rises]).toEqual(rises.slice(0, cut));
        expect([...cusumTest(x.slice(0, cut), { reference }).above.sums]).toEqual([
          ...cusum.above.sums.slice(0, cut),
        ]);
      }),
    );
  });
});
