/** The market of one coin at one moment, in the history's own currency. */
export interface MarketPoint {
  readonly timestamp: number;
  readonly price: number;
  /** Volume of the 24 hours before; `undefined` where the source has none. */
  readonly volume: number | undefined;
  readonly marketCap: number | undefined;
}

/** A finished candle. */
export interface Candle {
  /** When it ended, epoch milliseconds UTC: CoinGecko's stamp. */
  readonly closedAt: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Everything the emulator knows of one coin. */
export interface CoinHistory {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly vsCurrency: string;
  /** Contract addresses by the id of the chain. */
  readonly platforms: Readonly<Record<string, string>>;
  /** Before this there is nothing. */
  readonly firstTimestamp: number;
  /** After this there is nothing; infinite while the coin is traded. */
  readonly lastTimestamp: number;
  /** The market at a moment, or `undefined` before the first and after the last. */
  at(timestamp: number): MarketPoint | undefined;
  /** The points CoinGecko would have recorded after `from` and up to `to`, some `stepMs` apart. */
  between(from: number, to: number, stepMs: number): MarketPoint[];
  /** The candles of `stepMs` on its grid that ended after `from` and up to `to`. */
  candles(from: number, to: number, stepMs: number): Candle[];
}
