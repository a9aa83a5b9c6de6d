import type { RunRecord } from './RunRecord.js';

/** A run in a few lines. */
export function summarize({ summary, coins }: RunRecord, dryRun = false): string {
  const { promoted, kept, unchanged, failed } = summary.coins;
  const seconds = ((summary.endedAt - summary.startedAt) / 1000).toFixed(1);
  const counts = `${promoted} promoted, ${kept} kept, ${unchanged} unchanged, ${failed} failed`;
  const lines = [
    `Run ${summary.run} (${summary.trigger}): ${coins.length} ${coins.length === 1 ? 'coin' : 'coins'} in ${seconds} s: ${counts}.`,
    ...coins
      .filter(({ status }) => status === 'failed')
      .slice(0, 10)
      .map(({ coin, step, why }) => `  ${coin} failed at ${step}: ${why}`),
    ...(failed > 10 ? [`  ... and ${failed - 10} more.`] : []),
    ...(dryRun ? ['This was a dry run: nothing was changed, and nobody told.'] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** 0 where a coin came through, 1 where none did. */
export function exitCodeOf({ coins }: RunRecord): number {
  return coins.some(({ status }) => status !== 'failed') ? 0 : 1;
}
