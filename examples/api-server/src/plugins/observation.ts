import type { RouteOptions } from 'fastify';
import type { Logger } from 'pino';
import type { App } from '../App.js';
import type { Services } from '../services/createServices.js';

/** Measures every request by the template of its route, and logs it at level debug: no query, no header, no body. */
export function registerObservation(app: App, { metrics }: Pick<Services, 'metrics'>, logger: Logger): void {
  const isLogged = logger.isLevelEnabled('debug');
  app.addHook('onRoute', (route) => {
    // Labels are looked up once for each kind of answer, not at each request.
    const observers = new Map<number, { observe(seconds: number): void }>();
    const method = [route.method].flat().join();
    const observerOf = (status: number) => {
      let observer = observers.get(status);
      if (observer === undefined) {
        observer = metrics.requestDuration.labels({ method, route: route.url, status: String(status) });
        observers.set(status, observer);
      }
      return observer;
    };
    afterResponse(route, (request, reply, done) => {
      const { statusCode: status, elapsedTime: ms } = reply;
      observerOf(status).observe(ms / 1000);
      if (isLogged)
        logger.debug({ method, route: route.url, status, ms, key: request.identity?.name }, 'request');
      done();
    });
  });
  app.addHook('onResponse', ({ is404, method }, reply, done) => {
    if (is404) {
      const status = String(reply.statusCode);
      metrics.requestDuration.observe({ method, route: 'none', status }, reply.elapsedTime / 1000);
    }
    done();
  });
}

type ResponseHook = Exclude<NonNullable<RouteOptions['onResponse']>, readonly unknown[]>;

function afterResponse(route: RouteOptions, hook: ResponseHook): void {
  const earlier = route.onResponse === undefined ? [] : [route.onResponse].flat();
  route.onResponse = [...earlier, hook];
}
