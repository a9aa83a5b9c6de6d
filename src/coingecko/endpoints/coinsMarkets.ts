import {
  InvalidArgumentError,
  ResponseValidationError,
  requireBoolean,
  requireInteger,
  requireKnownKeys,
  requireOneOf,
} from '../../errors/index.js';
import { freshness } from '../freshness.js';
import type { Send } from '../send.js';
import { type ChangeWindow, type CoinMarket, changeWindows, coinMarketsSchema } from './coinMarket.js';
import type { CoinId, Currency } from './names.table.js';
import { type CallOptions, requireCoinId, requireCurrency, requireList } from './parameters.js';

/** What {@link CoinGeckoClient.coinsMarkets} takes. */
export interface CoinsMarketsOptions extends CallOptions {
  /** The currency of all figures. Default `usd`. */
  readonly vsCurrency?: Currency | undefined;
  /** Only these coins, 1 to 250; one CoinGecko has no market of is an error that names it. */
  readonly coinIds?: readonly CoinId[] | undefined;
  /** Only coins of this category, by its id, such as `layer-1`, instead of `coinIds`; an empty one is an error. */
  readonly category?: string | undefined;
  /** Default `marketCapDescending`. By id no coin changes its page while the pages are fetched. */
  readonly order?: MarketOrder | undefined;
  /** How many coins a page has at most, 1 to 250. Default 250. */
  readonly perPage?: number | undefined;
  /** How many pages to fetch at most. Default: all. */
  readonly maxPages?: number | undefined;
  /** The windows over which to tell changes besides 24 hours. Default: none. */
  readonly changeWindows?: readonly ChangeWindow[] | undefined;
  /** Whether to add the prices of the last 7 days. Default `false`. */
  readonly sparkline?: boolean | undefined;
}

const orders = {
  marketCapDescending: 'market_cap_desc',
  marketCapAscending: 'market_cap_asc',
  volumeDescending: 'volume_desc',
  volumeAscending: 'volume_asc',
  idAscending: 'id_asc',
  idDescending: 'id_desc',
};

/** How {@link CoinGeckoClient.coinsMarkets} sorts. */
export type MarketOrder = keyof typeof orders;

const mostPerPage = 250;

const knownKeys = [
  'vsCurrency',
  'coinIds',
  'category',
  'order',
  'perPage',
  'maxPages',
  'changeWindows',
  'sparkline',
  'signal',
  'priority',
];

const endpoint = '/coins/markets';

export async function* coinsMarkets(
  send: Send,
  options: CoinsMarketsOptions = {},
): AsyncGenerator<readonly CoinMarket[], void, undefined> {
  const { query, perPage, maxPages } = marketsQuery(options);
  const { coinIds, category, signal, priority } = options;
  const seen = new Set<string>();
  for (let page = 1; page <= maxPages; page++) {
    const rows = await send({
      endpoint,
      query: { ...query, page: String(page) },
      schema: coinMarketsSchema,
      signal,
      priority,
      freshness: freshness.coinsMarkets,
    });
    const fresh = rows.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    const isLast = rows.length < perPage || coinIds?.every((id) => seen.has(id)) === true;
    if (isLast) requireFound(seen, { coinIds, category });
    else if (fresh.length === 0) throw repeatedPage(page);
    if (fresh.length > 0) yield fresh;
    if (isLast) return;
  }
}

function marketsQuery(options: CoinsMarketsOptions) {
  requireKnownKeys('coinsMarkets options', options, knownKeys);
  const { coinIds, category, order = 'marketCapDescending', sparkline = false } = options;
  const vsCurrency = requireCurrency('vsCurrency', options.vsCurrency ?? 'usd');
  const perPage = requireInteger('perPage', options.perPage ?? mostPerPage, { min: 1, max: mostPerPage });
  const { maxPages = Number.POSITIVE_INFINITY } = options;
  if (maxPages !== Number.POSITIVE_INFINITY) requireInteger('maxPages', maxPages, { min: 1 });
  if (coinIds !== undefined) {
    requireList('coinIds', coinIds, mostPerPage);
    coinIds.forEach((coinId, index) => {
      requireCoinId(`coinIds[${index}]`, coinId);
    });
  }
  if (coinIds !== undefined && category !== undefined) {
    throw new InvalidArgumentError({
      argument: 'category',
      value: category,
      expected: 'absent where coinIds are given',
      hint: 'CoinGecko would leave the coinIds out of account.',
    });
  }
  if (category !== undefined && (typeof category !== 'string' || category.trim() === '')) {
    throw new InvalidArgumentError({ argument: 'category', value: category, expected: 'a category id' });
  }
  requireBoolean('sparkline', sparkline);
  const windows = (options.changeWindows ?? []).map((window, index) =>
    requireOneOf(`changeWindows[${index}]`, window, changeWindows),
  );
  const query = {
    vs_currency: vsCurrency,
    ids: coinIds?.join(','),
    category,
    order: orders[requireOneOf('order', order, Object.keys(orders) as MarketOrder[])],
    per_page: String(perPage),
    sparkline: sparkline ? 'true' : undefined,
    price_change_percentage: windows.length === 0 ? undefined : windows.join(','),
    precision: 'full',
  };
  return { query, perPage, maxPages };
}

/** CoinGecko leaves unknown coins out in silence, and answers an unknown category with nothing. */
function requireFound(
  seen: ReadonlySet<string>,
  { coinIds = [], category }: Pick<CoinsMarketsOptions, 'coinIds' | 'category'>,
): void {
  const missing = coinIds.find((id) => !seen.has(id));
  if (missing !== undefined) {
    throw new InvalidArgumentError({
      argument: 'coinIds',
      value: missing,
      expected: 'ids of coins CoinGecko has a market of',
      hint: 'Ids are neither symbols nor names ("bitcoin", not "btc"): resolveCoin finds yours.',
    });
  }
  if (category !== undefined && seen.size === 0) {
    throw new InvalidArgumentError({
      argument: 'category',
      value: category,
      expected: 'the id of a category that has coins',
      hint: 'client.search finds ids of categories.',
    });
  }
}

/** Some proxy in between ignores the page asked for: without an error the pages would never end. */
function repeatedPage(page: number): ResponseValidationError {
  const fact = `page ${page} full of coins that came before`;
  return new ResponseValidationError({
    message: `CoinGecko answered ${endpoint} with ${fact}. Check baseUrl and any proxy between.`,
    endpoint,
    issues: [fact],
  });
}
