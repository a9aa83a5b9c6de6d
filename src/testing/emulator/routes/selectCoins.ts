import type { CoinHistory } from '../CoinHistory.js';
import { listOf } from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';

/** The coins asked for, `ids` before `names` before `symbols`; `undefined` where none of these is given. */
export function selectCoins(
  query: RouteRequest['query'],
  coins: readonly CoinHistory[],
): CoinHistory[] | undefined {
  const by = (parameter: string, key: 'id' | 'name' | 'symbol') => {
    const wanted = query[parameter];
    if (wanted === undefined) return undefined;
    const names = listOf(wanted);
    return coins.filter((coin) => names.includes(coin[key].toLowerCase()));
  };
  return by('ids', 'id') ?? by('names', 'name') ?? by('symbols', 'symbol');
}
