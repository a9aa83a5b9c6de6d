import { describe, expect, it } from 'vitest';
import { ConvergenceError } from '../../src/errors/index.js';
import { incompleteBeta } from '../../src/math/incompleteBeta.js';
import { fUpperTail } from '../../src/math/index.js';
import golden from '../golden/autocorrelation/cases.json' with { type: 'json' };
import { expectRelative } from '../stats/expectRelative.js';

describe('fUpperTail agrees with R pf(lower.tail = FALSE)', () => {
  it.each(golden.fTails)('at $x with $numeratorDf and $denominatorDf degrees of freedom', (expected) => {
    // The argument of the beta function is rounded, which its exponent, half the degrees of freedom, magnifies.
    const rounding = 1e-14 + expected.denominatorDf * 2 ** -53;
    // The exponent of a tail of 1e-200 is near 460, and its last bit is 1e-13 of the result.
    const tolerance = expected.upperTail < 1e-20 ? rounding + 2e-13 : rounding;
    const tail = fUpperTail(expected.x, expected.numeratorDf, expected.denominatorDf);
    expectRelative(tail, expected.upperTail, tolerance);
  });

  it('is 1 at zero and 0 at infinity', () => {
    expect(fUpperTail(0, 3, 8)).toBe(1);
    expect(fUpperTail(1e308, 3, 800)).toBe(0);
  });
});

describe('incompleteBeta', () => {
  it('of one shape is one minus that of the shapes exchanged, at the complement', () => {
    expectRelative(incompleteBeta(0.3, 0.7, 2.5, 4), 1 - incompleteBeta(0.7, 0.3, 4, 2.5), 1e-15);
  });

  it('is the power of x for a second shape of 1', () => {
    expectRelative(incompleteBeta(0.01, 0.99, 7, 1), 1e-14, 1e-14);
  });

  it('does not run for ever on what is no number', () => {
    expect(() => incompleteBeta(Number.NaN, 0.5, 2, 3)).toThrow(ConvergenceError);
  });
});
