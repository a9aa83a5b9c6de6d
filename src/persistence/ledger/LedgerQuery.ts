import { requireInteger, requireKnownKeys, requireNumber } from '../../errors/index.js';
import { requireSegmentText } from '../keySegment.js';
import type { LedgerSeries } from './ledgerKeys.js';
import type { TimeRange } from './readSeries.js';

/** Which records a ledger is asked about; what is left out does not limit. */
export interface LedgerQuery {
  /** The coin, such as `bitcoin`. */
  readonly coin?: string | undefined;
  /** The currency, such as `usd`. */
  readonly vsCurrency?: string | undefined;
  /** The model version. */
  readonly model?: string | undefined;
  /** The family, such as `arima`. */
  readonly kind?: string | undefined;
  /** The number of steps ahead, from 1. */
  readonly step?: number | undefined;
  /** The first moment at which a step may be due, epoch ms UTC. */
  readonly from?: number | undefined;
  /** The first moment at which a step may no longer be due, epoch ms UTC: the window is half open. */
  readonly to?: number | undefined;
}

const queryKeys = ['coin', 'vsCurrency', 'model', 'kind', 'step', 'from', 'to'];

/** @throws {@link InvalidArgumentError} */
export function checkQuery(argument: string, query: LedgerQuery, ownKeys: readonly string[] = []): TimeRange {
  requireKnownKeys(argument, query, [...queryKeys, ...ownKeys]);
  for (const key of ['coin', 'vsCurrency', 'model', 'kind'] as const) {
    if (query[key] !== undefined) requireText(key, query[key]);
  }
  const { step, from, to } = query;
  if (step !== undefined) requireInteger('step', step, { min: 1 });
  if (from !== undefined) requireNumber('from', from);
  if (to !== undefined) requireNumber('to', to, from === undefined ? {} : { above: from });
  return { from: from ?? Number.NEGATIVE_INFINITY, to: to ?? Number.POSITIVE_INFINITY };
}

/** Whether a query asks about a model. */
export function asksFor(
  query: LedgerQuery,
  { model, kind }: { readonly model: string; readonly kind: string | null },
): boolean {
  return (
    (query.model === undefined || query.model === model) && (query.kind === undefined || query.kind === kind)
  );
}

/** Whether a query asks about a series. */
export function asksForSeries({ coin, vsCurrency }: LedgerQuery, series: LedgerSeries): boolean {
  return (
    (coin === undefined || coin === series.coin) &&
    (vsCurrency === undefined || vsCurrency.toLowerCase() === series.vsCurrency)
  );
}

/** @throws {@link InvalidArgumentError} unless the value is a text that fits a segment of a key. */
export function requireText(argument: string, value: unknown): string {
  return requireSegmentText(argument, value, 'a text such as "bitcoin", of at most 200 bytes');
}
