import { randomBytes } from 'node:crypto';
import sse from '@fastify/sse';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { App } from './App.js';
import type { Config } from './config/readConfig.js';
import { ApiProblem } from './errors/ApiProblem.js';
import { answerBrokenRequest } from './errors/answerBrokenRequest.js';
import { problemHandler } from './errors/problemHandler.js';
import { registerAccess } from './plugins/access.js';
import { dataHeaders } from './plugins/dataHeaders.js';
import { registerDocumentation } from './plugins/documentation.js';
import { registerObservation } from './plugins/observation.js';
import { registerPages } from './plugins/pages.js';
import { registerSecurity } from './plugins/security.js';
import { registerRoutes } from './routes/index.js';
import type { Services } from './services/createServices.js';

/** What {@link buildApp} takes. */
export interface AppOptions {
  readonly config: Pick<Config, 'readKeys' | 'adminKeys' | 'rateLimitMax'>;
  readonly logger: Logger;
  /** From which delay of the event loop on requests are refused, ms; 0 for never. Default 1000. */
  readonly maxEventLoopDelayMs?: number;
  /** The folder of the dashboard's built files; without it `/` is no route. */
  readonly dashboard?: string | undefined;
}

/** The largest body, bytes: some 20,000 prices. */
const bodyLimit = 1_048_576;

/** How long a request may take to arrive, ms. */
const requestTimeout = 15_000;

/** Builds the application on its services. It listens to nothing yet, and needs no process of its own. */
export async function buildApp(services: Services, options: AppOptions): Promise<App> {
  const { config, logger, dashboard, maxEventLoopDelayMs = 1000 } = options;
  const app: App = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: createRequestIds(),
    // The address of a client is taken from X-Forwarded-For only where a private address, a proxy, sends it.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    bodyLimit,
    requestTimeout,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 1000 },
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerBrokenRequest,
    // What arrives on open connections while the server closes is still answered, with `connection: close`.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>();
  // Requests are logged with their id where there is something to tell; a logger for each would cost more than most.
  app.log.child = () => app.log;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(problemHandler);

  registerObservation(app, services, logger);
  await app.register(sse);
  await registerSecurity(app, maxEventLoopDelayMs);
  await registerDocumentation(app);
  // Before the limits of requests, which apply to what is registered after them.
  await registerPages(app, dashboard);
  await registerAccess(app, { ...config, redis: services.redis?.fast });
  await app.register(async (scope) => {
    // Not before: an answer given again has them, and a problem gets them where it is told.
    scope.addHook('preHandler', (_request, reply, done) => {
      reply.headers(dataHeaders);
      done();
    });
    registerRoutes(scope.withTypeProvider<ZodTypeProvider>(), services);
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, () => {
    throw new ApiProblem('route-not-found', '/docs lists the routes, and GET /openapi.json describes them.');
  });
  await app.ready();
  return app;
}

/** Ids that no two processes share, without asking for randomness at each request. */
function createRequestIds(): () => string {
  const prefix = randomBytes(6).toString('hex');
  let count = 0;
  return () => `${prefix}-${(++count).toString(36)}`;
}
