/**
 * How often each test rejects a true and a false null hypothesis, by seeded simulation: the tables of docs/statistics.md
 * took `--replications=10000`.
 */

import { assessStationarity, type StationarityVerdict } from 'coincast';
import { createRandomStream } from '../src/math/index.js';
import { deriveSeed } from '../src/testing/market/deriveSeed.js';
import { powerCases, type RejectionCase, sizeCases, verdictCases } from './rejectionCases.js';
import type { BenchTable } from './report/BenchReport.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { number, table, text } from './report/table.js';

const seed = 20260101;
const lengths = [100, 500];
const alphas = [0.01, 0.05, 0.1];
const verdicts: readonly StationarityVerdict[] = [
  'stationary',
  'trend-stationary',
  'seasonal',
  'difference-stationary',
  'inconclusive',
];

export const benchmark = defineBenchmark({
  title: 'Size and power of the tests',
  kind: 'study',
  what:
    'Seeded simulation: how often each test rejects a null hypothesis that is true (its level is the ideal), and one that ' +
    'is false (the more the better), of series of 100 and 500 values at levels of 1, 5 and 10%. Slow searches, marked *, ' +
    'get a fifth of the replications.',
  data: 'none',
  settings: { replications: 1000 },
  run: async ({ replications }) => ({
    tables: [
      rejectionTable('Rejections of a true null hypothesis, per cent', sizeCases, replications),
      rejectionTable('Rejections of a false null hypothesis, per cent', powerCases, replications),
      verdictTable(fewer(replications)),
    ],
  }),
});

function fewer(replications: number): number {
  return Math.ceil(replications / 5);
}

function rejectionTable(title: string, cases: readonly RejectionCase[], replications: number): BenchTable {
  const rows = cases.flatMap((each) => {
    const rates = lengths.map((n) => rejectionRates(each, n, replications));
    const series = each.series + (each.isSlow === true ? ' *' : '');
    return each.tests.map(({ label }, at) => [label, series, ...rates.flatMap((byTest) => byTest[at]!)]);
  });
  const columns = lengths.flatMap((n) => alphas.map((alpha) => number(`n ${n}: ${100 * alpha}%`, 1)));
  return table(title, [text('test'), text('series'), ...columns], rows);
}

function verdictTable(replications: number): BenchTable {
  const rows = verdictCases.flatMap(({ series, process: simulate }) =>
    lengths.map((n) => {
      const stream = createRandomStream(deriveSeed(seed, `${series}, verdicts, ${n}`));
      const counts = new Map(verdicts.map((verdict) => [verdict, 0]));
      for (let i = 0; i < replications; i++) {
        const { verdict } = assessStationarity(simulate(n, stream));
        counts.set(verdict, counts.get(verdict)! + 1);
      }
      return [series, n, ...verdicts.map((verdict) => (100 * counts.get(verdict)!) / replications)];
    }),
  );
  return table(
    'Verdicts of `assessStationarity` *',
    [text('series'), number('n', 0), ...verdicts.map((verdict) => number(verdict, 1, '%'))],
    rows,
  );
}

/** One row a test: its rejections by ascending level, per cent. */
function rejectionRates(
  { series, process: simulate, tests, isSlow }: RejectionCase,
  n: number,
  replications: number,
): number[][] {
  const stream = createRandomStream(deriveSeed(seed, `${series}, ${n}`));
  const count = isSlow === true ? fewer(replications) : replications;
  const rejections = tests.map(() => alphas.map(() => 0));
  for (let i = 0; i < count; i++) {
    const x = simulate(n, stream);
    for (const [index, { run }] of tests.entries()) {
      const rejectsAt = run(x);
      // What is not rejected at a level is not at a stricter one.
      for (let k = alphas.length - 1; k >= 0 && rejectsAt(alphas[k]!); k--) rejections[index]![k]!++;
    }
  }
  return rejections.map((counts) => counts.map((rejected) => (100 * rejected) / count));
}
