import type { PriceSeries } from 'coincast';
import type { ScoredCoin, ValidCoin } from '../run/CoinWork.js';
import type { Services } from '../services/Services.js';

const dayMs = 86_400_000;

/** Of the intervals of live coverage: alarms are to be rare over many coins and days. */
const confidence = 0.999;

/** Gives the ledger the prices as they were fetched, and reads how the coin's forecasts of the last days did. */
export async function score(
  work: ValidCoin,
  fetched: PriceSeries,
  { ledger, clock, policy }: Services,
): Promise<ScoredCoin> {
  await ledger.score(fetched);
  const days = policy.alertAfterDays;
  const { coins } = await ledger.report({ coin: work.coin, from: clock.now() - days * dayMs, confidence });
  const scores = coins[0];
  return {
    ...work,
    live: {
      days,
      n: scores?.n ?? 0,
      mae: scores?.mae ?? null,
      naiveMae: scores?.naiveMae ?? null,
      skill: scores?.skill ?? null,
      coverage: (scores?.intervals ?? []).map(({ level, n, coverage, coverageLower, coverageUpper }) => ({
        level,
        n,
        coverage,
        lower: coverageLower,
        upper: coverageUpper,
      })),
    },
  };
}
