import type { RetryOptions } from 'coincast';
import { Counter, type Metric } from 'prom-client';

/** Options of a CoinGecko client that count its calls, and the counters. */
export interface CallMetrics {
  readonly fetch: typeof fetch;
  readonly retry: Pick<RetryOptions, 'onRetry'>;
  readonly metrics: readonly Metric[];
}

/** Counts the calls of CoinGecko by HTTP status, and their retries by the reason. */
export function createCallMetrics(): CallMetrics {
  const calls = new Counter({
    name: 'coingecko_calls_total',
    help: 'Calls of CoinGecko, retries included, by HTTP status; none where no answer came.',
    labelNames: ['status'],
    registers: [],
  });
  const retries = new Counter({
    name: 'coingecko_retries_total',
    help: 'Calls of CoinGecko that were repeated, by the code of the error before.',
    labelNames: ['reason'],
    registers: [],
  });
  return {
    metrics: [calls, retries],
    retry: { onRetry: ({ error }) => retries.inc({ reason: error.code }) },
    async fetch(input, init) {
      try {
        const response = await fetch(input, init);
        calls.inc({ status: String(response.status) });
        return response;
      } catch (error) {
        calls.inc({ status: 'none' });
        throw error;
      }
    },
  };
}
