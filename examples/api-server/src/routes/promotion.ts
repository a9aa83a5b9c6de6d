import * as z from 'zod';
import type { App } from '../App.js';
import { coinSchema } from '../schemas/coin.js';
import { versionParamsSchema, versionSchema } from '../schemas/model.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';
import { handlerTimeout } from './handlerTimeout.js';

const text = z.string().trim().min(1).max(500);

const changeSchema = z
  .object({
    coin: z.string(),
    champion: z.string().meta({ description: 'The champion since.' }),
    previous: z.string().nullable(),
    at: z.number(),
    who: z.string(),
  })
  .meta({ id: 'ChampionChange' });

const shared = {
  tags: ['models'],
  security: [{ apiKey: [] }],
  querystring: z.strictObject({}),
};

const problems = problemResponses(403, 404, 409, 413, 415);

/** Changes of champions. Every process answers with the new one within two seconds; this one before it answers here. */
export function promotionRoutes(app: App, { registry, champions, feed }: Services): void {
  app.post(
    '/models/:version/promote',
    {
      handlerTimeout,
      config: { role: 'admin' },
      schema: {
        ...shared,
        summary: 'Make a version the champion of its coin',
        description: "Through the registry's gate; `force` passes by it, and the journal keeps the reason.",
        params: versionParamsSchema,
        body: z
          .strictObject({ why: text.optional(), force: z.strictObject({ reason: text }).optional() })
          .optional(),
        response: { 200: changeSchema, ...problems },
      },
    },
    async ({ params: { version }, body, identity }, reply) => {
      const who = identity!.name;
      const { why, force } = body ?? {};
      const { registered, entry } = await registry.promote(version, { who, why, force });
      const { coin } = registered;
      if (feed.coins.includes(coin)) await champions.reload(coin);
      reply.header('cache-control', 'no-store');
      return { coin, champion: version, previous: entry.from, at: entry.at, who };
    },
  );

  app.post(
    '/models/rollback',
    {
      handlerTimeout,
      config: { role: 'admin' },
      schema: {
        ...shared,
        summary: 'Go back to the champion before',
        description: 'Every call goes back one more; give `expect` where a call may be repeated.',
        body: z.strictObject({
          coin: coinSchema,
          why: text.optional(),
          expect: versionSchema.optional().meta({
            description:
              'The champion that is to go; 409 `promotion-conflict` where it is another. Default: any.',
          }),
        }),
        response: { 200: changeSchema, ...problems },
      },
    },
    async ({ body: { coin, why, expect }, identity }, reply) => {
      feed.requireServed(coin);
      const who = identity!.name;
      const { entry } = await registry.rollback(coin, { who, why, expect });
      await champions.reload(coin);
      reply.header('cache-control', 'no-store');
      return { coin, champion: entry.to!, previous: entry.from, at: entry.at, who };
    },
  );
}
