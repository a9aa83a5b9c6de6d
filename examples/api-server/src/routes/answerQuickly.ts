import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest, onSendHookHandler, preParsingHookHandler } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { App } from '../App.js';
import type { CachedAnswer } from '../services/createAnswerCache.js';
import { maxAgeText } from './sendAnswer.js';

/** An answer that may be given again. */
export interface Repeatable {
  readonly answer: CachedAnswer;
  /** Whether it still is the answer; if so, it counts as given once more. */
  again(): boolean;
}

/** The way of an answer that was given before past all that it needs no more: validation, handler, serialization. */
export interface QuickAnswers {
  /** The answer to this request may be given to those who ask in the same words. */
  offer(request: FastifyRequest, repeatable: Repeatable): void;
}

/** An answer as it went out, and to what words: all of a request that decides what goes out. */
interface Sent {
  readonly words: Words;
  readonly status: number;
  /** Names and values in turn, as Node takes them without copying. */
  readonly headers: string[];
  /** Where in the headers the values are that differ each time. */
  readonly cacheControlAt: number;
  readonly limitsAt: readonly { readonly name: string; readonly at: number }[];
  /** A character each byte, which Node writes with the headers and without encoding it. */
  readonly body: string;
  readonly repeatable: Repeatable;
}

interface Words {
  readonly 'accept-encoding'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
  readonly 'x-no-compression'?: string | readonly string[] | undefined;
}

/** The most URLs that are kept, the most kinds of client for each, and how many bytes of answers in all. */
const maxUrls = 1000;
const maxClients = 10;
const maxBytes = 4_194_304;

const limits = ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'];

/**
 * Gives the routes of a scope a quick way: what went out, headers, compression and 304 included, goes out again to whoever
 * asks in the same words. Whether a request is let in, and counted, is decided before, as for every other.
 */
export function answerQuickly(scope: App): QuickAnswers {
  const kept = new LRUCache<string, Sent[]>({
    max: maxUrls,
    maxSize: maxBytes,
    sizeCalculation: (all) => all.reduce((bytes, { body }) => bytes + body.length, 1),
  });
  const offered = new WeakMap<FastifyRequest, Repeatable>();

  const preParsing: preParsingHookHandler = (request, reply, payload, done) => {
    const { raw, headers } = request;
    const sent = kept.get(raw.url!)?.find(({ words }) => isSame(words, headers));
    if (sent !== undefined && raw.method === 'GET' && sent.repeatable.again()) send(reply, sent);
    else done(null, payload);
  };

  const remember: onSendHookHandler = (request, reply, payload, done) => {
    const repeatable = offered.get(request);
    // A stream is gone once it is sent, and 304 has no content.
    const isWhole = payload === null || typeof payload === 'string' || Buffer.isBuffer(payload);
    if (repeatable !== undefined && isWhole && request.method === 'GET') {
      keep(kept, request.raw.url!, toSent(request, reply, payload, repeatable));
    }
    done();
  };

  scope.addHook('onRoute', (route) => {
    route.preParsing = [...[route.preParsing ?? []].flat(), preParsing];
    // After compression, which the scopes around have added.
    route.onSend = [...[route.onSend ?? []].flat(), remember];
  });
  return { offer: (request, repeatable) => void offered.set(request, repeatable) };
}

function isSame(one: Words, other: Words): boolean {
  return (
    one['accept-encoding'] === other['accept-encoding'] &&
    one['if-none-match'] === other['if-none-match'] &&
    one['x-no-compression'] === other['x-no-compression']
  );
}

function wordsOf(headers: IncomingHttpHeaders): Words {
  const { 'accept-encoding': encoding, 'if-none-match': known, 'x-no-compression': no } = headers;
  return { 'accept-encoding': encoding, 'if-none-match': known, 'x-no-compression': no };
}

/** Takes the place of what went out to the same words before, or else of the oldest. */
function keep(kept: LRUCache<string, Sent[]>, url: string, sent: Sent): void {
  const others = (kept.get(url) ?? []).filter(({ words }) => !isSame(words, sent.words));
  kept.set(url, [...others, sent].slice(-maxClients));
}

function toSent(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: string | Buffer | null,
  repeatable: Repeatable,
): Sent {
  const body = Buffer.from(payload ?? '');
  const all = { ...reply.getHeaders(), ...(payload === null ? {} : { 'content-length': body.length }) };
  const headers = Object.entries(all).flatMap(([name, value]) => [name, String(value)]);
  const valueAt = (name: string) => headers.indexOf(name) + 1;
  return {
    words: wordsOf(request.headers),
    status: reply.statusCode,
    headers,
    cacheControlAt: valueAt('cache-control'),
    limitsAt: limits.map((name) => ({ name, at: valueAt(name) })),
    body: body.toString('latin1'),
    repeatable,
  };
}

function send(
  reply: FastifyReply,
  { status, headers, cacheControlAt, limitsAt, body, repeatable }: Sent,
): void {
  reply.hijack();
  for (const { name, at } of limitsAt) headers[at] = String(reply.getHeader(name));
  headers[cacheControlAt] = maxAgeText(repeatable.answer);
  reply.raw.writeHead(status, headers);
  reply.raw.end(body, 'latin1');
}
