/** M4 Weekly and the even-numbered half of M4 Hourly, by the competition's definitions, beside what was published. */

import { isCoincastError } from 'coincast';
import { type BenchSeries, m4Series, sampleOf } from './benchData.js';
import { m4Methods } from './m4Methods.js';
import { m4Parts, type Part } from './m4Parts.js';
import { averageScore, type M4Score, m4ScoreOf, owaOf } from './m4Score.js';
import type { BenchReport } from './report/BenchReport.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { UsageError } from './report/resolveSettings.js';
import { number, table, text } from './report/table.js';

export const benchmark = defineBenchmark({
  title: 'The M4 competition',
  kind: 'study',
  what:
    'Forecasts of 13 weeks and of 48 hours, scored by the definitions of the competition: season 1 and 24, forecasts below ' +
    'zero taken as zero. The benchmarks of the competition are computed as it did, so that their scores can be held against ' +
    'the published ones; methods called `train...` are coincast’s trainers. Published figures: Makridakis, Spiliotis and ' +
    'Assimakopoulos (2020), *The M4 Competition: 100,000 time series and 61 forecasting methods*, International Journal of ' +
    'Forecasting 36(1), and its tables by frequency. Of the hourly series the half of even number is at hand, so there the ' +
    'published figures are of twice as many series. The members of `trainAuto` were chosen on every other series, hence the ' +
    'scores of both halves.',
  data: 'required',
  settings: { series: 'all', parts: 'weekly,hourly' },
  run: async ({ series, parts }, say) => {
    const found = parts.split(',').map((name) => scoresOf(partOf(name), countOf(series), say));
    return {
      tables: found.flatMap(({ tables }) => tables),
      notes: found.flatMap(({ notes }) => notes),
    };
  },
});

function partOf(name: string): Part {
  const part = m4Parts[name];
  if (part === undefined) throw new UsageError(`--parts has weekly and hourly, not ${name}`);
  return part;
}

function countOf(series: string): number {
  const count = series === 'all' ? Number.POSITIVE_INFINITY : Number(series);
  if (!(count >= 1)) throw new UsageError(`--series is all or a number from 1, not ${series}`);
  return count;
}

interface Scored {
  readonly method: string;
  readonly scores: readonly M4Score[];
  readonly failures: number;
  readonly ms: number;
}

function scoresOf(
  part: Part,
  most: number,
  say: (line: string) => void,
): Pick<BenchReport, 'tables' | 'notes'> {
  const series = sampleOf(m4Series(part.file), most);
  const scored = Object.keys(m4Methods).map((method) => {
    say(`${part.title}, ${method}`);
    return scoreMethod(method, part, series);
  });
  const naive2 = scored[0]!.scores;
  const figures = (scores: readonly M4Score[], reference: readonly M4Score[]) => {
    const { smape, mase } = averageScore(scores);
    return [smape, mase, owaOf(scores, reference)];
  };
  const half = (first: number) => (scores: readonly M4Score[]) => scores.filter((_, i) => i % 2 === first);
  const rows = scored.flatMap(({ method, scores, ms }) => [
    [method, ...figures(scores, naive2), ...(part.published[method] ?? [null, null, null]), ms],
    ...(method === 'trainAuto' && series.length > 1
      ? [
          ['trainAuto, the half its members were chosen on', half(0)] as const,
          ['trainAuto, the other half', half(1)] as const,
        ].map(([name, pick]) => [name, ...figures(pick(scores), pick(naive2)), null, null, null, null])
      : []),
  ]);
  const others = Object.keys(part.published).filter((name) => !(name in m4Methods));
  return {
    tables: [
      table(
        `${part.title}: ${series.length} of ${part.seriesOfCompetition} series, ${part.horizon} steps`,
        [
          text('method'),
          number('sMAPE', 3),
          number('MASE', 3),
          number('OWA', 3),
          number('published: sMAPE', 3),
          number('MASE', 3),
          number('OWA', 3),
          number('processor time a series', 1, 'ms'),
        ],
        [...rows, ...others.map((name) => [name, null, null, null, ...part.published[name]!, null])],
      ),
    ],
    notes: scored
      .filter(({ failures }) => failures > 0)
      .map(
        ({ method, failures }) =>
          `${part.title}: \`${method}\` refused ${failures} of ${series.length} series; the naive forecast stands in.`,
      ),
  };
}

function scoreMethod(method: string, part: Part, series: readonly BenchSeries[]): Scored {
  const cpu = process.cpuUsage();
  let failures = 0;
  const scores = series.map((each) => {
    try {
      return m4ScoreOf(each, m4Methods[method]!(each.values, part), part.season);
    } catch (error) {
      if (!isCoincastError(error)) throw error;
      failures += 1;
      return m4ScoreOf(each, m4Methods['Naive']!(each.values, part), part.season);
    }
  });
  const { user, system } = process.cpuUsage(cpu);
  return { method, scores, failures, ms: (user + system) / 1000 / series.length };
}
