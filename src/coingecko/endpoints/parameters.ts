import { InvalidArgumentError, requireInteger } from '../../errors/index.js';

/** What every call of the client takes. */
export interface CallOptions {
  /** Ends the call and its waits at once; the signal's own reason is rethrown. */
  readonly signal?: AbortSignal | undefined;
}

/** Refuses what cannot be a coin's id; `.` and `..` would change the path. */
export function requireCoinId(argument: string, coinId: unknown): string {
  if (typeof coinId === 'string' && /\S/.test(coinId) && coinId !== '.' && coinId !== '..') return coinId;
  throw new InvalidArgumentError({
    argument,
    value: coinId,
    expected: 'the id of a coin, such as "bitcoin"',
    hint: 'Look ids up with client.coinsList().',
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
  });
}

/** A whole number of days, at least 1, or `max`. */
export function requireDays(argument: string, days: unknown): number | 'max' {
  return days === 'max' ? days : requireInteger(argument, days, { min: 1 });
}
