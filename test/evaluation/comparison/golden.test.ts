import { describe, it } from 'vitest';
import { dieboldMarianoTest } from '../../../src/evaluation/index.js';
import golden from '../../golden/diebold-mariano/cases.json' with { type: 'json' };
import { expectRelative } from '../../stats/expectRelative.js';

const alternatives = {
  'two.sided': 'two-sided',
  less: 'first-better',
  greater: 'second-better',
} as const;

describe.each(golden.cases)('$name', ({ first, second, tests }) => {
  it.each(tests)(
    'equals dm.test: horizon $horizon, power $power, $alternative, $estimator',
    ({ horizon, power, alternative, estimator, statistic, pValue }) => {
      const test = dieboldMarianoTest(first, second, {
        horizon,
        power,
        alternative: alternatives[alternative as keyof typeof alternatives],
        longRunVariance: estimator === 'acf' ? 'truncated' : 'bartlett',
      });
      // 15 printed digits, and those lost where autocovariances cancel: a factor of a hundred at most here.
      expectRelative(test.statistic, statistic, 1e-11);
      expectRelative(test.pValue, pValue, 1e-10);
    },
  );
});
