import helmet from '@fastify/helmet';
import swaggerUi from '@fastify/swagger-ui';
import type { App } from '../App.js';
import { registerDashboard } from './dashboard.js';

/**
 * What browsers draw, with the headers of helmet. It is a scope of its own: helmet makes its headers anew for each
 * answer, which data can do without. The limits of requests are for data too, as pages are many small files.
 */
export async function registerPages(app: App, dashboard: string | undefined): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, rateLimit: false };
    });
    await scope.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
        },
      },
      xFrameOptions: { action: 'deny' },
      // Whoever terminates TLS decides on it; over plain HTTP browsers ignore the header.
      strictTransportSecurity: { maxAge: 15_552_000 },
    });
    await scope.register(swaggerUi, { routePrefix: '/docs', uiConfig: { url: '/openapi.json' } });
    if (dashboard !== undefined) await registerDashboard(scope, dashboard);
  });
}
