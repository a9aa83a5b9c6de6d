import type { FastifyReply, FastifyRequest, preParsingHookHandler } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { CachedAnswer } from '../services/createAnswerCache.js';
import { maxAgeOf } from './sendAnswer.js';

/** The way of an answer that is in memory past all that it needs no more: validation, handler, serialization, hooks. */
export interface QuickAnswers<Query> {
  /** Runs once the request is let in, and before anything else. */
  readonly preParsing: preParsingHookHandler;
  /** Remembers what a URL asks for, once it has been validated. */
  learn(request: FastifyRequest, query: Query): void;
}

/** Answers from memory what was asked for in the same words before; `find` says what is still good. */
export function answerQuickly<Query extends object>(
  find: (query: Query) => CachedAnswer | undefined,
): QuickAnswers<Query> {
  const known = new LRUCache<string, Query>({ max: 5000 });
  return {
    learn(request, query) {
      known.set(request.raw.url!, query);
    },
    preParsing(request, reply, payload, done) {
      const query = known.get(request.raw.url!);
      // What is to be compressed, or may be known already, goes the ordinary way.
      const isPlain =
        query !== undefined &&
        request.headers['accept-encoding'] === undefined &&
        request.headers['if-none-match'] === undefined;
      const answer = isPlain ? find(query) : undefined;
      if (answer === undefined) done(null, payload);
      else sendRaw(reply, answer);
    },
  };
}

function sendRaw(reply: FastifyReply, answer: CachedAnswer): void {
  reply.hijack();
  const headers = reply.getHeaders();
  headers['content-type'] = 'application/json; charset=utf-8';
  headers['etag'] = answer.etag;
  headers['cache-control'] = `public, max-age=${maxAgeOf(answer)}`;
  headers['content-length'] = answer.length;
  reply.raw.writeHead(200, headers as Record<string, string>);
  reply.raw.end(answer.body);
}
