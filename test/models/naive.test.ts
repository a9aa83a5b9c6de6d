import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
} from '../../src/errors/index.js';
import {
  restoreDrift,
  restoreMean,
  restoreNaive,
  restoreSeasonalNaive,
  trainDrift,
  trainMean,
  trainNaive,
  trainSeasonalNaive,
} from '../../src/models/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { describeModelContract } from '../contracts/modelContract.js';

describeModelContract('naive', { train: trainNaive, restore: restoreNaive });
describeModelContract('drift', { train: trainDrift, restore: restoreDrift });
describeModelContract('mean', { train: trainMean, restore: restoreMean });
describeModelContract('seasonal-naive', {
  train: (series, options = {}) => trainSeasonalNaive(series, { period: 24, ...options }),
  restore: restoreSeasonalNaive,
});

describe('trainNaive', () => {
  it('repeats the last value, with a standard deviation that grows by the root of the horizon', () => {
    const model = trainNaive([10, 12, 9, 10]);
    expect(model.sigma).toBe(Math.sqrt((4 + 9 + 1) / 3));
    const { mean, intervals } = model.forecast({ horizon: 4, levels: [0.95] });
    expect([...mean]).toEqual([10, 10, 10, 10]);
    const half = intervals[0]!.upper.map((value) => value - 10);
    expect(half[0]).toBeCloseTo(1.959963984540054 * model.sigma, 13);
    expect(half[3]! / half[0]!).toBeCloseTo(2, 13);
  });

  it('needs two values', () => {
    expect(trainNaive([1, 2]).forecast({ horizon: 1 }).mean[0]).toBe(2);
    expect(() => trainNaive([1])).toThrow(InsufficientDataError);
  });

  it('moves to what is appended, and keeps its standard deviation', () => {
    const model = trainNaive([10, 12, 9, 10]);
    const appended = model.append([20]);
    expect(appended.forecast({ horizon: 1 }).mean[0]).toBe(20);
    expect(appended.sigma).toBe(model.sigma);
  });

  it('knows no minus zero, which JSON does not', () => {
    const model = trainNaive([1, -0]);
    expect(Object.is(model.forecast({ horizon: 1 }).mean[0], 0)).toBe(true);
  });
});

describe('trainDrift', () => {
  it('continues the line through the ends', () => {
    const model = trainDrift([10, 12, 9, 16]);
    expect(model.slope).toBe(2);
    expect([...model.forecast({ horizon: 3 }).mean]).toEqual([18, 20, 22]);
  });

  it("adds the slope's own uncertainty", () => {
    const model = trainDrift([10, 12, 9, 16]);
    expect(model.sigma).toBeCloseTo(Math.sqrt((0 + 25 + 25) / 2), 14);
    const { mean, intervals } = model.forecast({ horizon: 6, levels: [0.8] });
    const half = intervals[0]!.upper.map((value, i) => value - mean[i]!);
    expect(half[5]! / half[0]!).toBeCloseTo(Math.sqrt((6 * (1 + 6 / 3)) / (1 + 1 / 3)), 13);
  });

  it('keeps its slope when appending', () => {
    const appended = trainDrift([10, 12, 9, 16]).append([30, 20]);
    expect(appended.forecast({ horizon: 1 }).mean[0]).toBe(22);
  });

  it('refuses two values and a straight line', () => {
    expect(() => trainDrift([1, 2])).toThrow(InsufficientDataError);
    expect(() => trainDrift([1, 2, 3, 4])).toThrow(DegenerateSeriesError);
    expect(() => trainDrift(Array.from({ length: 50 }, (_, i) => 100 + i * 0.1))).toThrow(
      DegenerateSeriesError,
    );
  });
});

describe('trainMean', () => {
  it('repeats the mean, with intervals that widen with its own uncertainty only', () => {
    const { mean, intervals } = trainMean([10, 12, 9, 13]).forecast({ horizon: 3, levels: [0.95] });
    expect([...mean]).toEqual([11, 11, 11]);
    // The quantile 0.975 of Student's distribution with 3 degrees of freedom, times s sqrt(1 + 1/4).
    expect(intervals[0]!.upper[2]! - 11).toBeCloseTo(
      3.182446305284263 * Math.sqrt(10 / 3) * Math.sqrt(1.25),
      10,
    );
  });

  it('keeps its mean when appending', () => {
    const appended = trainMean([10, 12, 9, 13]).append([100, 200]);
    expect(appended.mean).toBe(11);
    expect(appended.forecast({ horizon: 1 }).timestamps[0]).toBe(6);
  });
});

describe('trainSeasonalNaive', () => {
  it('repeats the last season, with a standard deviation that grows season by season', () => {
    const model = trainSeasonalNaive([5, 7, 6, 8, 6, 9], { period: 2 });
    expect(model.sigma).toBe(Math.sqrt((1 + 1 + 0 + 1) / 4));
    const { mean, intervals } = model.forecast({ horizon: 5, levels: [0.95] });
    expect([...mean]).toEqual([6, 9, 6, 9, 6]);
    const half = intervals[0]!.upper.map((value, i) => value - mean[i]!);
    expect(half[1]! / half[0]!).toBeCloseTo(1, 13);
    expect(half[4]! / half[0]!).toBeCloseTo(Math.sqrt(3), 13);
  });

  it('moves on with what is appended, be it less or more than a season', () => {
    const model = trainSeasonalNaive([1, 2, 3, 4, 5, 7], { period: 3 });
    expect([...model.append([10]).forecast({ horizon: 3 }).mean]).toEqual([5, 7, 10]);
    expect([...model.append([10, 11, 12, 13]).forecast({ horizon: 3 }).mean]).toEqual([11, 12, 13]);
  });

  it('refuses a season that is missing, longer than the series, or repeats exactly', () => {
    expect(() => trainSeasonalNaive([1, 2, 3], {} as never)).toThrow(InvalidArgumentError);
    expect(() => trainSeasonalNaive([1, 2, 3], { period: 1 })).toThrow(InvalidArgumentError);
    expect(() => trainSeasonalNaive([1, 2, 3], { period: 3 })).toThrow(InsufficientDataError);
    expect(() => trainSeasonalNaive([1, 2, 1, 2], { period: 2 })).toThrow(DegenerateSeriesError);
  });
});

describe('the grid of a series', () => {
  it('is missed by an observation half a step after another', () => {
    const minute = 60_000;
    const crowded = createPriceSeries({
      timestamps: [0, 10, 20, 25, 30].map((t) => t * minute),
      prices: [1, 2, 3, 4, 5],
      stepMs: 10 * minute,
    });
    expect(() => trainNaive(crowded)).toThrow(
      expect.objectContaining({ name: 'IrregularSeriesError', reason: 'off-grid', index: 3 }),
    );
  });
});
