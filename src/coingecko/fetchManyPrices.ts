import { InvalidArgumentError, requireInteger, requireKnownKeys } from '../errors/index.js';
import { mapConcurrently } from '../runtime/index.js';
import type { CoinId } from './endpoints/names.table.js';
import { requireCurrency } from './endpoints/parameters.js';
import {
  type FetchedPrices,
  type FetchPricesOptions,
  fetchPrices,
  fetchPricesKeys,
  planWith,
} from './fetchPrices.js';
import { keylessClient } from './keylessClient.js';

/** What {@link fetchManyPrices} takes; `onProgress` is told of each coin done. */
export type FetchManyPricesOptions = FetchPricesOptions & {
  /** How many coins to fetch at a time, 1 to 100; the client's rate limit holds besides. Default 4. */
  readonly concurrency?: number | undefined;
};

/** What became of one coin. */
export type FetchOutcome =
  | { readonly coinId: string; readonly status: 'fulfilled'; readonly series: FetchedPrices }
  | { readonly coinId: string; readonly status: 'rejected'; readonly error: unknown };

/**
 * Fetches the prices of many coins, as {@link fetchPrices} does of one.
 *
 * A coin that fails does not touch the others: the outcomes are in the order of the ids, each a series or an
 * error. What would fail for every coin alike, such as a span beyond the plan, is refused before any call. No ids
 * give no outcomes.
 *
 * @throws {@link InvalidArgumentError} when an id comes twice, or an option is unknown or out of bounds.
 * @throws {@link PlanLimitError} when the plan does not reach back that far.
 * @throws The signal's own reason when it aborts, and what `onProgress` throws; no call goes on then.
 * @example
 * ```ts
 * import { createCoinGeckoClient, fetchManyPrices } from 'coincast';
 * import { startCoinGeckoEmulator } from 'coincast/testing';
 *
 * const emulator = await startCoinGeckoEmulator({ seed: 7 });
 * const client = createCoinGeckoClient({ baseUrl: emulator.url });
 * const outcomes = await fetchManyPrices(['bitcoin', 'no-such-coin'], { days: 30, client });
 * outcomes.map(({ status }) => status); // => ['fulfilled', 'rejected']
 * await emulator.close();
 * ```
 */
export async function fetchManyPrices(
  coinIds: readonly CoinId[],
  options: FetchManyPricesOptions,
): Promise<FetchOutcome[]> {
  requireDistinct(coinIds);
  requireKnownKeys('fetchManyPrices options', options, [...fetchPricesKeys, 'concurrency']);
  const { concurrency = 4, onProgress, signal, client = keylessClient(), ...rest } = options;
  requireInteger('concurrency', concurrency, { min: 1, max: 100 });
  requireCurrency('vsCurrency', options.vsCurrency ?? 'usd');
  planWith(client, options);
  const total = coinIds.length;
  let done = 0;
  return mapConcurrently(coinIds, { concurrency, signal }, async (coinId, workSignal) => {
    const outcome = await settle(coinId, { ...rest, client, signal: workSignal } as FetchPricesOptions);
    workSignal.throwIfAborted();
    onProgress?.({ stage: 'fetch', done: ++done, total, message: describe(outcome) });
    return outcome;
  });
}

async function settle(coinId: string, options: FetchPricesOptions): Promise<FetchOutcome> {
  try {
    return { coinId, status: 'fulfilled', series: await fetchPrices(coinId, options) };
  } catch (error) {
    return { coinId, status: 'rejected', error };
  }
}

function describe(outcome: FetchOutcome): string {
  return outcome.status === 'fulfilled'
    ? `${outcome.coinId}: ${outcome.series.prices.length} prices`
    : `${outcome.coinId}: failed, ${outcome.error instanceof Error ? outcome.error.message : outcome.error}`;
}

function requireDistinct(coinIds: readonly string[]): void {
  const expected = 'a list of coin ids without repetition';
  if (!Array.isArray(coinIds))
    throw new InvalidArgumentError({ argument: 'coinIds', value: coinIds, expected });
  const index = coinIds.findIndex((coinId, position) => coinIds.indexOf(coinId) !== position);
  if (index >= 0) {
    throw new InvalidArgumentError({
      argument: `coinIds[${index}]`,
      value: coinIds[index],
      expected: 'an id that has not come before',
      hint: 'Leave the repetition out.',
    });
  }
}
