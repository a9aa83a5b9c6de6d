import type { FastifyReply } from 'fastify';
import type { CachedAnswer } from '../services/createAnswerCache.js';

/** Sends an answer that is kept as text, for as long as it is good; the ETag plugin answers 304 where it can. */
export function sendAnswer(reply: unknown, answer: CachedAnswer): FastifyReply {
  // The schema is of what the text says, so that the typed reply takes none.
  return (reply as FastifyReply)
    .header('content-type', 'application/json; charset=utf-8')
    .header('etag', answer.etag)
    .header('cache-control', maxAgeText(answer))
    .send(answer.body);
}

const maxAges = Array.from({ length: 61 }, (_, seconds) => `public, max-age=${seconds}`);

/** How long an answer may be kept elsewhere, as Cache-Control says it. */
export function maxAgeText({ expiresAt }: CachedAnswer): string {
  return maxAges[Math.min(60, Math.max(0, Math.floor((expiresAt - Date.now()) / 1000)))]!;
}
