import type { LedgerErrors } from 'coincast';
import { describe, expect, it } from 'vitest';
import { liveErrors } from '../../../examples/scheduler/src/retraining/foldErrors.js';

/** Errors of forecasts of two steps: the times they were made at, and the error of each of their steps at a price of 100. */
function errorsOf(forecasts: readonly (readonly [number, readonly number[]])[]): LedgerErrors {
  const rows = forecasts.flatMap(([origin, list]) =>
    list.map((error, k) => ({ time: origin + k + 1, step: k + 1, error })),
  );
  return {
    timestamps: Float64Array.from(rows, ({ time }) => time),
    steps: Float64Array.from(rows, ({ step }) => step),
    errors: Float64Array.from(rows, ({ error }) => error),
    actual: new Float64Array(rows.length).fill(100),
  } as LedgerErrors;
}

describe('liveErrors', () => {
  it('averages the errors of each forecast, relative to the price', () => {
    const { absolute, signed } = liveErrors(errorsOf([[0, [1, -3]]]), 2, 1);
    expect(absolute).toEqual([0.02]);
    expect(signed).toEqual([-0.01]);
  });

  it('leaves out forecasts that overlap the one before, and those that are not settled to the end', () => {
    const errors = errorsOf([
      [0, [1, 1]],
      [1, [5, 5]],
      [2, [2, 2]],
      [4, [3]],
    ]);
    expect(liveErrors(errors, 2, 1).absolute).toEqual([0.01, 0.02]);
  });
});
