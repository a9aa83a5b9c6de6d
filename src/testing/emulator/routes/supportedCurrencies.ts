import { ok, type Reply } from '../reply.js';
import { currenciesOf } from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';

/** `/simple/supported_vs_currencies`. */
export function supportedCurrencies(request: RouteRequest): Reply {
  return ok(currenciesOf(request));
}
