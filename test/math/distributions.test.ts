import { describe, expect, it } from 'vitest';
import { chiSquareUpperTail, normalCdf, normalQuantile } from '../../src/math/index.js';
import golden from '../golden/numerics/cases.json' with { type: 'json' };
import { expectRelative } from '../stats/expectRelative.js';

// JSON carries 15 digits.
const printed = 1e-14;

describe('normalCdf agrees with R pnorm', () => {
  it.each(golden.normal)('at $z', ({ z, probability }) => {
    expectRelative(normalCdf(z), probability, printed);
  });

  it.each([-Number.MAX_VALUE, Number.NEGATIVE_INFINITY])('at %d, where nothing is left below', (z) => {
    expect(normalCdf(z)).toBe(0);
    expect(normalCdf(-z)).toBe(1);
  });
});

describe('normalQuantile agrees with R qnorm', () => {
  it.each(golden.quantiles)('at $probability', ({ probability, z }) => {
    expectRelative(normalQuantile(probability), z, printed);
  });
});

describe('chiSquareUpperTail agrees with R pchisq(lower.tail = FALSE)', () => {
  it.each(golden.chiSquare)('at $x with $degreesOfFreedom degrees of freedom', (expected) => {
    // The exponent of a tail of 1e-200 is near 460, and its last bit is 1e-13 of the result.
    const tail = chiSquareUpperTail(expected.x, expected.degreesOfFreedom);
    expectRelative(tail, expected.upperTail, expected.upperTail < 1e-20 ? 2e-13 : printed);
  });

  it('is 1 at zero', () => {
    expectRelative(chiSquareUpperTail(0, 3), 1, 0);
  });
});
