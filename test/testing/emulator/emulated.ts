import { onTestFinished } from 'vitest';
import {
  type CoinGeckoEmulator,
  type CoinGeckoEmulatorOptions,
  createTestClock,
  startCoinGeckoEmulator,
} from '../../../src/testing/index.js';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const now = Date.UTC(2026, 0, 1, 12, 37, 5);

/** An emulator at a fixed time, closed when the test is over. */
export async function start(options: CoinGeckoEmulatorOptions = {}): Promise<CoinGeckoEmulator> {
  const emulator = await startCoinGeckoEmulator({ clock: createTestClock({ now }), ...options });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** What the emulator answers, with the body as JSON where it is. */
export async function get<T = unknown>(
  emulator: CoinGeckoEmulator,
  path: string,
  headers: Record<string, string> = {},
) {
  const response = await fetch(emulator.url + path, { headers });
  const text = await response.text();
  const isJson = response.headers.get('content-type')!.startsWith('application/json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(text) : text) as T,
  };
}

export const pro = { 'x-cg-pro-api-key': 'CG-pro' };
export const demo = { 'x-cg-demo-api-key': 'CG-demo' };

export type Column = [number, number | null][];
export type Chart = Record<'prices' | 'market_caps' | 'total_volumes', Column>;
export type Candles = [number, number, number, number, number][];

/** A moment as the query takes it. */
export const seconds = (moment: number) => String(moment / 1000);
