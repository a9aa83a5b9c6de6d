import * as z from 'zod';
import { coinId, distinct, sharedVariables, wholeNumber } from '../../../service/src/variables.js';
import { recipeNames } from '../retraining/recipes.js';

const coins = z.union([
  z
    .string()
    .regex(/^top:[1-9]\d{0,4}$/)
    .transform((text) => ({ top: Number(text.slice(4)) })),
  z.string().transform(distinct).pipe(z.array(coinId).min(1)),
]);

const recipes = z
  .string()
  .transform(distinct)
  .pipe(z.array(z.enum(recipeNames)).min(1));

const webUrl = z.url({ protocol: /^https?$/, error: 'must be a URL such as https://example.com/hook' });

/** Every environment variable of the scheduler; README.md says what each is for. */
export const environmentSchema = z.object({
  ...sharedVariables,
  COINGECKO_BASE_URL: webUrl.optional(),
  COINGECKO_PER_MINUTE: wholeNumber(1, 100_000).optional(),
  COINS: coins.default(['bitcoin', 'ethereum']),
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
