import { explain } from '../failure.js';
import type { Services } from '../services/Services.js';
import type { FailedCoin, FinishedCoin } from './CoinWork.js';
import type { Run } from './Run.js';
import { type Stage, stageNames, stages } from './stages.js';

type AnyStage = (work: unknown, run: Run, services: Services) => Promise<unknown>;

/** Takes a coin through all stages in this process. What goes wrong is the coin's alone; only an abort rejects. */
export async function workCoin(
  coin: string,
  run: Run,
  services: Services,
): Promise<FinishedCoin | FailedCoin> {
  let work: unknown = coin;
  for (const stage of stageNames) {
    services.signal.throwIfAborted();
    try {
      work = await (stages[stage] as AnyStage)(work, run, services);
    } catch (error) {
      services.signal.throwIfAborted();
      return failedCoin(coin, stage, error);
    }
  }
  return work as FinishedCoin;
}

/** A coin whose stage threw. */
export function failedCoin(coin: string, step: Stage, error: unknown): FailedCoin {
  const { code, message } = explain(error);
  return { coin, status: 'failed', step, code, why: message };
}
