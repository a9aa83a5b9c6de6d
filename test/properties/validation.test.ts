import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import {
  type RawSeries,
  type RepairedSeries,
  repairSeries,
  type SeriesRepair,
  undoRepairs,
  validateSeries,
} from '../../src/validation/index.js';

const step = 1000;
const columns = ['timestamps', 'prices', 'volumes', 'marketCaps'] as const;
const length = 24;

const hopeless = fc.constantFrom<unknown[]>(
  null,
  undefined,
  'n/a',
  Number.NaN,
  -1,
  0,
  Number.POSITIVE_INFINITY,
);
const badValue = fc.oneof(hopeless, fc.constantFrom<unknown[]>('7.5', 8n, '1e3'));

/** A sound series of 24 observations, then changed at some places: any value, another time, a neighbour's place. */
const damagedBy = (bad: fc.Arbitrary<unknown>) =>
  fc
    .record({
      prices: fc.array(
        fc.integer({ min: 1000, max: 1_000_000 }).map((mills) => mills / 1000),
        { minLength: length, maxLength: length },
      ),
      bad: fc.array(fc.record({ column: fc.constantFrom(...columns), at: fc.nat(length - 1), value: bad }), {
        maxLength: 6,
      }),
      moves: fc.array(fc.record({ at: fc.nat(length - 1), to: fc.integer({ min: -3, max: length + 20 }) }), {
        maxLength: 3,
      }),
      hasVolumes: fc.boolean(),
    })
    .map(({ prices, bad, moves, hasVolumes }): RawSeries => {
      const raw: Record<(typeof columns)[number], unknown[]> = {
        timestamps: prices.map((_, k) => k * step),
        prices: [...prices],
        volumes: prices.map((price) => price * 2),
        marketCaps: prices.map((price) => price * 3),
      };
      for (const { at, to } of moves) raw.timestamps[at] = to * step;
      for (const { column, at, value } of bad) raw[column][at] = value;
      const { volumes, ...rest } = raw;
      return hasVolumes ? { ...rest, volumes } : rest;
    });

const positions = fc.uniqueArray(fc.nat(length - 1), { maxLength: 5 });
const how = fc.constantFrom({ method: 'previous' }, { method: 'linear' }, { method: 'seasonal', period: 3 });

const damaged = damagedBy(badValue);

/** Anything that may be asked of a series of 24 observations. */
const anyRepair = fc.oneof(
  fc.record({ action: fc.constant('drop'), positions }),
  fc.record({ action: fc.constant('sort') }),
  fc.record({ action: fc.constant('dropColumn'), column: fc.constant('marketCaps') }),
  fc.record({ action: fc.constant('convert'), column: fc.constantFrom(...columns.slice(1)), positions }),
  fc.record({
    ...{ action: fc.constant('winsorise'), column: fc.constant('prices'), positions },
    ...{ lower: fc.constantFrom(1, 50, 200), upper: fc.constantFrom(200, 900) },
  }),
  fc
    .tuple(
      fc.record({
        action: fc.constant('replace'),
        column: fc.constantFrom('prices', 'marketCaps'),
        positions,
      }),
      how,
    )
    .map(([repair, method]) => ({ ...repair, ...method })),
  fc
    .tuple(fc.integer({ min: -3, max: 20 }), fc.integer({ min: 1, max: 40 }), how)
    .map(([from, count, method]) => ({
      action: 'fill',
      from: from * step,
      to: (from + count) * step,
      ...method,
    })),
) as fc.Arbitrary<SeriesRepair>;

function tryRepair(
  raw: RawSeries,
  repairs: readonly (SeriesRepair | undefined)[],
): RepairedSeries | undefined {
  try {
    return repairSeries(raw, repairs);
  } catch (error) {
    expect(error).toBeInstanceOf(CoincastError);
    return undefined;
  }
}

/**
 * All that is suggested; `undefined` where one suggestion takes away what another needs, which is refused with a word on
 * what to drop.
 */
function repairedAsSuggested(raw: RawSeries): RepairedSeries | undefined {
  const suggested = validateSeries(raw).findings.map(({ repair }) => repair);
  try {
    return repairSeries(raw, suggested);
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid-argument', argument: 'method', hint: 'Drop it.' });
    return undefined;
  }
}

function expectUndone(repaired: RepairedSeries, raw: RawSeries): void {
  const undone = undoRepairs(repaired);
  for (const column of columns) {
    const [values, expected] = [undone[column], raw[column]];
    expect(values === undefined).toBe(expected === undefined);
    if (values === undefined || expected === undefined) continue;
    expect(values.length).toBe(expected.length);
    expect(Array.from(values).every((value, k) => Object.is(value, expected[k]))).toBe(true);
  }
}

const whatAndWhere = (series: RawSeries, now: number) =>
  validateSeries(series, { unfinished: { now } }).findings.map(({ rule, index, count }) => ({
    rule,
    index,
    count,
  }));

describe('repairSeries', () => {
  it('by all that is suggested leaves no error, and the record brings everything back', () => {
    let refused = 0;
    fc.assert(
      fc.property(damaged, (raw) => {
        const repaired = repairedAsSuggested(raw);
        if (repaired === undefined) {
          refused++;
          return;
        }
        expect(validateSeries(repaired.series).ok).toBe(true);
        expectUndone(repaired, raw);
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeLessThan(25);
  });

  it('by anything gives a series without errors or a typed error, and the record brings everything back', () => {
    let successes = 0;
    fc.assert(
      fc.property(
        damaged,
        fc.array(anyRepair, { maxLength: 4 }),
        fc.boolean(),
        (raw, repairs, andSuggested) => {
          const suggested = andSuggested ? validateSeries(raw).findings.map(({ repair }) => repair) : [];
          const repaired = tryRepair(raw, [...suggested, ...repairs]);
          if (repaired === undefined) return;
          successes++;
          expect(validateSeries(repaired.series).ok).toBe(true);
          expectUndone(repaired, raw);
        },
      ),
      { numRuns: 500 },
    );
    expect(successes).toBeGreaterThan(50);
  });

  it('says of every value that differs that it was changed, and of no other', () => {
    fc.assert(
      fc.property(damaged, (raw) => {
        const repaired = repairedAsSuggested(raw);
        if (repaired === undefined) return;
        const { series, changes } = repaired;
        const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
        expect(series.timestamps.length).toBe(length - count('dropped') + count('filled'));
        for (const change of changes) {
          if (change.kind === 'changed') expect(Object.is(change.before, change.after)).toBe(false);
        }
        if (changes.length === 0) expect([...series.prices]).toEqual(raw.prices);
      }),
    );
  });
});

describe('validateSeries', () => {
  it('finds the same whatever the unit of prices and volumes, and whenever it was', () => {
    const scale = fc.constantFrom(1e-6, 0.25, 3, 1e5);
    const shift = fc.constantFrom(-40 * step, 7 * step, 86_400 * step);
    fc.assert(
      fc.property(damagedBy(hopeless), scale, shift, (raw, factor, delay) => {
        const scaled = (values: ArrayLike<unknown>) =>
          Array.from(values, (value) => (typeof value === 'number' ? value * factor : value));
        const delayed = Array.from(raw.timestamps, (time) =>
          typeof time === 'number' ? time + delay : time,
        );
        const other = {
          ...{ ...raw, timestamps: delayed, prices: scaled(raw.prices) },
          ...(raw.volumes === undefined ? {} : { volumes: scaled(raw.volumes) }),
        };
        expect(whatAndWhere(other, 30 * step + delay)).toEqual(whatAndWhere(raw, 30 * step));
      }),
      { numRuns: 300 },
    );
  });
});
