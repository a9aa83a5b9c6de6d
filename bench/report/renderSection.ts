import type { BenchResult, FinishedResult } from './BenchReport.js';
import { renderComparisons, renderContests, renderGoals } from './renderComparisons.js';
import { renderTable } from './renderTable.js';

/** All of one benchmark: how it was run, who was there, and what came out. */
export function renderSection(result: BenchResult): string {
  return [
    `### ${result.title}`,
    result.what,
    ...(result.status === 'done' ? finished(result) : [absent(result)]),
  ].join('\n\n');
}

function absent({ status, reason, ranOn }: Exclude<BenchResult, FinishedResult>): string {
  return status === 'failed' ? `**Failed** on ${ranOn}: ${reason}` : `**Left out** on ${ranOn}: ${reason}`;
}

function finished(result: FinishedResult): string[] {
  const { peers, comparisons, contests, goals, tables, notes } = result.report;
  return [
    howItRan(result),
    ...(peers.length === 0 ? [] : [peers.map(describePeer).join('\n')]),
    ...(comparisons.length === 0 ? [] : [renderComparisons(comparisons)]),
    ...(contests.length === 0 ? [] : [renderContests(contests)]),
    ...(goals.length === 0 ? [] : [renderGoals(goals)]),
    ...notes,
    ...tables.map(renderTable),
  ];
}

function howItRan({ benchmark, ranOn, seconds, data, settings }: FinishedResult): string {
  const counts = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  const parts = [
    `\`npm run bench -- ${benchmark}\` on ${ranOn}, ${describeDuration(seconds)}`,
    ...(data === 'simulated' ? ['simulated prices, as no public data was named'] : []),
    ...(counts.length === 0 ? [] : [`settings: ${counts.join(', ')}`]),
  ];
  return `*${parts.join('; ')}.*`;
}

function describePeer(peer: FinishedResult['report']['peers'][number]): string {
  return 'version' in peer
    ? `- ${peer.name}: ${peer.version}`
    : `- ${peer.name}: **left out**, ${peer.absent}`;
}

/** Seconds, or minutes where there are some. */
export function describeDuration(seconds: number): string {
  return seconds < 100 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(0)} min`;
}
