import { formatPricesCsv, type PriceSeries, sliceSeries } from 'coincast';
import * as z from 'zod';
import type { App } from '../App.js';
import { coinSchema } from '../schemas/coin.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';
import { pageOf } from '../services/pageOf.js';

const moment = z.coerce.number().int().min(0).max(8.64e15);

const querystring = z.strictObject({
  coin: coinSchema,
  from: moment.optional().meta({ description: 'The first moment wanted, epoch ms UTC.' }),
  to: moment.optional().meta({ description: 'The first moment no longer wanted, epoch ms UTC.' }),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  format: z.enum(['json', 'csv']).default('json'),
});

const historySchema = z
  .object({
    coin: z.string(),
    currency: z.string(),
    stepMs: z.number(),
    simulated: z.boolean(),
    timestamps: z.array(z.number()),
    prices: z.array(z.number()),
    volumes: z.array(z.number()).nullable(),
    next: z.string().nullable().meta({ description: 'The path of the next page, also in the header Link.' }),
  })
  .meta({ id: 'History' });

/** Finished prices, oldest first, page by page. */
export function dataHistoryRoute(app: App, { feed }: Services): void {
  app.get(
    '/data/history',
    {
      schema: {
        tags: ['data'],
        summary: 'Finished hourly prices of the last 90 days, oldest first, as JSON or CSV',
        querystring,
        response: {
          200: {
            description: 'A page.',
            content: {
              'application/json': { schema: historySchema },
              'text/csv': { schema: z.string() },
            },
          },
          304: z.undefined().describe('Not modified.'),
          ...problemResponses(404),
        },
      },
    },
    async ({ query }, reply) => {
      const { series } = feed.get(query.coin);
      const page = pageOf(series, query);
      const next = page.nextFrom === undefined ? null : pathOf({ ...query, from: page.nextFrom });
      if (next !== null) reply.header('link', `<${next}>; rel="next"`);
      reply.header('cache-control', 'public, max-age=60');
      if (query.format === 'csv') {
        reply.type('text/csv; charset=utf-8');
        return csvOf(series, page);
      }
      const { start, end } = page;
      reply.type('application/json; charset=utf-8');
      return {
        coin: query.coin,
        currency: series.vsCurrency,
        stepMs: series.stepMs,
        simulated: feed.source.simulated,
        timestamps: [...series.timestamps.subarray(start, end)],
        prices: [...series.prices.subarray(start, end)],
        volumes: series.volumes === undefined ? null : [...series.volumes.subarray(start, end)],
        next,
      };
    },
  );
}

function pathOf(query: z.infer<typeof querystring>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return `/data/history?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

function csvOf(series: PriceSeries, { start, end }: { start: number; end: number }): string {
  if (end === start) return `${formatPricesCsv(series).split('\n', 1)[0]}\n`;
  return formatPricesCsv(
    sliceSeries(series, {
      from: series.timestamps[start]!,
      last: end - start,
      to: series.timestamps[end - 1]! + 1,
    }),
  );
}
