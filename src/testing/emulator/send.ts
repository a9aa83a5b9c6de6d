import type { ServerResponse } from 'node:http';
import type { Clock } from '../../runtime/index.js';
import type { Fault } from './Fault.js';
import type { Reply } from './reply.js';

/** Sends a proper answer, or fails to in the way the fault says. */
export async function send(
  response: ServerResponse,
  reply: Reply,
  fault: Fault | null,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  response.setHeader('date', new Date(clock.now()).toUTCString());
  const json = JSON.stringify(reply.body);
  switch (fault?.kind) {
    case 'rateLimit':
      return sendRateLimit(response, fault, clock.now());
    case 'status':
      return sendStatus(response, fault);
    case 'html':
      return sendText(response, fault.status ?? 200, 'text/html; charset=UTF-8', blockedPage);
    case 'cutOff':
      return sendText(response, reply.status, jsonType, firstHalf(json));
    case 'empty':
      return sendText(response, 200, jsonType, '');
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'brokenOff':
      response.writeHead(reply.status, {
        'content-type': jsonType,
        'content-length': Buffer.byteLength(json),
      });
      response.write(firstHalf(json), () => response.socket?.destroy());
      return;
    case 'stall':
      response.writeHead(reply.status, {
        'content-type': jsonType,
        'content-length': Buffer.byteLength(json),
      });
      response.write(firstHalf(json));
      return;
    case 'delay':
      await clock.sleep(fault.durationMs, signal);
      return sendText(response, reply.status, jsonType, json);
    default:
      return sendText(response, reply.status, jsonType, json);
  }
}

const jsonType = 'application/json; charset=utf-8';
const blockedPage =
  '<!DOCTYPE html><html><head><title>Access denied | api.coingecko.com</title></head><body>error code: 1020</body></html>';

function sendText(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, { 'content-type': contentType });
  response.end(text);
}

function sendRateLimit(response: ServerResponse, fault: Fault & { kind: 'rateLimit' }, now: number): void {
  if (fault.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter));
  if (fault.resetInMs !== undefined) {
    const reset = new Date(Math.ceil((now + fault.resetInMs) / 1000) * 1000).toISOString();
    response.setHeader('x-ratelimit-reset', `${reset.slice(0, 10)} ${reset.slice(11, 19)} +0000`);
  }
  const message = "You've exceeded the Rate Limit. Please visit https://www.coingecko.com/en/api/pricing";
  const body = { status: { error_code: 429, error_message: message } };
  sendText(response, 429, jsonType, JSON.stringify(body));
}

function sendStatus(response: ServerResponse, fault: Fault & { kind: 'status' }): void {
  for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value);
  const text = typeof fault.body === 'string';
  const body = text ? (fault.body as string) : fault.body === undefined ? '' : JSON.stringify(fault.body);
  const contentType = response.getHeader('content-type') ?? (text ? 'text/plain; charset=utf-8' : jsonType);
  sendText(response, fault.status, String(contentType), body);
}

function firstHalf(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}
