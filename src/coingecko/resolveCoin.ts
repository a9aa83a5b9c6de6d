import { InvalidArgumentError, requireKnownKeys } from '../errors/index.js';
import type { CoinGeckoClient } from './CoinGeckoClient.js';
import type { CoinListing } from './endpoints/coinsList.js';
import type { CallOptions } from './endpoints/parameters.js';
import type { FoundCoin } from './endpoints/search.js';
import { keylessClient } from './keylessClient.js';

/** What {@link resolveCoin} takes. */
export interface ResolveCoinOptions extends CallOptions {
  /** Default: a keyless client, the same for all calls. */
  readonly client?: CoinGeckoClient | undefined;
}

const mostListed = 8;

/**
 * Finds the id of the one coin that an id, a symbol or a name means.
 *
 * An id as it is written wins, since ids are unique. Otherwise one coin only may have the text as its id, symbol or
 * name, whole but in any case, for a symbol that two coins share has priced many a wrong one: then, and where
 * nothing fits, the error lists candidates with their rank by market capitalisation, the largest first; as data
 * they are its `cause.candidates`. Delisted coins are not found. It takes one call, of the list of all coins, and a
 * second where there is no single answer.
 *
 * @throws {@link InvalidArgumentError} when several coins fit, or none.
 * @example
 * ```ts
 * import { createCoinGeckoClient, resolveCoin } from 'coincast';
 * import { startCoinGeckoEmulator } from 'coincast/testing';
 *
 * const emulator = await startCoinGeckoEmulator({ seed: 7 });
 * const client = createCoinGeckoClient({ baseUrl: emulator.url });
 * await resolveCoin('BTC', { client }); // => 'bitcoin'
 * await emulator.close();
 * ```
 */
export async function resolveCoin(query: string, options: ResolveCoinOptions = {}): Promise<string> {
  requireKnownKeys('resolveCoin options', options, ['client', 'signal', 'priority']);
  const { client = keylessClient(), ...callOptions } = options;
  if (typeof query !== 'string' || query.trim() === '') {
    throw new InvalidArgumentError({
      argument: 'query',
      value: query,
      expected: 'an id, a symbol or a name of a coin, such as "btc"',
    });
  }
  const wanted = fold(query);
  const coins = await client.coinsList(callOptions);
  if (coins.some(({ id }) => id === query.trim())) return query.trim();
  const fitting = coins.filter((coin) =>
    [coin.id, coin.symbol, coin.name].some((text) => fold(text) === wanted),
  );
  if (fitting.length === 1) return fitting[0]!.id;
  const { coins: found } = await client.search({ ...callOptions, query });
  throw fitting.length === 0 ? unknown(query, found) : ambiguous(query, rank(fitting, found));
}

const fold = (text: string) => text.trim().toLowerCase();

/** The coins with the rank the search knows, ranked ones first. */
function rank(coins: readonly CoinListing[], found: readonly FoundCoin[]): FoundCoin[] {
  const ranks = new Map(found.map(({ id, marketCapRank }) => [id, marketCapRank]));
  const place = ({ marketCapRank }: FoundCoin) => marketCapRank ?? Number.POSITIVE_INFINITY;
  return coins
    .map((coin) => ({ ...coin, marketCapRank: ranks.get(coin.id) ?? null }))
    .sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

function ambiguous(query: string, candidates: readonly FoundCoin[]): InvalidArgumentError {
  return new InvalidArgumentError(
    {
      argument: 'query',
      value: query,
      expected: 'an id, symbol or name of one coin only',
      hint: `${candidates.length} coins fit; give the id of one: ${describe(candidates)}.`,
    },
    { cause: { candidates } },
  );
}

function unknown(query: string, candidates: readonly FoundCoin[]): InvalidArgumentError {
  return new InvalidArgumentError(
    {
      argument: 'query',
      value: query,
      expected: 'the exact id, symbol or name of a coin CoinGecko knows',
      hint:
        candidates.length === 0
          ? 'Nothing is like it; client.coinsList({ status: "inactive" }) lists what is no longer traded.'
          : `Similar are ${describe(candidates)}.`,
    },
    { cause: { candidates } },
  );
}

function describe(candidates: readonly FoundCoin[]): string {
  const named = candidates.slice(0, mostListed).map(({ id, name, marketCapRank }) => {
    return `${JSON.stringify(id)} (${name}, ${marketCapRank === null ? 'unranked' : `rank ${marketCapRank}`})`;
  });
  return `${named.join(', ')}${candidates.length > mostListed ? `, and ${candidates.length - mostListed} more` : ''}`;
}
