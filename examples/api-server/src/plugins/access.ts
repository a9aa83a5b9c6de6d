import { isIP } from 'node:net';
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import type { Redis } from 'ioredis';
import type { App } from '../App.js';
import { ApiProblem } from '../errors/ApiProblem.js';
import { beforeRequest } from './beforeRequest.js';
import {
  createKeyCheck,
  type Identity,
  type KnownKeys,
  type Role,
  refuseKeyInUrl,
  refuseUnentitled,
} from './identity.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent it; `null` for nobody known. */
    identity: Identity | null;
  }
  interface FastifyContextConfig {
    /** The role a route needs. Default: none. `read` is asked for only where keys are configured. */
    role?: Role;
  }
}

/** What {@link registerAccess} takes. */
export interface AccessOptions extends KnownKeys {
  /** Requests a minute of an address without a key. */
  readonly rateLimitMax: number;
  /** Counts for all processes together; without it each counts its own. */
  readonly redis?: Redis | undefined;
}

/** A key may ask this many times as often as an address without one. */
const keyFactor = 60;

/**
 * Who may do what, and how often: tells who a request is from, counts it, and only then refuses it, so that guesses at
 * keys are limited like everything else.
 */
export async function registerAccess(app: App, options: AccessOptions): Promise<void> {
  const { readKeys, adminKeys, rateLimitMax, redis } = options;
  const identify = createKeyCheck(options);
  const hasKeys = readKeys.length + adminKeys.length > 0;

  app.decorateRequest('identity', null);
  app.addHook('onRequest', (request, _reply, done) => {
    const key = request.headers['x-api-key'];
    if (typeof key === 'string') request.identity = identify(key) ?? null;
    done();
  });
  await app.register(rateLimit, {
    timeWindow: 60_000,
    max: ({ identity }: FastifyRequest) => (identity === null ? rateLimitMax : rateLimitMax * keyFactor),
    keyGenerator: counterOf,
    enableDraftSpec: true,
    skipOnError: true,
    nameSpace: 'coincast:rate:',
    ...(redis === undefined ? {} : { redis }),
    errorResponseBuilder: (_request, { max, ttl }) =>
      new ApiProblem('rate-limited', `At most ${max} requests a minute; a key in X-API-Key allows more.`, {
        retryAfterS: Math.ceil(ttl / 1000),
      }),
  });
  // After the limiter's own hook on the route, which counts.
  app.addHook('onRoute', (route) => {
    const { role } = route.config ?? {};
    const needed = role === 'read' && !hasKeys ? undefined : role;
    beforeRequest(route, (request, _reply, done) => {
      refuseKeyInUrl(request);
      refuseUnentitled(request.headers['x-api-key'], request.identity, needed);
      done();
    });
  });
}

function counterOf({ identity, ip }: FastifyRequest): string {
  if (identity !== null) return `key:${identity.role}:${identity.name}`;
  return isIP(ip) === 6 ? normalizeIP(ip) : ip;
}
