/**
 * How often each test rejects a true and a false null hypothesis, by seeded simulation, as Markdown tables: those
 * of docs/statistics.md, which took `npm run bench -- sizeAndPower --replications=10000`. Some minutes by default,
 * with 4000 series a row; a fifth of that for the slow searches.
 */

import { parseArgs } from 'node:util';
import { assessStationarity, type StationarityVerdict } from 'coincast';
import { createRandomStream } from '../src/math/index.js';
import { deriveSeed } from '../src/testing/market/deriveSeed.js';
import { powerCases, type RejectionCase, sizeCases, verdictCases } from './rejectionCases.js';

const seed = 20260101;
const lengths = [100, 500];
const alphas = [0.01, 0.05, 0.1];
const { values: options } = parseArgs({
  options: { replications: { type: 'string', default: '4000' } },
  allowPositionals: true,
});
const replications = Number(options.replications);
const fewerReplications = Math.ceil(replications / 5);
const verdicts: readonly StationarityVerdict[] = [
  'stationary',
  'trend-stationary',
  'seasonal',
  'difference-stationary',
  'inconclusive',
];

console.log(`Per cent of ${replications} series; of those marked *, ${fewerReplications}.`);
for (const [title, cases] of [
  ['Rejections of a true null hypothesis', sizeCases],
  ['Rejections of a false null hypothesis', powerCases],
] as const) {
  const columns = lengths.flatMap((n) => alphas.map((alpha) => `n ${n}: ${percent(alpha, 0)}%`));
  printHeader(title, ['Test', 'Series', ...columns]);
  for (const each of cases) {
    const rates = lengths.map((n) => rejectionRates(each, n));
    for (const [index, { label }] of each.tests.entries()) {
      const cells = rates.flatMap((byTest) => byTest[index]!.map((rate) => percent(rate, 1)));
      printRow([label, each.series + (each.isSlow === true ? ' *' : ''), ...cells]);
    }
  }
}
printHeader('Verdicts of `assessStationarity`', ['Series *', 'n', ...verdicts]);
for (const { series, process: simulate } of verdictCases) {
  for (const n of lengths) {
    const stream = createRandomStream(deriveSeed(seed, `${series}, verdicts, ${n}`));
    const counts = new Map(verdicts.map((verdict) => [verdict, 0]));
    for (let i = 0; i < fewerReplications; i++) {
      const { verdict } = assessStationarity(simulate(n, stream));
      counts.set(verdict, counts.get(verdict)! + 1);
    }
    const shares = verdicts.map((verdict) => percent(counts.get(verdict)! / fewerReplications, 1));
    printRow([series, String(n), ...shares]);
  }
}

/** One row a test: its rejection rates by ascending level. */
function rejectionRates({ series, process: simulate, tests, isSlow }: RejectionCase, n: number): number[][] {
  const stream = createRandomStream(deriveSeed(seed, `${series}, ${n}`));
  const count = isSlow === true ? fewerReplications : replications;
  const rejections = tests.map(() => alphas.map(() => 0));
  for (let i = 0; i < count; i++) {
    const x = simulate(n, stream);
    for (const [index, { run }] of tests.entries()) {
      const rejectsAt = run(x);
      // What is not rejected at a level is not at a stricter one.
      for (let k = alphas.length - 1; k >= 0 && rejectsAt(alphas[k]!); k--) rejections[index]![k]!++;
    }
  }
  return rejections.map((counts) => counts.map((rejected) => rejected / count));
}

function percent(share: number, digits: number): string {
  return (100 * share).toFixed(digits);
}

function printHeader(title: string, columns: readonly string[]): void {
  console.log(`\n### ${title}\n`);
  printRow(columns);
  printRow(columns.map(() => '---'));
}

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}
