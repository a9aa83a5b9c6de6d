import { describe, expect, it } from 'vitest';
import { rootFault } from '../../../src/models/arima/rootRule.js';

type Factors = Partial<Record<'ar' | 'ma' | 'sar' | 'sma', readonly number[]>>;

const faultOf = ({ ar = [], ma = [], sar = [], sma = [] }: Factors, leastModulus = 1.01, leastDistance = 0) =>
  rootFault(
    {
      ar: Float64Array.from(ar),
      ma: Float64Array.from(ma),
      sar: Float64Array.from(sar),
      sma: Float64Array.from(sma),
    },
    { leastModulus, leastDistance },
  );

describe('rootFault', () => {
  // The factor 1 - c B has its root at 1 / c: 1.0204 for 0.98, 1.00503 for 0.995.
  it.each<[string, Factors, Factors]>([
    ['an autoregression', { ar: [0.98] }, { ar: [0.995] }],
    ['a negative one', { ar: [-0.98] }, { ar: [-0.995] }],
    ['a moving average', { ma: [0.98] }, { ma: [0.995] }],
    ['a negative one', { ma: [-0.98] }, { ma: [-0.995] }],
    ['a seasonal autoregression, in B^s', { sar: [0.98] }, { sar: [0.995] }],
    ['a seasonal moving average, in B^s', { sma: [-0.98] }, { sma: [-0.995] }],
    // Roots of modulus 1 / sqrt(0.97) and 1 / sqrt(0.99).
    ['a pair of complex roots', { ar: [0, -0.97] }, { ar: [0, -0.99] }],
    // (1 - 0.5 B)(1 - 0.98 B) and (1 - 0.5 B)(1 - 0.995 B).
    ['one root of two', { ma: [-1.48, 0.49] }, { ma: [-1.495, 0.4975] }],
  ])('finds roots near the unit circle: %s', (_, outside, near) => {
    expect(faultOf(outside)).toBeUndefined();
    expect(faultOf(near)).toBe('near-unit-root');
    expect(faultOf(near, 1)).toBeUndefined();
  });

  it('refuses roots on the circle whatever the least modulus', () => {
    expect(faultOf({ ma: [1] }, 1)).toBe('near-unit-root');
    expect(faultOf({ ma: [-0.5, 1] }, 1)).toBe('near-unit-root');
  });

  it.each<[string, Factors, number]>([
    ['an autoregression of 0.5 and a moving average of -0.5', { ar: [0.5], ma: [-0.495] }, 0.005],
    ['the seasonal factors', { sar: [0.5], sma: [-0.495] }, 0.005],
    // (1 - 0.5 B)(1 + 0.8 B) against (1 - 0.47 B)(1 - 0.1 B).
    ['one root of two', { ar: [-0.3, 0.4], ma: [-0.57, 0.047] }, 0.03],
    // Inverse roots +-0.7i against +-0.71i.
    ['complex roots', { ar: [0, -0.49], ma: [0, 0.5041] }, 0.01],
  ])('finds roots that cancel: %s', (_, factors, distance) => {
    expect(faultOf(factors, 1.001, distance * 1.01)).toBe('near-cancelling');
    expect(faultOf(factors, 1.001, distance * 0.99)).toBeUndefined();
    expect(faultOf(factors, 1.001, 0)).toBeUndefined();
  });

  it('does not compare a plain factor with a seasonal one, nor anything with nothing', () => {
    expect(faultOf({ ar: [0.5], sma: [-0.5] }, 1.001, 1)).toBeUndefined();
    expect(faultOf({}, 2, 1)).toBeUndefined();
  });
});
