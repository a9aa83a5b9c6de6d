import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import etag from '@fastify/etag';
import underPressure from '@fastify/under-pressure';
import type { onSendHookHandler } from 'fastify';
import type { App } from '../App.js';
import { ApiProblem } from '../errors/ApiProblem.js';
import { crossOrigin } from './dataHeaders.js';

/** Routes that are answered under pressure too. */
const unhurried = /^\/(?:health|metrics)/;

/** What browsers, proxies and an overloaded process need: cross-origin rules, compression, ETags. */
export async function registerSecurity(app: App, maxEventLoopDelayMs: number): Promise<void> {
  await app.register(cors, {
    ...crossOrigin,
    methods: ['GET', 'HEAD', 'POST', 'DELETE'],
    // An answer given again has the headers already.
    hook: 'preHandler',
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
  app.addHook('onRoute', (route) => {
    route.onSend = [...[route.onSend ?? []].flat(), withoutLength];
  });
}

/** A 304 tells no length: it would have to be that of the content it stands for (RFC 9110, section 8.6). */
const withoutLength: onSendHookHandler = ({ method }, reply, payload, done) => {
  const isNotModified = reply.statusCode === 304;
  if (isNotModified) reply.removeHeader('content-length');
  // Of an empty text a length would be told. For HEAD the framework's own hook comes next, which takes no null.
  done(null, isNotModified && payload === '' && method !== 'HEAD' ? null : payload);
};
