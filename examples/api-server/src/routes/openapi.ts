import type { App } from '../App.js';

/** The description of the service as a document. */
export function openapiRoute(app: App): void {
  let text: string | undefined;
  app.get('/openapi.json', { schema: { hide: true }, config: { rateLimit: false } }, (_request, reply) => {
    text ??= JSON.stringify(app.swagger());
    return reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(text);
  });
}
