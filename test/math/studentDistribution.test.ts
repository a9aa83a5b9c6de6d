import { describe, expect, it } from 'vitest';
import {
  createRandomStream,
  digamma,
  logGamma,
  studentQuantile,
  studentUpperTail,
  studentVariate,
} from '../../src/math/index.js';
import golden from '../golden/garch/cases.json' with { type: 'json' };
import { expectRelative } from '../stats/expectRelative.js';

describe('the Student-t distribution agrees with R', () => {
  it.each(golden.tails)('pt(lower.tail = FALSE) at $t with $df degrees of freedom', (expected) => {
    // 15 printed digits, and those lost in an exponent of half the degrees of freedom.
    expectRelative(studentUpperTail(expected.t, expected.df), expected.upperTail, 1e-12);
  });

  it.each(golden.quantiles)('qt at $probability with $df degrees of freedom', ({ probability, df, t }) => {
    expectRelative(studentQuantile(probability, df), t, 1e-12);
  });
});

describe('logGamma and digamma agree with R', () => {
  it.each(golden.special)('at $x', (expected) => {
    // The terms of Stirling's formula are up to x ln x, of which some cancels; R prints 15 digits.
    expect(Math.abs(logGamma(expected.x) - expected.logGamma)).toBeLessThan(
      1e-14 * (1 + Math.abs(expected.logGamma)),
    );
    expect(Math.abs(digamma(expected.x) - expected.digamma)).toBeLessThan(
      1e-14 * (1 + Math.abs(expected.digamma)),
    );
  });
});

describe('studentVariate', () => {
  it.each([2.5, 6, 300])('has the distribution it should: %d degrees of freedom', (nu) => {
    const random = createRandomStream(5);
    const drawn = Array.from({ length: 20_000 }, () => studentVariate(random, nu));
    for (const level of [0.01, 0.1, 0.5, 0.8, 0.99]) {
      const below = drawn.filter((t) => t < studentQuantile(level, nu)).length / drawn.length;
      // Four standard deviations of a share.
      expect(Math.abs(below - level)).toBeLessThan(4 * Math.sqrt((level * (1 - level)) / drawn.length));
    }
  });
});
