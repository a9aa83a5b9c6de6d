import type { BenchResult } from './BenchReport.js';
import { formatFigure } from './formatNumber.js';
import { renderComparisons, renderContests } from './renderComparisons.js';
import { finishedOf, renderPage } from './renderPage.js';

/** `docs/benchmarks.md`: who was raced, on what, and who won. */
export function renderBenchmarks(results: readonly BenchResult[]): string {
  const finished = finishedOf(results);
  const comparisons = finished.flatMap(({ title, report }) =>
    report.comparisons.map((each) => ({ ...each, title })),
  );
  const contests = finished.flatMap(({ title, report }) =>
    report.contests.map((each) => ({ ...each, title })),
  );
  const lost = comparisons.filter(({ median }) => median < 1).sort((a, b) => a.median - b.median);
  const behind = contests.filter(({ worse }) => worse > 0);
  const missed = finished.flatMap(({ title, report }) =>
    report.goals
      .filter(({ value, atLeast, atMost }) => (atLeast === undefined ? value > atMost! : value < atLeast))
      .map(({ what, value, atLeast, atMost }) => {
        const bound =
          atLeast === undefined ? `at most ${formatFigure(atMost!)}` : `at least ${formatFigure(atLeast)}`;
        return `- ${title}: ${what} is ${formatFigure(value)}, not ${bound}`;
      }),
  );
  const absent = results.flatMap((result) =>
    result.status === 'done'
      ? result.report.peers.flatMap((peer) =>
          'absent' in peer ? [`- ${peer.name} in “${result.title}”: ${peer.absent}`] : [],
        )
      : [`- “${result.title}” as a whole: ${result.reason}`],
  );
  return renderPage(
    {
      title: 'Benchmarks',
      introduction: [
        'coincast beside R, statsmodels and the npm packages that do the same, on the same numbers and the same machine, each ' +
          'in turn; and what coincast alone costs. Every figure on this page comes from `npm run bench`. ' +
          'How accurate forecasts are is on a [page of its own](accuracy.md).',
        '## Who won',
        'A **ratio** says how many times as well coincast does: the time of the other over ours, our rate over that of the ' +
          'other. Above 1 coincast is ahead; below 1, in bold, the other one is. It is the median over the cases, with the ' +
          'least and the most beside it. Times of other languages are taken inside of them, after a start and a first run ' +
          'that do not count.',
        ...(comparisons.length === 0
          ? []
          : [
              `By the median coincast is ahead in ${comparisons.length - lost.length} of ${comparisons.length} races; ` +
                'single cases lost can be seen in the last column but one.',
              renderComparisons(comparisons),
            ]),
        ...(contests.length === 0
          ? []
          : [
              'What is reached, beside how fast: log-likelihoods and criteria, on one scale for both.',
              renderContests(contests),
            ]),
        '## Where coincast is behind',
        ...(lost.length + behind.length + missed.length === 0 ? ['Nowhere on this page.'] : []),
        ...(lost.length === 0 ? [] : ['By the median of a race:', renderComparisons(lost)]),
        ...(behind.length === 0 ? [] : ['In some case of what is reached:', renderContests(behind)]),
        ...(missed.length === 0 ? [] : [`Goals of its own that it missed:\n\n${missed.join('\n')}`]),
        ...(absent.length === 0 ? [] : ['## What is not here', absent.join('\n')]),
      ],
    },
    results,
  );
}
