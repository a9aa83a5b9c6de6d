import { describe, expect, it } from 'vitest';
import { boxCoxResidualVariation } from '../../src/stats/boxCoxResidualVariation.js';
import { guerreroVariation } from '../../src/stats/guerreroVariation.js';
import {
  type BoxCoxMethod,
  boxCox,
  boxCoxLambda,
  difference,
  inverseBoxCox,
  undifference,
} from '../../src/stats/index.js';
import shared from '../golden/stats/cases.json' with { type: 'json' };
import golden from '../golden/transforms/cases.json' with { type: 'json' };
import { expectAllRelative, expectRelative } from './expectRelative.js';

// The generator prints 15 digits; the transforms themselves are a few roundings from R's.
const printed = 5e-15;
const transformTolerance = 1e-13;

const series = shared.series as Record<string, number[]>;

describe('differences agree with R diff and diffinv', () => {
  it.each(golden.differences)('$series, order $order, $seasonalOrder of period $period', (expected) => {
    const { order, seasonalOrder, period } = expected;
    const x = series[expected.series]!;
    const scale = Math.max(...x.map(Math.abs));
    const result = difference(x, { order, seasonalOrder, period });
    expect(result.values).toHaveLength(expected.values.length);
    for (const [t, value] of expected.values.entries()) {
      // A difference near zero is printed to 15 digits of its own, so it agrees to those.
      expectRelative(result.values[t]!, value, printed);
    }
    const continued = undifference(result.values.subarray(0, 7), result);
    // A sum of up to five levels over seven steps: some roundings of the largest term.
    const largest = Math.max(scale, ...expected.continued.map(Math.abs));
    for (const [t, value] of expected.continued.entries()) {
      expect(Math.abs(continued[t]! - value)).toBeLessThan(1e-14 * largest);
    }
  });
});

describe('boxCox agrees with R forecast', () => {
  it.each(golden.transforms)('lambda $lambda of $x', ({ lambda, x, values }) => {
    expectAllRelative(boxCox(x, { lambda }).values, values, transformTolerance);
  });
});

describe('inverseBoxCox agrees with R forecast', () => {
  it.each(golden.inverses)('lambda $lambda', ({ lambda, values, variance, x, adjusted }) => {
    expectAllRelative(inverseBoxCox(values, { lambda }), x, transformTolerance);
    expectAllRelative(inverseBoxCox(values, { lambda, variance }), adjusted, transformTolerance);
  });
});

describe('boxCoxLambda', () => {
  const objectives = { guerrero: guerreroVariation, likelihood: boxCoxResidualVariation };
  // R stops when its interval is 1.2e-4 wide (guerrero), or takes the best of a grid with step 0.05 (likelihood).
  const resolution = { guerrero: 2e-4, likelihood: 0.05 };
  // Values of a function that is flat at its minimum tell arguments apart to the root of their rounding.
  const flatness = 3e-6;
  const cases = golden.lambdas.map((expected) => {
    const method = expected.method as BoxCoxMethod;
    const { lower, upper } = expected;
    const period = expected.period ?? undefined;
    const x = series[expected.series]!;
    const lambda = boxCoxLambda(x, { method, period, lower, upper });
    return {
      ...expected,
      method,
      ours: lambda,
      objective: objectives[method](Float64Array.from(x), period, ''),
    };
  });

  it.each(cases)('is the better optimum: $series, $period, $method', ({ ours, lambda, objective }) => {
    expect(objective(ours)).toBeLessThanOrEqual(objective(lambda));
  });

  // R raises 1e6 to a power and subtracts 1, which leaves noise of the likelihood. In 60 digits it rises to the end.
  const noise = ({ series: name, method }: { series: string; method: string }) =>
    name === 'highLevel' && method === 'likelihood';

  it.each(cases.filter((expected) => !noise(expected)))(
    'agrees with R forecast, and with its objective minimised further: $series, $period, $method',
    ({ ours, lambda, refined, method }) => {
      expect(Math.abs(ours - lambda)).toBeLessThan(resolution[method]);
      expect(Math.abs(ours - refined)).toBeLessThan(flatness);
    },
  );

  it.each(cases.filter(noise))('keeps the digits of a series far from zero', ({ ours, upper }) => {
    expect(ours).toBe(upper);
  });
});
