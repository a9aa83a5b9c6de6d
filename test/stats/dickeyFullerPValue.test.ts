import { describe, expect, it } from 'vitest';
import { coefficientSurfacePValue } from '../../src/stats/coefficientPValue.js';
import { dickeyFullerTable } from '../../src/stats/dickeyFuller.table.js';
import {
  interpolatedPValue,
  mackinnonCriticalValues,
  mackinnonPValue,
} from '../../src/stats/dickeyFullerPValue.js';

const regressions = ['none', 'drift', 'trend'] as const;
const { probabilities, sizes } = dickeyFullerTable;

describe.each(regressions)("Fuller's table for regression %s", (regression) => {
  const rows = dickeyFullerTable[regression];

  it('gives each probability at its quantile', () => {
    for (const [i, size] of sizes.entries()) {
      for (const [j, probability] of probabilities.entries()) {
        expect(interpolatedPValue(rows[i]![j]!, regression, size).value).toBeCloseTo(probability, 14);
      }
    }
  });

  it('moves one way as samples grow', () => {
    for (const j of probabilities.keys()) {
      const steps = rows.slice(1).map((row, i) => Math.sign(Math.round(100 * (row[j]! - rows[i]![j]!))));
      expect(new Set(steps.filter((step) => step !== 0)).size, `column ${j}`).toBeLessThanOrEqual(1);
    }
  });

  it("agrees with MacKinnon's critical values to the precision of 1976", () => {
    for (const [i, size] of sizes.entries()) {
      const [one, , five, ten] = rows[i]!;
      for (const [k, quantile] of [one, five, ten].entries()) {
        expect(Math.abs(mackinnonCriticalValues(regression, size)[k]!.value - quantile!)).toBeLessThan(0.04);
      }
    }
  });

  it("agrees with MacKinnon's p-values in large samples", () => {
    for (const [j, probability] of probabilities.entries()) {
      const { value } = mackinnonPValue(rows.at(-1)![j]!, regression);
      expect(Math.abs(value - probability), `at ${probability}`).toBeLessThan(0.006);
    }
  });
});

describe('between sizes and beyond them', () => {
  it('interpolates and clamps', () => {
    expect(interpolatedPValue(-3.54, 'drift', 75).value).toBeCloseTo(0.01 + 0.015 * (0.005 / 0.35), 12);
    expect(interpolatedPValue(-3.33, 'drift', 9).value).toBeCloseTo(0.025, 14);
    expect(interpolatedPValue(-3.12, 'drift', 1e6).value).toBeCloseTo(0.025, 14);
  });
});

describe('surfaces without an end', () => {
  it.each([
    { name: 'of the t ratio without a constant', pValue: mackinnonPValue(1e300, 'none') },
    ...regressions.map((regression) => ({
      name: `of the coefficient with regression ${regression}`,
      pValue: coefficientSurfacePValue(1e300, regression),
    })),
  ])('give 1 far out: $name', ({ pValue }) => {
    expect(pValue).toEqual({ value: 1, bounded: false });
  });
});
