import { type PriceSeries, validateSeries } from 'coincast';
import { withoutGaps } from '../../../service/src/withoutGaps.js';
import { CoinError } from '../failure.js';
import type { UpdatedCoin, ValidCoin } from '../run/CoinWork.js';
import type { Services } from '../services/Services.js';

/** Refuses prices that are old or wrong, counts what is doubtful, and fills short gaps. */
export async function validate({ fetched, ...work }: UpdatedCoin, services: Services): Promise<ValidCoin> {
  requireFresh(fetched, services);
  const findings: Record<string, number> = {};
  for (const { rule, severity, message, count } of validateSeries(fetched).findings) {
    if (severity === 'error') throw new CoinError('data-invalid', `The prices are not sound: ${message}`);
    findings[rule] = (findings[rule] ?? 0) + count;
  }
  return { ...work, series: withoutGaps(fetched), findings };
}

function requireFresh({ timestamps }: PriceSeries, { clock, policy }: Services): void {
  const last = timestamps.at(-1)!;
  const hours = (clock.now() - last) / 3_600_000;
  if (hours <= policy.staleAfterHours) return;
  throw new CoinError(
    'data-stale',
    `The last price is of ${new Date(last).toISOString()}, ${Math.floor(hours)} hours old. Is the coin still traded?`,
  );
}
