import { Cron } from 'croner';
import { UsageError } from '../failure.js';

/** When runs are due. Times are epoch ms UTC. */
export interface Timetable {
  readonly pattern: string;
  readonly timeZone: string;
  /** The first time after `time`. */
  next(time: number): number;
  /** The times after `since` and up to `now`: the latest, and how many there were; `undefined` where there is none. */
  missed(since: number, now: number): { readonly latest: number; readonly count: number } | undefined;
}

/** More are not counted: a pattern of every minute, after a year. */
const countedAtMost = 1000;

/**
 * The times of a cron pattern in a time zone. Where clocks are put forward, a time that does not exist is due right
 * after it; where they are put back, a time that comes twice is due once.
 *
 * @throws UsageError when the pattern or the zone is none, or no time ever comes.
 */
export function createTimetable(pattern: string, timeZone: string): Timetable {
  const cron = openCron(pattern, timeZone);
  return {
    pattern,
    timeZone,
    next: (time) => cron.nextRun(new Date(time))?.getTime() ?? Number.POSITIVE_INFINITY,
    missed(since, now) {
      // The moment itself counts as past.
      const [latest] = cron.previousRuns(1, new Date(now + 1));
      if (latest === undefined || latest.getTime() <= since) return undefined;
      let count = 0;
      let time = cron.nextRun(new Date(since));
      while (time !== null && time.getTime() <= now && count < countedAtMost) {
        count++;
        time = cron.nextRun(time);
      }
      return { latest: latest.getTime(), count };
    },
  };
}

function openCron(pattern: string, timezone: string): Cron {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch {
    throw new UsageError(`RETRAIN_TIME_ZONE: "${timezone}" is no time zone; one such as Europe/Berlin is`);
  }
  let cron: Cron;
  try {
    cron = new Cron(pattern, { timezone, paused: true });
  } catch (error) {
    const why = (error as Error).message.replace('CronPattern: ', '');
    throw new UsageError(
      `RETRAIN_CRON: "${pattern}" is no cron pattern (${why}); "0 2 * * *" is two at night`,
    );
  }
  if (cron.nextRun() === null) throw new UsageError(`RETRAIN_CRON: "${pattern}" never comes`);
  return cron;
}
