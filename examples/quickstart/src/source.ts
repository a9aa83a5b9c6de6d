import { basename } from 'node:path';
import {
  type Clock,
  type CoinGeckoPlan,
  createCoinGeckoClient,
  fetchPrices,
  isCoincastError,
  type PriceSeries,
  type RetryEvent,
  sliceSeries,
} from 'coincast';
import { readPricesCsv } from 'coincast/node';
import { startCoinGeckoEmulator } from 'coincast/testing';
import type { Settings } from './cli.js';
import { UsageError } from './failure.js';

/** Where the prices come from, and what must be said about that. */
export interface Source {
  readonly kind: Settings['source']['kind'];
  /** What the prices are of, such as `bitcoin (simulated)`. */
  readonly title: string;
  /** The currency as it is written beside a price; empty where a CSV does not tell. */
  readonly currency: string;
  /** One sentence on where the prices come from. */
  readonly provenance: string;
  load(signal: AbortSignal | undefined): Promise<PriceSeries>;
  /** Frees what the source holds open. */
  close(): Promise<void>;
}

const seed = 7;
const dayMs = 86_400_000;

/** Opens the source the settings ask for; `tell` is told of waits, which would look like a freeze. */
export async function openSource(
  settings: Settings,
  {
    env,
    clock,
    tell,
  }: {
    readonly env: NodeJS.ProcessEnv;
    readonly clock: Clock | undefined;
    readonly tell: (sentence: string) => void;
  },
): Promise<Source> {
  const { source, coinId = 'bitcoin', days = 30 } = settings;
  if (source.kind === 'csv') return csvSource(source.file, settings);
  if (source.kind === 'live') {
    const client = liveClient(env, tell);
    return {
      kind: 'live',
      title: coinId,
      currency: 'USD',
      provenance: `Data provided by CoinGecko (plan: ${client.plan}).`,
      load: (signal) => fetchPrices(coinId, { days, client, signal }),
      close: async () => {},
    };
  }
  const emulator = await startCoinGeckoEmulator({ seed, clock });
  const client = createCoinGeckoClient({ baseUrl: emulator.url, clock });
  return {
    kind: 'emulator',
    title: `${coinId} (simulated)`,
    currency: 'USD',
    provenance: `Simulated by the embedded CoinGecko emulator (seed ${seed}): these are not real prices.`,
    load: (signal) => fetchPrices(coinId, { days, client, signal }),
    close: () => emulator.close(),
  };
}

function liveClient(env: NodeJS.ProcessEnv, tell: (sentence: string) => void) {
  const apiKey = env['COINGECKO_API_KEY'] || undefined;
  const plan = (env['COINGECKO_PLAN'] || undefined) as CoinGeckoPlan | undefined;
  try {
    return createCoinGeckoClient({ apiKey, plan, retry: { onRetry: (event) => tell(retrying(event)) } });
  } catch (error) {
    if (!isCoincastError(error)) throw error;
    throw new UsageError(`COINGECKO_API_KEY and COINGECKO_PLAN do not fit: ${error.message}`, {
      cause: error,
    });
  }
}

function retrying({ error, delayMs }: RetryEvent): string {
  return `${error.message} Trying again in ${Math.ceil(delayMs / 1000)} s.`;
}

function csvSource(file: string, { coinId, days }: Settings): Source {
  return {
    kind: 'csv',
    title: coinId ?? basename(file),
    currency: '',
    provenance: `Read from ${basename(file)}; times and prices are the file's own.`,
    load: async (signal) => lastDays(await readCsv(file, coinId, signal), days),
    close: async () => {},
  };
}

async function readCsv(
  file: string,
  coinId: string | undefined,
  signal: AbortSignal | undefined,
): Promise<PriceSeries> {
  try {
    return await readPricesCsv(file, { coinId, signal });
  } catch (error) {
    if (isCoincastError(error)) throw new UsageError(`${file}: ${error.message}`, { cause: error });
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = unreadable[code];
    if (reason === undefined) throw error;
    throw new UsageError(`--csv ${file}: ${reason}.`, { cause: error });
  }
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
};

function lastDays(series: PriceSeries, days: number | undefined): PriceSeries {
  if (days === undefined) return series;
  return sliceSeries(series, { from: series.timestamps.at(-1)! + series.stepMs - days * dayMs });
}
