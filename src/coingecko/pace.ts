/** How fast calls may follow each other, which a refusal for too many calls slows down. */
export interface Pace {
  /** How many calls a minute are allowed. */
  allowedAt(now: number): number;
  /** When calls may go on: a moment that is past unless the server asked for a pause. */
  resumesAt(now: number): number;
  /** The server refused a call: all pause for the wait it names, and `halve` lowers what is allowed. */
  refuse(now: number, refusal: { readonly waitMs: number | undefined; readonly halve: boolean }): void;
  /** Sets how many calls a minute the plan has. */
  setLimit(perMinute: number): void;
}

const minuteMs = 60_000;
const longestPauseMs = 60 * minuteMs;

/**
 * A {@link Pace} that starts at the plan's limit, falls by half (never below one call) when it is refused, and
 * rises again by a tenth of the limit for every minute that passes after the refusal and its pause. A pause is
 * no longer than an hour, so that one odd answer cannot stop a client for a day; a moment further ahead than
 * that is from a clock that has since been set back.
 */
export function createPace(perMinute: number): Pace {
  let limit = perMinute;
  let lowered = Number.POSITIVE_INFINITY;
  let risesFrom = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  const allowedAt = (now: number) => {
    risesFrom = Math.min(risesFrom, now + longestPauseMs);
    const minutes = Math.max(0, Math.floor((now - risesFrom) / minuteMs));
    return Math.min(limit, lowered + minutes * Math.ceil(limit / 10));
  };
  const resumesAt = (now: number) => {
    pausedUntil = Math.min(pausedUntil, now + longestPauseMs);
    return pausedUntil;
  };
  return {
    allowedAt,
    resumesAt,
    refuse(now, { waitMs = 0, halve }) {
      const allowed = allowedAt(now);
      lowered = halve ? Math.max(1, Math.floor(allowed / 2)) : allowed;
      pausedUntil = Math.max(resumesAt(now), now + Math.min(waitMs, longestPauseMs));
      risesFrom = pausedUntil;
    },
    setLimit(next) {
      limit = next;
    },
  };
}
