import * as z from 'zod';

/** The id of a coin. */
export const coinId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'must be ids as CoinGecko writes them, such as bitcoin');

/** A whole number within bounds. */
export const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(min).max(max));

/** The parts of a list separated by commas, each once. */
export function distinct(text: string): string[] {
  return [...new Set(text.split(',').map((part) => part.trim()))];
}

/** The variables that mean the same to the API server and the scheduler: one file of them serves both. */
export const sharedVariables = {
  DATA_DIR: z.string().default('data'),
  COINGECKO_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters without spaces')
    .optional(),
  COINGECKO_PLAN: z.enum(['keyless', 'demo', 'pro']).optional(),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a URL such as redis://127.0.0.1:6379' })
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FILE: z.string().optional(),
};
