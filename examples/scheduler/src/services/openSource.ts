import {
  type Clock,
  type CoinGeckoClient,
  createCoinGeckoClient,
  type Logger,
  type RetryOptions,
} from 'coincast';
import { startCoinGeckoEmulator } from 'coincast/testing';
import type { SourceConfig } from '../config/readConfig.js';

/** Where prices come from. */
export interface Source {
  readonly client: CoinGeckoClient;
  /** One sentence on where the prices come from. */
  readonly provenance: string;
  close(): Promise<void>;
}

/** What a source is opened with. */
export interface SourceSurroundings {
  readonly logger: Logger;
  readonly clock: Clock;
  /** How failed calls are repeated. Default: as the client does by itself. */
  readonly retry?: RetryOptions | undefined;
}

/** The same as that of the API server, so that both see one market. */
const seed = 7;

/** Opens CoinGecko, or the emulator where neither a key nor a plan is given. */
export async function openSource(
  source: SourceConfig,
  { logger, clock, retry }: SourceSurroundings,
): Promise<Source> {
  if (source.kind === 'emulator') {
    const emulator = await startCoinGeckoEmulator({ seed, clock });
    // Nobody is spared calls to the emulator.
    const rateLimit = { perMinute: 100_000 };
    return {
      client: createCoinGeckoClient({ baseUrl: emulator.url, logger, clock, retry, rateLimit }),
      provenance: `Simulated by the embedded CoinGecko emulator (seed ${seed}): these are not real prices.`,
      close: () => emulator.close(),
    };
  }
  const { plan, apiKey, baseUrl, perMinute } = source;
  return {
    client: createCoinGeckoClient({ plan, apiKey, baseUrl, logger, clock, retry, rateLimit: { perMinute } }),
    provenance:
      baseUrl === undefined
        ? `Data provided by CoinGecko (plan: ${plan}).`
        : `Prices from ${new URL(baseUrl).host}.`,
    close: async () => {},
  };
}
