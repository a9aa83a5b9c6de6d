import { availableParallelism } from 'node:os';
import type { CoinGeckoPlan } from 'coincast';
import { readEnvironment } from '../../../service/src/readEnvironment.js';
import { UsageError } from '../failure.js';
import type { RecipeName } from '../retraining/recipes.js';
import { createTimetable, type Timetable } from '../schedule/createTimetable.js';
import { environmentSchema, families, knownNames } from './environment.js';

/** What the scheduler does, as its environment says it. */
export interface Config {
  readonly dataDir: string;
  readonly redisUrl: string | undefined;
  readonly source: SourceConfig;
  /** The coins by name, or the number of the largest ones. */
  readonly coins: readonly string[] | { readonly top: number };
  readonly timetable: Timetable;
  readonly policy: Policy;
  /** Trainings under way at once in this process. */
  readonly workers: number;
  readonly logLevel: string;
  readonly logFile: string | undefined;
  /** How long a training may take, milliseconds. */
  readonly budgetMs: number;
  /** How long a worker that is not heard of keeps its job, milliseconds. */
  readonly lockMs: number;
  readonly slackUrl: string | undefined;
  readonly webhookUrl: string | undefined;
  readonly metricsPort: number | undefined;
  readonly heartbeatFile: string | undefined;
  readonly heartbeatUrl: string | undefined;
}

/** Where prices come from. */
export type SourceConfig =
  | { readonly kind: 'emulator' }
  | {
      readonly kind: 'coingecko';
      readonly plan: CoinGeckoPlan;
      readonly apiKey: string | undefined;
      readonly baseUrl: string | undefined;
      /** Calls a minute, over all processes. */
      readonly perMinute: number;
    };

/** The rules by which models are trained, judged and kept. */
export interface Policy {
  /** Steps ahead that are forecast and judged by; a step is an hour. */
  readonly horizon: number;
  readonly historyDays: number;
  readonly recipes: readonly RecipeName[];
  readonly retrainAfterDays: number;
  readonly keepVersions: number;
  readonly staleAfterHours: number;
  /** The window of live scores that alerts judge by. */
  readonly alertAfterDays: number;
}

/** Calls a minute that each plan is safe with. */
const callsPerMinute = { keyless: 10, demo: 30, pro: 300 } as const;

/**
 * Reads the environment; a variable that is empty counts as not set.
 *
 * @throws UsageError naming every variable that does not fit, and every one whose name looks like a slip of ours.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const known = { names: knownNames, families };
  const { values, problems } = readEnvironment(env, environmentSchema, known);
  if (values === undefined) throw new UsageError(problems.join('\n'));
  return {
    dataDir: values.DATA_DIR,
    redisUrl: values.REDIS_URL,
    source: sourceOf(values),
    coins: values.COINS,
    timetable: createTimetable(values.RETRAIN_CRON, values.RETRAIN_TIME_ZONE),
    policy: {
      horizon: values.FORECAST_HORIZON,
      historyDays: values.HISTORY_DAYS,
      recipes: values.RETRAIN_MODELS,
      retrainAfterDays: values.RETRAIN_AFTER_DAYS,
      keepVersions: values.KEEP_VERSIONS,
      staleAfterHours: values.STALE_AFTER_HOURS,
      alertAfterDays: values.ALERT_AFTER_DAYS,
    },
    // With Redis a machine runs as many processes as it has cores; alone, as many threads.
    workers: values.WORKERS ?? (values.REDIS_URL === undefined ? availableParallelism() : 1),
    logLevel: values.LOG_LEVEL,
    logFile: values.LOG_FILE,
    budgetMs: values.RETRAIN_BUDGET_SECONDS * 1000,
    lockMs: values.RETRAIN_LOCK_SECONDS * 1000,
    slackUrl: values.SLACK_WEBHOOK_URL,
    webhookUrl: values.ALERT_WEBHOOK_URL,
    metricsPort: values.METRICS_PORT,
    heartbeatFile: values.HEARTBEAT_FILE,
    heartbeatUrl: values.HEARTBEAT_URL,
  };
}

function sourceOf(values: ReturnType<typeof environmentSchema.parse>): SourceConfig {
  const { COINGECKO_API_KEY: apiKey, COINGECKO_BASE_URL: baseUrl, COINGECKO_PLAN: given } = values;
  if (apiKey === undefined && given === undefined && baseUrl === undefined) return { kind: 'emulator' };
  const plan = given ?? (apiKey === undefined ? 'keyless' : 'demo');
  if (apiKey === undefined && plan !== 'keyless') {
    throw new UsageError(`COINGECKO_PLAN: plan ${plan} needs COINGECKO_API_KEY; without a key use keyless`);
  }
  if (apiKey !== undefined && plan === 'keyless') {
    throw new UsageError('COINGECKO_PLAN: with COINGECKO_API_KEY it must be demo or pro');
  }
  const perMinute = values.COINGECKO_PER_MINUTE ?? callsPerMinute[plan];
  return { kind: 'coingecko', plan, apiKey, baseUrl, perMinute };
}
