/** What an account has called. */
export interface Usage {
  /** Counts a request, whatever becomes of it: `undefined` within the limit, else how long it lasts. */
  spend(account: string, now: number): number | undefined;
  /** Counts a success, which costs a credit of the month. */
  credit(account: string, now: number): void;
  /** Successes in the month of `now`. */
  callsThisMonth(account: string, now: number): number;
}

const minuteMs = 60_000;

/** Counts requests an account and minute of the clock, and successes a month. */
export function createUsage(perMinute: number): Usage {
  const minutes = new Map<string, { minute: number; requests: number }>();
  const months = new Map<string, number>();
  const monthKey = (account: string, now: number) => `${new Date(now).toISOString().slice(0, 7)} ${account}`;
  return {
    spend(account, now) {
      const minute = Math.floor(now / minuteMs);
      const last = minutes.get(account);
      const requests = (last?.minute === minute ? last.requests : 0) + 1;
      minutes.set(account, { minute, requests });
      return requests > perMinute ? (minute + 1) * minuteMs - now : undefined;
    },
    credit(account, now) {
      const key = monthKey(account, now);
      months.set(key, (months.get(key) ?? 0) + 1);
    },
    callsThisMonth: (account, now) => months.get(monthKey(account, now)) ?? 0,
  };
}
