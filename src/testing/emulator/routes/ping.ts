import { ok, type Reply } from '../reply.js';

/** `/ping`. */
export function ping(): Reply {
  return ok({ gecko_says: '(V3) To the Moon!' });
}
