import { InvalidArgumentError, requireInteger, requireKnownKeys, requireNumber } from '../../errors/index.js';

/** A coin whose market the emulator simulates. */
export interface EmulatedCoin {
  /** CoinGecko's id, such as `bitcoin`. */
  readonly id: string;
  /** The ticker in lower case. Default: the id. */
  readonly symbol?: string | undefined;
  /** The name. Default: the id. */
  readonly name?: string | undefined;
  /** The price in US dollars about which its market moves. Default 1. */
  readonly price?: number | undefined;
  /** Standard deviation of log returns a year, at most 5. Default 0.9. */
  readonly annualVolatility?: number | undefined;
  /** Typical volume of 24 hours in US dollars. Default 10 million. */
  readonly dailyVolume?: number | undefined;
  /** The number of coins in existence. Default 100 million. */
  readonly circulatingSupply?: number | undefined;
  /** When trading began, epoch milliseconds UTC. Default 2018-01-30, where CoinGecko's hourly history begins. */
  readonly listedAt?: number | undefined;
  /** When trading ended, epoch milliseconds UTC; from then on the coin is inactive. Default: never. */
  readonly delistedAt?: number | undefined;
  /** Contract addresses by the id of the chain, such as `ethereum`. Default none: a chain of its own. */
  readonly platforms?: Readonly<Record<string, string>> | undefined;
}

/** An {@link EmulatedCoin} with every field given. */
export type ResolvedCoin = ReturnType<typeof resolveCoin>;

export function resolveCoin(coin: EmulatedCoin, index: number) {
  const argument = `coins[${index}]`;
  requireKnownKeys(argument, coin, [
    'id',
    'symbol',
    'name',
    'price',
    'annualVolatility',
    'dailyVolume',
    'circulatingSupply',
    'listedAt',
    'delistedAt',
    'platforms',
  ]);
  const { id, symbol = id, name = id, price = 1, annualVolatility = 0.9, platforms = {} } = coin;
  if (typeof id !== 'string' || id === '') {
    throw new InvalidArgumentError({ argument: `${argument}.id`, value: id, expected: 'a non-empty string' });
  }
  const listedAt = requireInteger(`${argument}.listedAt`, coin.listedAt ?? Date.UTC(2018, 0, 30), { min: 0 });
  return {
    id,
    symbol,
    name,
    price: requireNumber(`${argument}.price`, price, { above: 0 }),
    annualVolatility: requireNumber(`${argument}.annualVolatility`, annualVolatility, { min: 0, max: 5 }),
    dailyVolume: requireNumber(`${argument}.dailyVolume`, coin.dailyVolume ?? 1e7, { min: 0 }),
    circulatingSupply: requireNumber(`${argument}.circulatingSupply`, coin.circulatingSupply ?? 1e8, {
      min: 0,
    }),
    listedAt,
    delistedAt:
      coin.delistedAt === undefined
        ? undefined
        : requireInteger(`${argument}.delistedAt`, coin.delistedAt, { above: listedAt }),
    platforms,
  };
}
