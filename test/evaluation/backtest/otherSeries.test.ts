import { describe, expect, it } from 'vitest';
import { withOtherFuture, withOtherPast } from '../../../src/evaluation/backtest/otherSeries.js';

/** Up twice by 1 and down by 2: through 0, so that steps are differences. */
const crossing = Float64Array.from({ length: 60 }, (_, t) => [0, 1, -1][t % 3]! - 0.5);
const positive = crossing.map((value) => 100 * Math.exp(value / 10));
const fold = { index: 0, start: 10, end: 40, refit: true, seed: 0 };

describe('withOtherPast', () => {
  it.each([
    { name: 'differences', series: crossing, transform: (value: number) => value },
    { name: 'relative steps', series: positive, transform: (value: number) => 10 * Math.log(value) },
  ])('has steps of the sizes there are, up and down, where they are $name', ({ series, transform }) => {
    const other = (withOtherPast(series, fold, 3) as Float64Array).slice(10, 40).map(transform);
    const steps = [...other.subarray(1)].map((value, i) => Math.round(1e9 * (value - other[i]!)) / 1e9);
    expect(new Set(steps)).toEqual(new Set([-2, -1, 1, 2]));
  });

  it('leaves all else, and where the past ends, as they were', () => {
    const other = withOtherPast(crossing, fold, 3) as Float64Array;
    expect(other.subarray(0, 10)).toEqual(crossing.subarray(0, 10));
    expect(other.subarray(39)).toEqual(crossing.subarray(39));
    expect(other.subarray(10, 39)).not.toEqual(crossing.subarray(10, 39));
  });
});

describe('withOtherFuture', () => {
  it('turns what follows round, four times as large and a fourth by turns', () => {
    expect(withOtherFuture([1, 2, 3, 4, 5, 6], 2)).toEqual(Float64Array.of(1, 2, 24, 1.25, 16, 0.75));
  });
});
