import * as z from 'zod';
import { coinId, distinct, sharedVariables, wholeNumber } from '../../../service/src/variables.js';
import { apiKeysSchema } from './apiKeys.js';

const coins = z.string().transform(distinct).pipe(z.array(coinId).min(1).max(50));

/** Every environment variable of the service; README.md says what each is for. */
export const environmentSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  ...sharedVariables,
  COINS: coins.default(['bitcoin', 'ethereum']),
  API_KEYS: apiKeysSchema.default([]),
  ADMIN_KEYS: apiKeysSchema.default([]),
  RATE_LIMIT_MAX: wholeNumber(1, 1_000_000_000).default(10),
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
