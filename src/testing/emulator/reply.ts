import type { CoinHistory } from './CoinHistory.js';

/** A request, as the routes see it. */
export interface RouteRequest {
  /** The path below `/api/v3`. */
  readonly endpoint: string;
  readonly query: Readonly<Record<string, string>>;
  readonly now: number;
  /** Whether a paid key came with it. */
  readonly pro: boolean;
  readonly coins: ReadonlyMap<string, CoinHistory>;
}

/** What a route answers, as JSON. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

/** CoinGecko's flat error shape. */
export const flatError = (status: number, error: string): Reply => ({ status, body: { error } });

/** CoinGecko's error shape with a code of its own, as at 401. */
export function codedError(status: number, errorCode: number, message: string, now: number): Reply {
  const timestamp = new Date(now).toISOString();
  return {
    status,
    body: { error: { status: { timestamp, error_code: errorCode, error_message: message } } },
  };
}

/** A rounding as the parameter `precision` asks: `full`, or digits after the point; absent is `full`. */
export function rounding(precision: string | undefined): (value: number) => number {
  if (precision === undefined || precision === 'full') return (value) => value;
  return (value) => Number(value.toFixed(Number(precision)));
}

export function isPrecision(precision: string | undefined): boolean {
  return precision === undefined || precision === 'full' || /^(\d|1[0-8])$/.test(precision);
}
