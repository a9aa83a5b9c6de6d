import * as z from 'zod/mini';
import { once } from '../once.js';

/** The spans over which {@link CoinGeckoClient.coinsMarkets} can tell the change of a price. */
export type ChangeWindow = '1h' | '24h' | '7d' | '14d' | '30d' | '200d' | '1y';

/** An extreme of all time. */
export interface AllTimeExtreme {
  /** In the currency asked for; `null` where CoinGecko has none. */
  readonly price: number | null;
  /** The present price relative to it as a fraction: -0.2 is a fifth below. */
  readonly change: number | null;
  /** When it was, epoch milliseconds UTC. */
  readonly reachedAt: number | null;
}

/** The market of one coin in one currency; `null` where CoinGecko has no figure. Changes are fractions. */
export interface CoinMarket {
  readonly id: string;
  /** The ticker in lower case. */
  readonly symbol: string;
  readonly name: string;
  readonly imageUrl: string | null;
  /** The present price, in the currency asked for; so are all amounts here. */
  readonly price: number | null;
  /** Market capitalisation, in the currency: the price times the circulating supply. */
  readonly marketCap: number | null;
  /** Its place by market capitalisation, from 1. */
  readonly marketCapRank: number | null;
  /** The price times the greatest supply there can be, in the currency. */
  readonly fullyDilutedValuation: number | null;
  /** Volume traded in the last 24 hours. */
  readonly volume24h: number | null;
  /** The highest price of the last 24 hours, in the currency. */
  readonly high24h: number | null;
  /** The lowest price of the last 24 hours, in the currency. */
  readonly low24h: number | null;
  /** Change of the price over the last 24 hours: 0.02 is a rise of two hundredths. */
  readonly change24h: number | null;
  /** Change of the market capitalisation over the last 24 hours. */
  readonly marketCapChange24h: number | null;
  /** The number of coins in circulation. */
  readonly circulatingSupply: number | null;
  /** The number of coins that exist. */
  readonly totalSupply: number | null;
  /** The most coins there can ever be; `null` where nothing limits them. */
  readonly maxSupply: number | null;
  readonly allTimeHigh: AllTimeExtreme;
  readonly allTimeLow: AllTimeExtreme;
  /** Changes of the price over the windows asked for, fractions; `null` where the coin is younger. */
  readonly changes: Readonly<Partial<Record<ChangeWindow, number | null>>>;
  /** Hourly prices of the last 7 days, where asked for. */
  readonly sparkline7d: readonly (number | null)[] | null;
  /** When CoinGecko last updated the row, epoch milliseconds UTC. */
  readonly updatedAt: number | null;
}

export const changeWindows = ['1h', '24h', '7d', '14d', '30d', '200d', '1y'] as const;

const changeField = (window: ChangeWindow) => `price_change_percentage_${window}_in_currency` as const;

export const coinMarketsSchema = /* @__PURE__ */ once(() => {
  const figure = z._default(z.nullable(z.number()), null);
  const percentage = z.pipe(
    figure,
    z.transform((value) => (value === null ? null : value / 100)),
  );
  const text = z._default(z.nullable(z.string()), null);
  const time = z.pipe(text, z.transform(toTimestamp));
  const wire = z.object({
    id: z.string(),
    symbol: z.string(),
    name: z.string(),
    image: text,
    current_price: figure,
    market_cap: figure,
    market_cap_rank: figure,
    fully_diluted_valuation: figure,
    total_volume: figure,
    high_24h: figure,
    low_24h: figure,
    price_change_percentage_24h: percentage,
    market_cap_change_percentage_24h: percentage,
    circulating_supply: figure,
    total_supply: figure,
    max_supply: figure,
    ath: figure,
    ath_change_percentage: percentage,
    ath_date: time,
    atl: figure,
    atl_change_percentage: percentage,
    atl_date: time,
    last_updated: time,
    sparkline_in_7d: z._default(z.nullable(z.object({ price: z.array(z.nullable(z.number())) })), null),
    ...changeFields(z.optional(z.nullable(z.number()))),
  });
  return z.array(
    z.pipe(
      wire,
      z.transform(
        (row): CoinMarket => ({
          id: row.id,
          symbol: row.symbol.toLowerCase(),
          name: row.name,
          imageUrl: row.image,
          price: row.current_price,
          marketCap: row.market_cap,
          marketCapRank: row.market_cap_rank,
          fullyDilutedValuation: row.fully_diluted_valuation,
          volume24h: row.total_volume,
          high24h: row.high_24h,
          low24h: row.low_24h,
          change24h: row.price_change_percentage_24h,
          marketCapChange24h: row.market_cap_change_percentage_24h,
          circulatingSupply: row.circulating_supply,
          totalSupply: row.total_supply,
          maxSupply: row.max_supply,
          allTimeHigh: { price: row.ath, change: row.ath_change_percentage, reachedAt: row.ath_date },
          allTimeLow: { price: row.atl, change: row.atl_change_percentage, reachedAt: row.atl_date },
          changes: changesOf(row),
          sparkline7d: row.sparkline_in_7d?.price ?? null,
          updatedAt: row.last_updated,
        }),
      ),
    ),
  );
});

type ChangeFields<T> = Record<ReturnType<typeof changeField>, T>;

function changeFields<T>(field: T): ChangeFields<T> {
  return Object.fromEntries(changeWindows.map((window) => [changeField(window), field])) as ChangeFields<T>;
}

function changesOf(row: Partial<ChangeFields<number | null | undefined>>): CoinMarket['changes'] {
  return Object.fromEntries(
    changeWindows.flatMap((window) => {
      const percentage = row[changeField(window)];
      return percentage === undefined ? [] : [[window, percentage === null ? null : percentage / 100]];
    }),
  );
}

function toTimestamp(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
