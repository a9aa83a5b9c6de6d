import * as z from 'zod';
import { recipeNames } from '../retraining/recipes.js';

const coinId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'must be ids as CoinGecko writes them, such as bitcoin');

const coins = z.union([
  z
    .string()
    .regex(/^top:[1-9]\d{0,4}$/)
    .transform((text) => ({ top: Number(text.slice(4)) })),
  z
    .string()
    .transform((text) => distinct(text))
    .pipe(z.array(coinId).min(1)),
]);

const recipes = z
  .string()
  .transform((text) => distinct(text))
  .pipe(z.array(z.enum(recipeNames)).min(1));

const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(min).max(max));

const webUrl = z.url({ protocol: /^https?$/, error: 'must be a URL such as https://example.com/hook' });

/** Every environment variable of the scheduler; README.md says what each is for. */
export const environmentSchema = z.object({
  DATA_DIR: z.string().default('data'),
  COINGECKO_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters without spaces')
    .optional(),
  COINGECKO_PLAN: z.enum(['keyless', 'demo', 'pro']).optional(),
  COINGECKO_BASE_URL: webUrl.optional(),
  COINGECKO_PER_MINUTE: wholeNumber(1, 100_000).optional(),
  COINS: coins.default(['bitcoin', 'ethereum']),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a URL such as redis://127.0.0.1:6379' })
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FILE: z.string().optional(),
  WORKERS: wholeNumber(1, 64).optional(),
  RETRAIN_CRON: z.string().default('0 2 * * *'),
  RETRAIN_TIME_ZONE: z.string().default('UTC'),
  RETRAIN_MODELS: recipes.default(['arima', 'ets', 'theta']),
  RETRAIN_AFTER_DAYS: wholeNumber(1, 3650).default(10),
  RETRAIN_BUDGET_SECONDS: wholeNumber(1, 3600).default(60),
  RETRAIN_LOCK_SECONDS: wholeNumber(1, 3600).default(30),
  FORECAST_HORIZON: wholeNumber(1, 168).default(24),
  HISTORY_DAYS: wholeNumber(2, 90).default(60),
  KEEP_VERSIONS: wholeNumber(1, 1000).default(5),
  STALE_AFTER_HOURS: wholeNumber(1, 720).default(6),
  ALERT_AFTER_DAYS: wholeNumber(1, 90).default(7),
  SLACK_WEBHOOK_URL: webUrl.optional(),
  ALERT_WEBHOOK_URL: webUrl.optional(),
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  HEARTBEAT_FILE: z.string().optional(),
  HEARTBEAT_URL: webUrl.optional(),
});

/** Variables of the API server, which shares an environment file with this scheduler. */
const serversOwn = ['PORT', 'HOST', 'API_KEYS', 'ADMIN_KEYS', 'RATE_LIMIT_MAX'];

/** The names nobody needs to be told about. */
export const knownNames: readonly string[] = [...Object.keys(environmentSchema.shape), ...serversOwn];

/** Prefixes under which every variable is one of ours. */
export const families = ['COINGECKO_', 'RETRAIN_', 'ALERT_', 'HEARTBEAT_', 'RATE_LIMIT_'];

function distinct(text: string): string[] {
  return [...new Set(text.split(',').map((part) => part.trim()))];
}
