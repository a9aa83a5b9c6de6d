import type { onRequestHookHandler, RouteOptions } from 'fastify';

/** Adds a hook to a route, after those it has; hooks of a route know at start what they would else ask at each request. */
export function beforeRequest(route: RouteOptions, hook: onRequestHookHandler): void {
  const earlier = route.onRequest === undefined ? [] : [route.onRequest].flat();
  route.onRequest = [...earlier, hook];
}
