import type { LiveCoverage, LiveScores } from '../run/CoinWork.js';
import type { CoinRecord } from '../run/RunRecord.js';
import type { Alert } from './AlertState.js';

/** Coverage this far from the level matters, as well as being no chance. */
const relevant = 0.1;

/** What a run found wrong. */
export function findAlerts(coins: readonly CoinRecord[], horizon: number): Alert[] {
  return coins.flatMap((record) => alertsOf(record, horizon));
}

function alertsOf({ coin, status, code, step, why, reason, live }: CoinRecord, horizon: number): Alert[] {
  if (status === 'failed') {
    return code === 'data-stale'
      ? [{ kind: 'data-stale', coin, detail: why }]
      : [{ kind: 'retraining-failed', coin, detail: `${step}: ${why}` }];
  }
  return [
    ...(reason?.code.startsWith('drift-') ? [{ kind: 'drift', coin, detail: reason.why } as const] : []),
    ...(live === undefined ? [] : liveAlerts(coin, live, horizon)),
  ];
}

function liveAlerts(coin: string, live: LiveScores, horizon: number): Alert[] {
  const alerts: Alert[] = [];
  // A forecast a day at the least, all days long but one.
  const isEnough = live.n >= horizon * Math.max(1, live.days - 1);
  if (isEnough && live.skill !== null && live.skill < 0) {
    const percent = (-100 * live.skill).toFixed(1);
    const detail = `errors were ${percent}% larger than those of the naive forecast over ${live.days} days`;
    alerts.push({ kind: 'worse-than-naive', coin, detail });
  }
  const off = isEnough ? live.coverage.find(isOff) : undefined;
  if (off !== undefined) {
    const detail = `${percentOf(off.coverage)} of ${off.n} prices were within the ${percentOf(off.level)} intervals`;
    alerts.push({ kind: 'coverage-off', coin, detail });
  }
  return alerts;
}

function isOff({ level, coverage, lower, upper }: LiveCoverage): boolean {
  return Math.abs(coverage - level) > relevant && (level < lower || level > upper);
}

function percentOf(fraction: number): string {
  return `${Math.round(100 * fraction)}%`;
}
