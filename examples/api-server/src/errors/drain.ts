import type { IncomingMessage } from 'node:http';

/** Who sends more than that much longer is cut off, ms. */
const patienceMs = 5000;

/**
 * Reads what is left of a request and forgets it. A connection that is closed with something unread is reset, and the
 * answer is lost with it: whoever sends too much would never learn why.
 */
export function drain(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(finish, patienceMs);
    request.once('end', finish).once('close', finish).resume();
    if (request.complete) finish();
  });
}
