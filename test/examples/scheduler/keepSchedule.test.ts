import { createTestClock } from 'coincast/testing';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../../examples/scheduler/src/run/Run.js';
import { createTimetable } from '../../../examples/scheduler/src/schedule/createTimetable.js';
import { keepSchedule } from '../../../examples/scheduler/src/schedule/keepSchedule.js';
import { silentLogger } from '../../../src/runtime/index.js';

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 1, 12);

/** Runs of a schedule until a time; `work` is what a run does. */
async function runsUntil(
  end: number,
  { last, work = async () => {} }: { last?: number; work?: (run: Run, now: () => number) => Promise<void> },
) {
  const clock = createTestClock({ now: start });
  const controller = new AbortController();
  const runs: (Run & { begunAt: number })[] = [];
  const failures: string[] = [];
  const sleep: typeof clock.sleep = (durationMs, signal) => {
    if (clock.now() >= end) controller.abort(new Error('the end'));
    return clock.sleep(durationMs, signal);
  };
  const kept = keepSchedule({
    timetable: createTimetable('0 2 * * *', 'UTC'),
    clock: { now: clock.now, sleep },
    logger: silentLogger,
    lastRun: async () => last,
    async work(run) {
      runs.push({ ...run, begunAt: clock.now() });
      await work(run, clock.now);
      clock.advance(0);
    },
    onFailure: async ({ id }) => void failures.push(id),
    signal: controller.signal,
  });
  await expect(kept).rejects.toThrow('the end');
  return { runs, failures, clock };
}

describe('keepSchedule', () => {
  it('begins at once where there was no run before, then by the timetable', async () => {
    const { runs } = await runsUntil(start + 40 * hour, {});
    expect(runs.map(({ trigger }) => trigger)).toEqual(['first', 'schedule', 'schedule']);
    expect(runs.map(({ begunAt }) => begunAt)).toEqual([start, start + 14 * hour, start + 38 * hour]);
  });

  it('waits where the last run is on record', async () => {
    const { runs } = await runsUntil(start + 15 * hour, { last: start - 10 * hour });
    expect(runs.map(({ trigger }) => trigger)).toEqual(['schedule']);
  });

  it('catches up once, however many times have passed', async () => {
    const { runs } = await runsUntil(start + 15 * hour, { last: start - 82 * hour });
    expect(runs.map(({ trigger, missed }) => [trigger, missed])).toEqual([
      ['catch-up', 2],
      ['schedule', 0],
    ]);
    expect(runs[0]!.scheduledFor).toBe(start - 10 * hour);
  });

  it('tries a run that failed as a whole again after ten minutes, under the same name', async () => {
    let left = 2;
    const { runs, failures } = await runsUntil(start + 2 * hour, {
      work: async () => {
        if (left-- > 0) throw new Error('the disk is full');
      },
    });
    expect(failures).toEqual([runs[0]!.id, runs[0]!.id]);
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    expect(runs.map(({ begunAt }) => begunAt - start)).toEqual([0, 600_000, 1_200_000]);
  });
});
