import type { ServerResponse } from 'node:http';
import type { Clock } from '../../runtime/index.js';
import type { Fault } from './Fault.js';
import type { Reply } from './reply.js';

const jsonType = 'application/json; charset=utf-8';

/** Sends an answer, or fails to in the way the fault of the connection says. */
export async function send(
  response: ServerResponse,
  reply: Reply,
  fault: Fault | null,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  response.setHeader('date', new Date(clock.now()).toUTCString());
  const { status, headers } = reply;
  const { text, contentType } = serialize(reply.body);
  const head = { 'content-type': contentType, ...headers };
  const writeHalf = (then?: () => void) => {
    response.writeHead(status, { ...head, 'content-length': Buffer.byteLength(text) });
    response.write(firstHalf(text), then);
  };
  switch (fault?.kind) {
    case 'cutOff':
      response.writeHead(status, head).end(firstHalf(text));
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'brokenOff':
      writeHalf(() => response.socket?.destroy());
      return;
    case 'stall':
      writeHalf();
      return;
    case 'delay':
      await clock.sleep(fault.durationMs, signal);
      break;
  }
  response.writeHead(status, head).end(text);
}

function serialize(body: unknown): { text: string; contentType: string } {
  if (typeof body !== 'string') return { text: JSON.stringify(body), contentType: jsonType };
  if (body === '') return { text: body, contentType: jsonType };
  const type = body.startsWith('<') ? 'text/html' : 'text/plain';
  return { text: body, contentType: `${type}; charset=utf-8` };
}

function firstHalf(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}
