import * as z from 'zod/mini';
import { InvalidArgumentError, requireKnownKeys } from '../../errors/index.js';
import { freshness } from '../freshness.js';
import { once } from '../once.js';
import type { Send } from '../send.js';
import type { CoinId, Currency } from './names.table.js';
import { type CallOptions, requireCoinId, requireCurrency, requireList } from './parameters.js';

/** What {@link CoinGeckoClient.simplePrice} takes. */
export interface SimplePriceOptions<Coin extends CoinId, Code extends Currency> extends CallOptions {
  /** CoinGecko's ids of the coins, 1 to 515. */
  readonly coinIds: readonly Coin[];
  /** The currencies in lower case, at least one. */
  readonly vsCurrencies: readonly Code[];
}

/** The present price of one coin in one currency; `null` where CoinGecko has no figure. */
export interface PriceQuote {
  /** The present price, in the currency. */
  readonly price: number;
  /** Market capitalisation, in the currency. */
  readonly marketCap: number | null;
  /** Volume traded in the last 24 hours. */
  readonly volume24h: number | null;
  /** Change over the last 24 hours as a fraction: 0.02 is a rise of two hundredths. */
  readonly change24h: number | null;
  /** When CoinGecko last updated the price, epoch milliseconds UTC. */
  readonly updatedAt: number | null;
}

/** Quotes by coin and currency, complete: what is unknown is an error instead. */
export type SimplePriceResult<Coin extends CoinId, Code extends Currency> = Readonly<
  Record<Coin, Readonly<Record<Code, PriceQuote>>>
>;

const mostCoins = 515;

const schema = /* @__PURE__ */ once(() => z.record(z.string(), z.record(z.string(), z.nullable(z.number()))));

export async function simplePrice<Coin extends CoinId, Code extends Currency>(
  send: Send,
  options: SimplePriceOptions<Coin, Code>,
): Promise<SimplePriceResult<Coin, Code>> {
  requireKnownKeys('simplePrice options', options, ['coinIds', 'vsCurrencies', 'signal', 'priority']);
  const { coinIds, vsCurrencies, signal, priority } = options;
  requireList('coinIds', coinIds, mostCoins);
  requireList('vsCurrencies', vsCurrencies, Number.POSITIVE_INFINITY);
  coinIds.forEach((coinId, index) => {
    requireCoinId(`coinIds[${index}]`, coinId);
  });
  const currencies = vsCurrencies.map((code, index) => requireCurrency(`vsCurrencies[${index}]`, code));
  const body = await send({
    endpoint: '/simple/price',
    query: {
      ids: coinIds.join(','),
      vs_currencies: currencies.join(','),
      include_market_cap: 'true',
      include_24hr_vol: 'true',
      include_24hr_change: 'true',
      include_last_updated_at: 'true',
      precision: 'full',
    },
    schema,
    signal,
    priority,
    freshness: freshness.simplePrice,
  });
  const quotesOf = (coinId: Coin) =>
    Object.fromEntries(vsCurrencies.map((code) => [code, quote(body, coinId, code)]));
  return Object.fromEntries(coinIds.map((coinId) => [coinId, quotesOf(coinId)])) as SimplePriceResult<
    Coin,
    Code
  >;
}

/** CoinGecko answers an unknown coin with `{}` and an unknown currency with `{"bitcoin":{}}`. */
function quote(
  body: Readonly<Record<string, Readonly<Record<string, number | null>>>>,
  coinId: string,
  vsCurrency: string,
): PriceQuote {
  const row = Object.hasOwn(body, coinId) ? body[coinId]! : undefined;
  if (row === undefined) {
    throw new InvalidArgumentError({
      argument: 'coinIds',
      value: coinId,
      expected: 'ids of coins CoinGecko has a price of',
      hint: 'Ids are neither symbols nor names ("bitcoin", not "btc"): resolveCoin finds yours.',
    });
  }
  const code = vsCurrency.toLowerCase();
  const price = Object.hasOwn(row, code) ? row[code]! : null;
  if (price === null) {
    throw new InvalidArgumentError({
      argument: 'vsCurrencies',
      value: vsCurrency,
      expected: `currencies in which CoinGecko prices ${JSON.stringify(coinId)}`,
      hint: 'client.supportedCurrencies() lists them.',
    });
  }
  const changePercent = row[`${code}_24h_change`] ?? null;
  const updatedAtSeconds = row['last_updated_at'] ?? null;
  return {
    price,
    marketCap: row[`${code}_market_cap`] ?? null,
    volume24h: row[`${code}_24h_vol`] ?? null,
    change24h: changePercent === null ? null : changePercent / 100,
    updatedAt: updatedAtSeconds === null ? null : updatedAtSeconds * 1000,
  };
}
