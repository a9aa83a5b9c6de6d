import { median, medianAbsoluteDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import {
  type RawSeries,
  repairSeries,
  type SeriesRepair,
  undoRepairs,
  type ValidationFinding,
  validateSeries,
} from '../../src/validation/index.js';
import type { ExpectedFinding } from './damage/Draft.js';
import { damagedSeries } from './damage/damagedSeries.js';

const columns = ['timestamps', 'prices', 'volumes', 'marketCaps'] as const;

/** A finding without its words, the limits of a winsorisation set to 0. */
function bare({ message, suggestion, repair, ...rest }: ValidationFinding): ExpectedFinding {
  const known = repair?.action === 'winsorise' ? { ...repair, lower: 0, upper: 0 } : repair;
  return { ...rest, repair: known };
}

/** Three robust standard deviations around what the price before makes likely, computed the long way. */
function limits({ timestamps, prices }: RawSeries, first: number): [number, number] {
  const known = Array.from(prices, (price, k) => ({ price, time: timestamps[k] }))
    .map((each, k) => ({ ...each, isTick: k === first }))
    .filter(({ price, time }) => typeof price === 'number' && price > 0 && Number.isFinite(time))
    .sort((a, b) => (a.time as number) - (b.time as number))
    .filter(({ time }, k, all) => time !== all[k - 1]?.time) as {
    price: number;
    time: number;
    isTick: boolean;
  }[];
  const tick = known.findIndex(({ isTick }) => isTick);
  const returns = known
    .slice(1)
    .map(
      ({ price, time }, k) =>
        Math.log(price / known[k]!.price) / Math.sqrt(Math.max(1, (time - known[k]!.time) / 3.6e6)),
    );
  const window = returns.slice(Math.max(0, tick - 1 - 24), tick + 24);
  const expected = Math.log(known[tick - 1]!.price) + median(window);
  const deviation = 1.482602218505602 * medianAbsoluteDeviation(window);
  return [Math.exp(expected - 3 * deviation), Math.exp(expected + 3 * deviation)];
}

describe('forty damaged series', () => {
  it('are forty', () => {
    expect(damagedSeries).toHaveLength(40);
  });

  it.each(damagedSeries.map((each) => [each.name, each] as const))('%s: the exact report', (_, each) => {
    const report = validateSeries(each.raw, each.rules);
    expect(report.findings.map(bare)).toEqual(each.expected);
    expect(report.ok).toBe(each.expected.every(({ severity }) => severity === 'warning'));
    expect(report.n).toBe(each.raw.timestamps.length);
    for (const { message, suggestion } of report.findings) {
      expect(message).toMatch(/^[^\n]+\.$/);
      expect(suggestion).toMatch(/^[A-Z][^\n]+\.$/);
    }
    for (const { repair, index } of report.findings) {
      if (repair?.action !== 'winsorise') continue;
      const [lower, upper] = limits(each.raw, index);
      expect(repair.lower / lower).toBeCloseTo(1, 12);
      expect(repair.upper / upper).toBeCloseTo(1, 12);
    }
  });

  it.each(damagedSeries.map((each) => [each.name, each] as const))(
    '%s: repaired as suggested, and as it was again',
    (_, { raw, rules, expected, left }) => {
      const repairs = validateSeries(raw, rules).findings.map(({ repair }) => repair);
      if (expected.some(({ rule }) => rule === 'length')) {
        expect(() => repairSeries(raw, repairs)).toThrow(CoincastError);
        return;
      }
      const repaired = repairSeries(raw, repairs);
      const after = validateSeries(repaired.series, rules);
      expect(after.ok).toBe(true);
      expect(after.findings.map(({ rule }) => rule).sort()).toEqual([...left].sort());
      const undone = undoRepairs(repaired);
      for (const column of columns) {
        const values = Array.from(raw[column]!);
        expect(Array.from(undone[column]!)).toEqual(values);
        expect(Array.from(undone[column]!).every((value, k) => Object.is(value, values[k]))).toBe(true);
      }
      expect(new Set(repaired.changes.map(({ repair }) => repair))).toEqual(
        new Set(
          effective(
            repairs,
            repaired.changes.map(({ repair }) => repair),
          ),
        ),
      );
    },
  );
});

/** Every repair suggested leaves its mark, but for what another one has made needless. */
function effective(
  repairs: readonly (SeriesRepair | undefined)[],
  carriedOut: readonly SeriesRepair[],
): SeriesRepair[] {
  const dropped = new Set(repairs.flatMap((repair) => (repair?.action === 'drop' ? repair.positions : [])));
  const isNeedless = (repair: SeriesRepair) =>
    repair.action === 'replace'
      ? repair.positions.every((position) => dropped.has(position))
      : (repair.action === 'sort' || repair.action === 'fill') && !carriedOut.includes(repair);
  return repairs.filter((repair): repair is SeriesRepair => repair !== undefined && !isNeedless(repair));
}
