/** A request the emulator received. */
export interface EmulatorRequest {
  readonly method: string;
  /** The path below the base URL, such as `/coins/bitcoin/market_chart`. */
  readonly endpoint: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** When it came, on the emulator's clock, epoch milliseconds UTC. */
  readonly receivedAt: number;
}
