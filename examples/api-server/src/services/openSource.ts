import { type CoinGeckoClient, createCoinGeckoClient, type Logger, type ResponseCache } from 'coincast';
import { startCoinGeckoEmulator } from 'coincast/testing';
import type { Metric } from 'prom-client';
import type { Config } from '../config/readConfig.js';
import { createCallMetrics } from './createCallMetrics.js';

/** Where prices come from. */
export interface Source {
  readonly client: CoinGeckoClient;
  /** Whether the prices are made up. */
  readonly simulated: boolean;
  /** One sentence on where the prices come from. */
  readonly provenance: string;
  /** What is counted of the calls. */
  readonly metrics: readonly Metric[];
  close(): Promise<void>;
}

/** Calls a minute that each plan is safe with; worker processes share them. */
const callsPerMinute = { keyless: 10, demo: 30, pro: 300 } as const;

/** Any seed will do, as long as every worker process has the same: then they see the same market. */
const seed = 7;

/** Opens the source of the configuration: CoinGecko, or the emulator where it has no key. */
export async function openSource(
  { source, workers }: Pick<Config, 'source' | 'workers'>,
  { logger, cache }: { logger: Logger; cache?: ResponseCache | undefined },
): Promise<Source> {
  const { metrics, ...observed } = createCallMetrics();
  if (source.kind === 'emulator') {
    const emulator = await startCoinGeckoEmulator({ seed });
    return {
      client: createCoinGeckoClient({ baseUrl: emulator.url, logger, ...observed }),
      simulated: true,
      metrics,
      provenance: `Simulated by the embedded CoinGecko emulator (seed ${seed}): these are not real prices.`,
      close: () => emulator.close(),
    };
  }
  const { plan, apiKey } = source;
  return {
    client: createCoinGeckoClient({
      plan,
      apiKey,
      logger,
      cache,
      ...observed,
      rateLimit: { perMinute: Math.max(1, Math.floor(callsPerMinute[plan] / workers)) },
    }),
    simulated: false,
    metrics,
    provenance: `Data provided by CoinGecko (plan: ${plan}).`,
    close: async () => {},
  };
}
