import { describe, expect, it } from 'vitest';
import { findAlerts } from '../../../examples/scheduler/src/alerts/findAlerts.js';
import type { LiveScores } from '../../../examples/scheduler/src/run/CoinWork.js';
import type { CoinRecord } from '../../../examples/scheduler/src/run/RunRecord.js';

const live: LiveScores = { days: 7, n: 168, mae: 9, naiveMae: 10, skill: 0.1, coverage: [] };
const line = (more: Partial<CoinRecord>): CoinRecord => ({
  type: 'coin',
  run: 'r',
  coin: 'bitcoin',
  status: 'unchanged',
  why: 'no reason',
  ...more,
});
const kinds = (more: Partial<CoinRecord>) => findAlerts([line(more)], 24).map(({ kind }) => kind);

describe('findAlerts', () => {
  it('finds nothing where all is well', () => {
    expect(kinds({ live })).toEqual([]);
    expect(kinds({ status: 'kept', reason: { code: 'clock', why: 'ten days' }, live })).toEqual([]);
  });

  it('tells stale prices from failures', () => {
    expect(kinds({ status: 'failed', step: 'validate', code: 'data-stale' })).toEqual(['data-stale']);
    expect(kinds({ status: 'failed', step: 'fetch', code: 'network' })).toEqual(['retraining-failed']);
  });

  it.each(['drift-error', 'drift-residuals'] as const)('finds %s', (code) => {
    expect(kinds({ reason: { code, why: 'grown' }, live })).toEqual(['drift']);
  });

  it('finds a champion that is worse than naive, once there are enough days of it', () => {
    expect(kinds({ live: { ...live, skill: -0.01 } })).toEqual(['worse-than-naive']);
    expect(kinds({ live: { ...live, skill: -0.01, n: 6 * 24 - 1 } })).toEqual([]);
  });

  it('finds coverage that is off by more than chance and enough to matter', () => {
    const of = (coverage: number, lower: number, upper: number) =>
      kinds({ live: { ...live, coverage: [{ level: 0.8, n: 168, coverage, lower, upper }] } });
    expect(of(0.55, 0.42, 0.67)).toEqual(['coverage-off']);
    expect(of(0.95, 0.87, 0.98)).toEqual(['coverage-off']);
    expect(of(0.65, 0.48, 0.81)).toEqual([]);
    expect(of(0.72, 0.7, 0.74)).toEqual([]);
  });
});
