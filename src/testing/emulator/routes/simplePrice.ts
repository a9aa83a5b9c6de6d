import type { CoinHistory } from '../CoinHistory.js';
import { conversionRate } from '../currencies.table.js';
import { ok, type Reply } from '../reply.js';
import { activeCoins, dayMs, listOf, refuse, requireParameter, requireRounding } from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';
import { selectCoins } from './selectCoins.js';

type Cell = [name: string, value: number | null];

/** `/simple/price`: what is unknown is left out, as CoinGecko does. */
export function simplePrice(request: RouteRequest): Reply {
  const currencies = listOf(requireParameter(request, 'vs_currencies'));
  const selected = selectCoins(request.query, activeCoins(request)) ?? refuse(422, 'Missing parameter ids');
  const round = requireRounding(request);
  return ok(
    Object.fromEntries(
      selected.map((coin) => [coin.id, Object.fromEntries(row(request, coin, currencies, round))]),
    ),
  );
}

function row(
  { query, now }: RouteRequest,
  coin: CoinHistory,
  currencies: readonly string[],
  round: (value: number) => number,
): Cell[] {
  const present = coin.at(now);
  if (present === undefined) return [];
  const optional = (flag: string, name: string, value: number | null | undefined): Cell[] =>
    query[flag] === 'true' && value !== undefined ? [[name, value]] : [];
  const dayBefore = coin.at(now - dayMs);
  const change = dayBefore === undefined ? null : (present.price / dayBefore.price - 1) * 100;
  const cells = currencies.flatMap((code): Cell[] => {
    const rate = conversionRate(coin.vsCurrency, code);
    if (rate === undefined) return [];
    return [
      [code, round(present.price * rate)],
      ...optional('include_market_cap', `${code}_market_cap`, scaled(present.marketCap, rate)),
      ...optional('include_24hr_vol', `${code}_24h_vol`, scaled(present.volume, rate)),
      ...optional('include_24hr_change', `${code}_24h_change`, change),
    ];
  });
  return [...cells, ...optional('include_last_updated_at', 'last_updated_at', Math.floor(now / 1000))];
}

function scaled(value: number | undefined, rate: number): number | undefined {
  return value === undefined ? undefined : value * rate;
}
