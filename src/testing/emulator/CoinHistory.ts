/** The market of one coin at one moment, in the history's own currency. */
export interface MarketPoint {
  readonly timestamp: number;
  readonly price: number;
  /** Volume of the 24 hours before; `undefined` where the source has none. */
  readonly volume: number | undefined;
  readonly marketCap: number | undefined;
}

/** Everything the emulator knows of one coin. */
export interface CoinHistory {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly vsCurrency: string;
  /** Before this there is nothing. */
  readonly firstTimestamp: number;
  /** The market at a moment, or `undefined` before the first. */
  at(timestamp: number): MarketPoint | undefined;
  /** The points CoinGecko would have recorded after `from` and up to `to`, some `stepMs` apart. */
  between(from: number, to: number, stepMs: number): MarketPoint[];
}
