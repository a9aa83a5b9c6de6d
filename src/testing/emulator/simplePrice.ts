import type { CoinHistory } from './CoinHistory.js';
import { conversionRate } from './currencies.table.js';
import { flatError, isPrecision, ok, type Reply, type RouteRequest, rounding } from './reply.js';

const dayMs = 86_400_000;

/** `/simple/price`: what is unknown is left out, as CoinGecko does. */
export function simplePrice({ query, now, coins }: RouteRequest): Reply {
  if (query['vs_currencies'] === undefined) return flatError(422, 'Missing parameter vs_currencies');
  const selected = select(query, [...coins.values()]);
  if (selected === undefined) return flatError(422, 'Missing parameter ids');
  if (!isPrecision(query['precision'])) return flatError(400, 'invalid precision');
  const currencies = listOf(query['vs_currencies']);
  return ok(
    Object.fromEntries(
      selected.map((coin) => [coin.id, Object.fromEntries(row(coin, currencies, query, now))]),
    ),
  );
}

/** `ids` goes before `names`, and that before `symbols`. */
function select(query: RouteRequest['query'], coins: readonly CoinHistory[]): CoinHistory[] | undefined {
  const by = (parameter: string, key: 'id' | 'name' | 'symbol') => {
    const wanted = query[parameter];
    if (wanted === undefined) return undefined;
    const names = listOf(wanted);
    return coins.filter((coin) => names.includes(coin[key].toLowerCase()));
  };
  return by('ids', 'id') ?? by('names', 'name') ?? by('symbols', 'symbol');
}

function row(
  coin: CoinHistory,
  currencies: readonly string[],
  query: RouteRequest['query'],
  now: number,
): [string, number | null][] {
  const present = coin.at(now);
  if (present === undefined) return [];
  const round = rounding(query['precision']);
  const dayBefore = coin.at(now - dayMs);
  const cells = currencies.flatMap((code): [string, number | null][] => {
    const rate = conversionRate(coin.vsCurrency, code);
    if (rate === undefined) return [];
    const change = dayBefore === undefined ? null : (present.price / dayBefore.price - 1) * 100;
    return [
      [code, round(present.price * rate)],
      ...optional(query, 'include_market_cap', `${code}_market_cap`, scaled(present.marketCap, rate)),
      ...optional(query, 'include_24hr_vol', `${code}_24h_vol`, scaled(present.volume, rate)),
      ...optional(query, 'include_24hr_change', `${code}_24h_change`, change),
    ];
  });
  const updatedAtSeconds = Math.floor(now / 1000);
  return [...cells, ...optional(query, 'include_last_updated_at', 'last_updated_at', updatedAtSeconds)];
}

function optional(
  query: RouteRequest['query'],
  flag: string,
  name: string,
  value: number | null,
): [string, number | null][] {
  return query[flag] === 'true' ? [[name, value]] : [];
}

function scaled(value: number | undefined, rate: number): number | null {
  return value === undefined ? null : value * rate;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}
