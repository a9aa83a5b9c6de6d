import type { CoinGeckoPlan } from 'coincast';
import { readEnvironment } from '../../../service/src/readEnvironment.js';
import type { HashedKey } from './apiKeys.js';
import { environmentSchema, knownNames } from './environment.js';

/** What the service does, as its environment says it. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Where prices come from. */
  readonly source:
    | { readonly kind: 'emulator' }
    | { readonly kind: 'coingecko'; readonly plan: CoinGeckoPlan; readonly apiKey?: string };
  readonly coins: readonly string[];
  readonly redisUrl?: string;
  readonly readKeys: readonly HashedKey[];
  readonly adminKeys: readonly HashedKey[];
  /** Requests a minute for each address without a key. */
  readonly rateLimitMax: number;
  readonly logLevel: string;
  readonly logFile?: string;
  readonly workers: number;
}

/** What is wrong with the environment, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Prefixes under which every variable is this service's. */
const families = ['COINGECKO_', 'RATE_LIMIT_'];

/**
 * Reads the environment; a variable that is empty counts as not set.
 *
 * @throws ConfigError naming every variable that does not fit, and every one whose name looks like a slip of ours.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const known = { names: knownNames, families };
  const { values, problems } = readEnvironment(env, environmentSchema, known);
  if (values === undefined) throw new ConfigError(problems.join('\n'));
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    source: sourceOf(values.COINGECKO_PLAN, values.COINGECKO_API_KEY),
    coins: values.COINS,
    ...(values.REDIS_URL === undefined ? {} : { redisUrl: values.REDIS_URL }),
    readKeys: values.API_KEYS,
    adminKeys: values.ADMIN_KEYS,
    rateLimitMax: values.RATE_LIMIT_MAX,
    logLevel: values.LOG_LEVEL,
    ...(values.LOG_FILE === undefined ? {} : { logFile: values.LOG_FILE }),
    workers: values.WORKERS,
  };
}

function sourceOf(plan: CoinGeckoPlan | undefined, apiKey: string | undefined): Config['source'] {
  if (apiKey === undefined) {
    if (plan === undefined) return { kind: 'emulator' };
    if (plan === 'keyless') return { kind: 'coingecko', plan };
    throw new ConfigError(`COINGECKO_PLAN: plan ${plan} needs COINGECKO_API_KEY; without a key use keyless`);
  }
  if (plan === 'keyless')
    throw new ConfigError('COINGECKO_PLAN: with COINGECKO_API_KEY it must be demo or pro');
  return { kind: 'coingecko', plan: plan ?? 'demo', apiKey };
}
