import { InvalidArgumentError, requireInteger, requireNumber } from '../../errors/index.js';
import type { CallPriority } from '../CallPriority.js';

/** What every call of the client takes. */
export interface CallOptions {
  /** Ends the call and its waits at once; the signal's own reason is rethrown. Default: nothing ends it. */
  readonly signal?: AbortSignal | undefined;
  /** Its place in the queue when the client has to wait for its rate limit. Default `interactive`. */
  readonly priority?: CallPriority | undefined;
}

/** Refuses what cannot be a coin's id; `.` and `..` would change the path. */
export function requireCoinId(argument: string, coinId: unknown): string {
  if (typeof coinId === 'string' && /\S/.test(coinId) && coinId !== '.' && coinId !== '..') return coinId;
  throw new InvalidArgumentError({
    argument,
    value: coinId,
    expected: 'the id of a coin, such as "bitcoin"',
    hint: 'resolveCoin finds the id of a symbol or a name.',
  });
}

/** A currency's code in lower case. */
export function requireCurrency(argument: string, vsCurrency: unknown): string {
  if (typeof vsCurrency === 'string' && /^[a-z0-9-]{1,20}$/i.test(vsCurrency))
    return vsCurrency.toLowerCase();
  throw new InvalidArgumentError({
    argument,
    value: vsCurrency,
    expected: 'the code of a currency, such as "usd"',
    hint: 'client.supportedCurrencies() lists them.',
  });
}

/** A list with at least one entry. */
export function requireList(argument: string, value: unknown, most: number): void {
  if (Array.isArray(value) && value.length >= 1 && value.length <= most) return;
  throw new InvalidArgumentError({
    argument,
    value,
    expected: Number.isFinite(most) ? `a list of 1 to ${most} strings` : 'a list of at least one string',
  });
}

/** A whole number of days, at least 1, or `max`. */
export function requireDays(argument: string, days: unknown): number | 'max' {
  return days === 'max' ? days : requireInteger(argument, days, { min: 1 });
}

/**
 * Moments in order, epoch milliseconds UTC. What can only be seconds is refused with the remedy: before 1973
 * there is no price.
 */
export function requireRange(from: unknown, to: unknown): { readonly from: number; readonly to: number } {
  const range = { from: requireTime('from', from), to: requireTime('to', to) };
  if (range.from < range.to) return range;
  throw new InvalidArgumentError({
    argument: 'from',
    value: from,
    expected: `before to, which is ${quoteTime(range.to)}`,
    hint: 'Exchange the two, or widen the span.',
  });
}

/** A moment, epoch milliseconds UTC. */
export function requireTime(argument: string, time: unknown): number {
  const value = requireNumber(argument, time, { min: 0, max: latestTime });
  if (value >= earliestTime) return value;
  throw new InvalidArgumentError({
    argument,
    value,
    expected: 'in epoch milliseconds UTC, of 1973 or later',
    hint: 'Seconds are multiplied by 1,000; a Date gives its getTime().',
  });
}

export function unknownCoinHint(coinId: string): string {
  return (
    `No coin has the id ${JSON.stringify(coinId)}. Ids are neither symbols nor names ("bitcoin", not "btc" or ` +
    '"Bitcoin"): resolveCoin finds yours.'
  );
}

const earliestTime = 1e11;
const latestTime = 8.64e15;

function quoteTime(time: number): string {
  return `${time} (${new Date(time).toISOString()})`;
}
