import { describe, expect, it } from 'vitest';
import {
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../../src/errors/index.js';
import { logReturns } from '../../../src/features/index.js';
import { createPriceSeries } from '../../../src/series/index.js';

describe('logReturns', () => {
  it('is aligned with the input, with NaN in the warm-up only', () => {
    const returns = logReturns([100, 110, 99, 99]);
    expect(returns).toHaveLength(4);
    expect(returns[0]).toBeNaN();
    expect(returns[1]).toBeCloseTo(Math.log(1.1), 15);
    expect(returns[2]).toBeCloseTo(Math.log(0.9), 15);
    expect(returns[3]).toBe(0);
  });

  it('spans several steps', () => {
    const returns = logReturns([1, 2, 4, 8], { span: 2 });
    expect([...returns.slice(0, 2)]).toEqual([Number.NaN, Number.NaN]);
    expect(returns[2]).toBeCloseTo(Math.log(4), 15);
  });

  it('takes the prices of a series', () => {
    const series = createPriceSeries({ timestamps: [0, 1000], prices: [1, Math.E] });
    expect(logReturns(series)[1]).toBeCloseTo(1, 15);
  });

  it('keeps all digits of a tiny move', () => {
    // ln(1 + 2^-40) = 2^-40 - 2^-81 + ...; the difference of two logarithms would keep 4 of its digits.
    expect(logReturns([3, 3 + 3 * 2 ** -40])[1]).toBe(2 ** -40 - 2 ** -81);
  });

  it('does not overflow on the largest move there is', () => {
    const [, up, down] = logReturns([Number.MIN_VALUE, Number.MAX_VALUE, Number.MIN_VALUE]);
    expect(up).toBeCloseTo(1454.2229, 3);
    expect(down).toBe(-up!);
  });

  it.each([[[]], [[5]]])('refuses %o as too short', (values) => {
    expect(() => logReturns(values)).toThrow(InsufficientDataError);
  });

  it.each([
    [[1, 0], 1],
    [[-1, 2], 0],
    [[1, Number.NaN], 1],
    [[1, 2, Number.POSITIVE_INFINITY], 2],
  ])('refuses %o', (values, index) => {
    expect(() => logReturns(values)).toThrow(NonFiniteValueError);
    expect(() => logReturns(values)).toThrow(expect.objectContaining({ index }));
  });

  it.each([{ span: 0 }, { span: 1.5 }, { spam: 1 }])('refuses the options %o', (options) => {
    expect(() => logReturns([1, 2], options)).toThrow(InvalidArgumentError);
  });
});
