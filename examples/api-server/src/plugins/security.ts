import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import etag from '@fastify/etag';
import underPressure from '@fastify/under-pressure';
import type { App } from '../App.js';
import { ApiProblem } from '../errors/ApiProblem.js';

/** Routes that are answered under pressure too. */
const unhurried = /^\/(?:health|metrics)/;

/** What browsers, proxies and an overloaded process need: cross-origin rules, compression, ETags. */
export async function registerSecurity(app: App, maxEventLoopDelayMs: number): Promise<void> {
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'HEAD', 'POST', 'DELETE'],
    exposedHeaders: 'etag, link, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset',
  });
  await app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    // Whoever asks how the process is must learn it also now, or it is taken for dead.
    pressureHandler: ({ routeOptions }) => {
      if (!unhurried.test(routeOptions.url ?? ''))
        throw new ApiProblem('overloaded', 'Try again later.', { retryAfterS: 5 });
    },
  });
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await app.register(etag, { algorithm: 'sha1' });
}
