import type { BenchReport, Comparison, Contest } from './BenchReport.js';
import { formatFigure } from './formatNumber.js';
import { markdownTable } from './markdownTable.js';

/** A figure together with the title of the benchmark it comes from. */
export type From<Figure> = Figure & { readonly title?: string };

/** Ratios, one row each; a loss by the median is bold. */
export function renderComparisons(comparisons: readonly From<Comparison>[]): string {
  const rows = comparisons.map(({ title, what, peer, measure, cases, better, median, least, most }) => [
    ...(title === undefined ? [] : [title]),
    what,
    peer,
    measure,
    median < 1 ? `**${formatFigure(median)}**` : formatFigure(median),
    cases === 1 ? '' : `${formatFigure(least)} to ${formatFigure(most)}`,
    `${better} of ${cases}`,
    median < 1 ? `**${peer}**` : 'coincast',
  ]);
  const titles = comparisons[0]?.title === undefined ? [] : ['Benchmark'];
  return markdownTable(
    [...titles, 'Raced', 'Beside', 'By', 'Ratio', 'From, to', 'coincast ahead in', 'Ahead by the median'],
    rows,
    [...titles.map(() => false), false, false, false, true, true, true, false],
  );
}

/** Contests, one row each; those with a case lost are bold. */
export function renderContests(contests: readonly From<Contest>[]): string {
  const titles = contests[0]?.title === undefined ? [] : ['Benchmark'];
  return markdownTable(
    [
      ...titles,
      'Compared',
      'Beside',
      'Ahead',
      'Even',
      'Behind',
      'No valid result of the peer',
      'Most ahead',
      'Most behind',
    ],
    contests.map((each) => [
      ...(each.title === undefined ? [] : [each.title]),
      `${each.what}; even within ${formatFigure(each.tolerance)}`,
      each.peer,
      String(each.better),
      String(each.even),
      each.worse > 0 ? `**${each.worse}**` : '0',
      String(each.withoutResult),
      formatFigure(each.largestLead),
      formatFigure(each.largestDeficit),
    ]),
    [...titles.map(() => false), false, false, true, true, true, true, true, true],
  );
}

/** The project's own goals, met or missed. */
export function renderGoals(goals: BenchReport['goals']): string {
  return markdownTable(
    ['Goal', 'Bound', 'Measured', ''],
    goals.map(({ what, value, atLeast, atMost }) => {
      const isMet = atLeast === undefined ? value <= atMost! : value >= atLeast;
      const bound =
        atLeast === undefined ? `at most ${formatFigure(atMost!)}` : `at least ${formatFigure(atLeast)}`;
      return [what, bound, formatFigure(value), isMet ? 'met' : '**missed**'];
    }),
    [false, false, true, false],
  );
}
