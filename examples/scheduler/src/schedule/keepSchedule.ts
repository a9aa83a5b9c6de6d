import type { Clock, Logger } from 'coincast';
import { type Run, runOf } from '../run/Run.js';
import type { Timetable } from './createTimetable.js';

/** What a schedule is kept with. */
export interface Schedule {
  readonly timetable: Timetable;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The time for which the newest run on record was due; `undefined` before the first. Asked for once. */
  lastRun(): Promise<number | undefined>;
  /** Does a run. */
  work(run: Run): Promise<unknown>;
  /** Told when the next run is due, epoch ms UTC. */
  readonly onNext?: ((time: number) => void) | undefined;
  /** Told of a run that failed as a whole. */
  readonly onFailure?: ((run: Run, error: unknown) => Promise<void>) | undefined;
  readonly signal: AbortSignal;
}

/** So often the time is looked at: a machine that slept has no timer that is right. */
const lookMs = 60_000;
/** A run that failed as a whole is tried again after so long. */
const retryMs = 600_000;

/**
 * Does runs when they are due, one after the other, until the signal aborts; its reason is rethrown.
 *
 * Times that passed while nobody was there, the machine slept, or a run took long are caught up by one run. Without any
 * run before, the first is due at once.
 */
export async function keepSchedule(schedule: Schedule): Promise<never> {
  const { timetable, clock, logger, signal, onNext } = schedule;
  let notBefore = Number.NEGATIVE_INFINITY;
  let last = await schedule.lastRun();
  const first = runOf(clock.now(), 'first');
  for (;;) {
    signal.throwIfAborted();
    const now = clock.now();
    const due = now < notBefore ? undefined : last === undefined ? first : dueRun(schedule, last, now);
    if (due === undefined) {
      const next = now < notBefore ? notBefore : timetable.next(now);
      onNext?.(next);
      while (clock.now() < next) await clock.sleep(Math.min(next - clock.now(), lookMs), signal);
      continue;
    }
    try {
      await schedule.work(due);
      last = due.scheduledFor;
      notBefore = Number.NEGATIVE_INFINITY;
    } catch (error) {
      signal.throwIfAborted();
      notBefore = clock.now() + retryMs;
      logger.error(
        { run: due.id, err: error },
        `Run ${due.id} failed as a whole; it is tried again in ten minutes.`,
      );
      await schedule.onFailure?.(due, error);
    }
  }
}

/** A run this late is called a catch-up. */
const lateMs = 300_000;

function dueRun({ timetable, logger }: Schedule, last: number, now: number): Run | undefined {
  const missed = timetable.missed(last, now);
  if (missed === undefined) return undefined;
  const { latest, count } = missed;
  const isLate = count > 1 || now - latest > lateMs;
  if (isLate)
    logger.warn(
      { count, latest },
      `${count} due ${count === 1 ? 'time has' : 'times have'} passed; one run catches up.`,
    );
  return runOf(latest, isLate ? 'catch-up' : 'schedule', count - 1);
}
