import type { CoinHistory } from '../CoinHistory.js';
import { conversionRate, unitsPerDollar } from '../currencies.table.js';
import { codedError, flatError, Refusal } from '../reply.js';
import type { RouteRequest } from './RouteRequest.js';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
const freeHistoryDays = 365;

/** Ends the request with CoinGecko's flat error shape. */
export function refuse(status: number, error: string): never {
  throw new Refusal(flatError(status, error));
}

export function requireParameter({ query }: RouteRequest, name: string): string {
  return query[name] ?? refuse(422, `Missing parameter ${name}`);
}

export function requireCoin({ coins }: RouteRequest, coinId: string): CoinHistory {
  return coins.get(coinId) ?? refuse(404, 'coin not found');
}

/** How many units of the currency asked for one unit of the history's own is. */
export function requireRate(request: RouteRequest, coin: CoinHistory): number {
  const target = requireParameter(request, 'vs_currency').toLowerCase();
  return conversionRate(coin.vsCurrency, target) ?? refuse(400, 'invalid vs_currency');
}

/** Every currency any coin has prices in. */
export function currenciesOf({ coins }: RouteRequest): string[] {
  return [
    ...new Set([...Object.keys(unitsPerDollar), ...[...coins.values()].map((coin) => coin.vsCurrency)]),
  ];
}

/** A rounding as the parameter `precision` asks: `full`, or digits after the point; absent is `full`. */
export function requireRounding({ query }: RouteRequest): (value: number) => number {
  const { precision = 'full' } = query;
  if (precision === 'full') return (value) => value;
  if (!/^(\d|1[0-8])$/.test(precision)) return refuse(400, 'invalid precision');
  return (value) => Number(value.toFixed(Number(precision)));
}

/** Free plans see what is not older than the UTC day 365 days ago; CoinGecko's own edge is not documented. */
export function requireHistory({ access, now }: RouteRequest, from: number): void {
  if (access.tier === 'pro') return;
  const earliest = Math.floor(now / dayMs - freeHistoryDays) * dayMs;
  if (from >= earliest) return;
  const message =
    'Your request exceeds the allowed time range. Public API users are limited to querying historical data ' +
    'within the past 365 days.';
  throw new Refusal(codedError('nested', 401, { code: 10012, message, now }));
}

/** A moment as UNIX seconds or an ISO date, with or without hours and minutes, in milliseconds. */
export function requireMoment(request: RouteRequest, name: string): number {
  const text = requireParameter(request, name);
  if (/^\d{1,11}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?Z?$/.test(text)) {
    const moment = Date.parse(`${text.replace('Z', '')}${text.includes('T') ? 'Z' : ''}`);
    if (!Number.isNaN(moment)) return moment;
  }
  return refuse(400, 'invalid date');
}

/** Moments from `from` to `to`. */
export function requireRange(request: RouteRequest): { from: number; to: number } {
  const from = requireMoment(request, 'from');
  const to = requireMoment(request, 'to');
  return from <= to ? { from, to } : refuse(400, 'invalid date range');
}

/** The entries of a list with commas, in lower case. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}

/** The coins traded now. */
export function activeCoins({ coins, now }: RouteRequest): CoinHistory[] {
  return [...coins.values()].filter((coin) => now <= coin.lastTimestamp);
}
