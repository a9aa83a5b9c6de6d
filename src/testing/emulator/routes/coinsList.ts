import { ok, type Reply } from '../reply.js';
import { activeCoins, refuse } from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';

/** `/coins/list`: the coins traded now, or those delisted. */
export function coinsList(request: RouteRequest): Reply {
  const { status = 'active', include_platform } = request.query;
  if (status !== 'active' && status !== 'inactive') return refuse(400, 'invalid status');
  const active = activeCoins(request);
  const coins =
    status === 'active' ? active : [...request.coins.values()].filter((coin) => !active.includes(coin));
  return ok(
    coins.map(({ id, symbol, name, platforms }) => ({
      id,
      symbol,
      name,
      ...(include_platform === 'true' ? { platforms } : {}),
    })),
  );
}
