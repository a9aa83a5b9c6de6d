import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { App } from '../App.js';

const description = `Forecasts of crypto prices with an honest verdict: whether the model beats the last price.

Failures are \`application/problem+json\` (RFC 9457) with a stable \`code\`. Times are epoch milliseconds UTC, levels and
probabilities fractions from 0 to 1, prices in US dollars.`;

/** Makes the OpenAPI 3.1 document of the zod schemas of all routes registered from here on. */
export async function registerDocumentation(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'coincast forecasting service', version: '1.0.0', description },
      servers: [{ url: '/' }],
      components: { securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' } } },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}
