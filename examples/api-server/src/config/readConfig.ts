import type { CoinGeckoPlan } from 'coincast';
import type { HashedKey } from './apiKeys.js';
import { environmentSchema, knownNames } from './environment.js';
import { nearestName } from './nearestName.js';

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
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = environmentSchema.safeParse(given);
  const problems = [
    ...Object.keys(given).flatMap(slipOf),
    ...(result.error?.issues ?? []).map(({ path, message }) => `${path[0]?.toString()}: ${message}`),
  ];
  if (result.data === undefined || problems.length > 0) throw new ConfigError(problems.join('\n'));
  const values = result.data;
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

function slipOf(name: string): string[] {
  if (knownNames.includes(name)) return [];
  const nearest = nearestName(name, knownNames);
  if (nearest !== undefined) return [`${name} is unknown: did you mean ${nearest}?`];
  const family = families.find((prefix) => name.startsWith(prefix));
  if (family === undefined) return [];
  const members = knownNames.filter((known) => known.startsWith(family));
  return [`${name} is unknown: did you mean ${members.join(' or ')}?`];
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
