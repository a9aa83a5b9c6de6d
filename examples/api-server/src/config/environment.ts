import * as z from 'zod';
import { apiKeysSchema } from './apiKeys.js';

const coinId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'must be ids as CoinGecko writes them, such as bitcoin');

const coins = z
  .string()
  .transform((text) => [...new Set(text.split(',').map((part) => part.trim()))])
  .pipe(z.array(coinId).min(1).max(50));

const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(min).max(max));

/** Every environment variable of the service; README.md says what each is for. */
export const environmentSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  COINGECKO_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters without spaces')
    .optional(),
  COINGECKO_PLAN: z.enum(['keyless', 'demo', 'pro']).optional(),
  COINS: coins.default(['bitcoin', 'ethereum']),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a URL such as redis://127.0.0.1:6379' })
    .optional(),
  API_KEYS: apiKeysSchema.default([]),
  ADMIN_KEYS: apiKeysSchema.default([]),
  RATE_LIMIT_MAX: wholeNumber(1, 1_000_000_000).default(10),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FILE: z.string().optional(),
  WORKERS: wholeNumber(1, 64).default(1),
});

/** Variables of the scheduler, which shares an environment file with this service. */
const schedulersOwn = [
  ...['RETRAIN_CRON', 'RETRAIN_TIME_ZONE', 'RETRAIN_MODELS', 'RETRAIN_AFTER_DAYS', 'RETRAIN_BUDGET_SECONDS'],
  ...['RETRAIN_LOCK_SECONDS', 'FORECAST_HORIZON', 'HISTORY_DAYS', 'KEEP_VERSIONS', 'STALE_AFTER_HOURS'],
  ...[
    'ALERT_AFTER_DAYS',
    'ALERT_WEBHOOK_URL',
    'SLACK_WEBHOOK_URL',
    'METRICS_PORT',
    'HEARTBEAT_FILE',
    'HEARTBEAT_URL',
  ],
];

/** The names nobody needs to be told about. */
export const knownNames: readonly string[] = [...Object.keys(environmentSchema.shape), ...schedulersOwn];
