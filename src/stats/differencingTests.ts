import { leastAdfLength } from './adfLags.js';
import { adfTest } from './adfTest.js';
import { dickeyFullerTable } from './dickeyFuller.table.js';
import { mackinnon1991Table } from './differencingTests.table.js';
import { interpolate } from './interpolate.js';
import { type KpssRegression, kpssTest } from './kpssTest.js';
import { ppTest } from './ppTest.js';
import { tableRejectionRule } from './rejectionRule.js';

/** A test as `ndiffs` uses it: how many values it needs, and whether they call for a difference at a level. */
export interface DifferencingTest {
  readonly leastLength: (regression: KpssRegression) => number;
  readonly callsForDifference: (values: Float64Array, regression: KpssRegression, alpha: number) => boolean;
}

/** The tests of R forecast 8.20 `ndiffs`, with the lags and the critical values it takes from R urca 1.3-3. */
export const differencingTests = {
  kpss: {
    leastLength: () => 3,
    callsForDifference: (values, regression, alpha) =>
      kpssTest(values, { regression, lags: differencingKpssLags(values.length) }).rejectAt(alpha),
  },
  adf: {
    leastLength: (regression) => leastAdfLength(inDickeyFuller[regression], 1),
    callsForDifference: (values, regression, alpha) => {
      const { statistic } = adfTest(values, { regression: inDickeyFuller[regression], lags: 1 });
      return !isStationary(statistic, fullerCriticalValues(regression, values.length - 1), alpha);
    },
  },
  pp: {
    leastLength: (regression) => leastAdfLength(inDickeyFuller[regression], 0),
    callsForDifference: (values, regression, alpha) => {
      const { statistic } = ppTest(values, { regression: inDickeyFuller[regression], moments: 'current' });
      return !isStationary(statistic, mackinnonCriticalValues(regression, values.length - 1), alpha);
    },
  },
} as const satisfies Record<string, DifferencingTest>;

/** The number of autocovariances with which KPSS decides on a difference. */
export function differencingKpssLags(n: number): number {
  return Math.trunc((3 * Math.sqrt(n)) / 13);
}

const inDickeyFuller = { level: 'drift', trend: 'trend' } as const;

/** Whether a unit root is rejected by a p-value interpolated between the critical values at 1%, 5% and 10%. */
function isStationary(statistic: number, criticalValues: readonly number[], alpha: number): boolean {
  const { value: pValue, bounded } = interpolate(criticalValues, mackinnon1991Table.alphas, statistic);
  return tableRejectionRule({ pValue, pValueBounded: bounded }, { least: 0.01, greatest: 0.1 })(alpha);
}

/** Those of the first sample size of Fuller's table that is larger. */
function fullerCriticalValues(regression: KpssRegression, differences: number): readonly number[] {
  const { sizes, probabilities, [inDickeyFuller[regression]]: rows } = dickeyFullerTable;
  const row = rows[sizes.findIndex((size) => differences < size)] ?? rows.at(-1)!;
  return mackinnon1991Table.alphas.map((alpha) => row[probabilities.indexOf(alpha)]!);
}

function mackinnonCriticalValues(regression: KpssRegression, differences: number): readonly number[] {
  return mackinnon1991Table[regression].map(
    ([limit, first, second]) => limit + first / differences + second / differences ** 2,
  );
}
