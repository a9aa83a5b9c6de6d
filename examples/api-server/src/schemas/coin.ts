import * as z from 'zod';

/** A coin by CoinGecko's id. */
export const coinSchema = z
  .string()
  .min(1)
  .max(100)
  .meta({ description: "CoinGecko's id of the coin; GET /coins lists those served.", examples: ['bitcoin'] });

/** A query that names a coin and nothing else. */
export const coinQuerySchema = z.strictObject({ coin: coinSchema });
