import { describe, expect, it } from 'vitest';
import { InsufficientDataError, SingularMatrixError } from '../../src/errors/index.js';
import { leastSquares } from '../../src/math/index.js';
import golden from '../golden/numerics/cases.json' with { type: 'json' };
import { expectAllRelative, expectRelative } from '../stats/expectRelative.js';

const columns = golden.longley.columns.map((column) => Float64Array.from(column));
const response = Float64Array.from(golden.longley.response);

describe('leastSquares', () => {
  it('agrees with R lm on the Longley data, whose condition number is near 5e9', () => {
    const fit = leastSquares(columns, response);
    // The condition number times the rounding unit is 1e-6 at worst; two QR factorisations do far better.
    expectAllRelative(fit.coefficients, golden.longley.coefficients, 1e-10);
    expectAllRelative(fit.standardErrors, golden.longley.standardErrors, 1e-10);
    const tRatios = golden.longley.coefficients.map((value, i) => value / golden.longley.standardErrors[i]!);
    expectAllRelative(fit.tRatios, tRatios, 1e-10);
    expectRelative(fit.nestedResidualSums.at(-1)!, golden.longley.residualSumOfSquares, 1e-10);
    expect(fit.degreesOfFreedom).toBe(9);
  });

  it('gives the residual sums of all leading models', () => {
    const { nestedResidualSums } = leastSquares(columns, response);
    expectRelative(nestedResidualSums[0]!, golden.longley.totalSumOfSquares, 1e-13);
    for (let k = 1; k < columns.length; k++) {
      const alone = leastSquares(columns.slice(0, k), response).nestedResidualSums[k]!;
      expectRelative(nestedResidualSums[k]!, alone, 1e-10);
    }
  });

  it('does not lose columns whose squares overflow or underflow', () => {
    const [constant, ...others] = columns;
    const extreme = [
      constant!,
      ...others.map((column, j) => column.map((value) => value * 2 ** [-900, 900][j % 2]!)),
    ];
    expect(leastSquares(extreme, response).tRatios).toEqual(leastSquares(columns, response).tRatios);
  });

  it('fits nothing to no columns', () => {
    const fit = leastSquares([], Float64Array.of(3, 4));
    expect([...fit.nestedResidualSums]).toEqual(
      [25.000000000000004].map((value) => expect.closeTo(value, 12)),
    );
    expect(fit.coefficients).toHaveLength(0);
  });

  it('leaves its input as it is', () => {
    const before = columns.map((column) => [...column]);
    leastSquares(columns, response);
    expect(columns.map((column) => [...column])).toEqual(before);
  });

  it.each([
    { name: 'a repeated column', second: [1, 2, 3, 4] },
    { name: 'a column of zeros', second: [0, 0, 0, 0] },
  ])('refuses $name, naming it', ({ second }) => {
    const fit = () =>
      leastSquares([Float64Array.of(1, 2, 3, 4), Float64Array.from(second)], Float64Array.of(1, 0, 2, 1));
    expect(fit).toThrow(expect.objectContaining({ pivot: 1 }));
    expect(fit).toThrow(SingularMatrixError);
  });

  it('needs more rows than columns', () => {
    expect(() => leastSquares([Float64Array.of(1)], Float64Array.of(2))).toThrow(InsufficientDataError);
  });
});
