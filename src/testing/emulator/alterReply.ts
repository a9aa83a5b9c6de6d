import { alterPoints } from './alterPoints.js';
import { errorBody } from './errorShapes.js';
import type { Fault } from './Fault.js';
import { codedError, type Reply, rateLimitReply } from './reply.js';

/** The answer a fault makes of the proper one; faults of the connection leave it as it is. */
export function alterReply(reply: Reply, fault: Fault | null, now: number): Reply {
  switch (fault?.kind) {
    case 'rateLimit':
      return rateLimitReply(now, fault);
    case 'status':
      return {
        status: fault.status,
        headers: lowerCaseKeys(fault.headers ?? {}),
        body: fault.body === undefined ? '' : fault.body,
      };
    case 'error': {
      const { shape, status, code = status, message = 'Emulated error' } = fault;
      return codedError(shape, status, { code, message, now });
    }
    case 'html':
      return {
        status: fault.status ?? 200,
        body: errorBody('html', { code: 1020, message: '', now }),
      };
    case 'empty':
      return { status: 200, body: '' };
    case 'contentType':
      return { ...reply, headers: { ...reply.headers, 'content-type': fault.contentType ?? 'text/html' } };
    case 'duplicatePoints':
    case 'missingPoints':
    case 'nulls':
    case 'zeroVolumes':
    case 'unequalArrays':
      return reply.status === 200 ? { ...reply, body: alterPoints(reply.body, fault) } : reply;
    default:
      return reply;
  }
}

function lowerCaseKeys(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
