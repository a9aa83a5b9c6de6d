import type { Services } from '../services/Services.js';
import { evaluate } from '../steps/evaluate.js';
import { forecast } from '../steps/forecast.js';
import { gate } from '../steps/gate.js';
import { promote } from '../steps/promote.js';
import { prune } from '../steps/prune.js';
import { score } from '../steps/score.js';
import { train } from '../steps/train.js';
import { update } from '../steps/update.js';
import { validate } from '../steps/validate.js';
import type {
  EvaluatedCoin,
  FinishedCoin,
  GatedCoin,
  ScoredCoin,
  TrainedCoin,
  UpdatedCoin,
} from './CoinWork.js';
import type { Run } from './Run.js';

/**
 * The stages of a coin's way through a run, each a job of its own where the work is distributed. A stage may be done
 * twice, also by two processes: it writes nothing that the first time did not.
 */
export const stages = {
  fetch: (coin: string, _run: Run, services: Services): Promise<UpdatedCoin> => update(coin, services),
  validate: async (work: UpdatedCoin, _run: Run, services: Services): Promise<ScoredCoin> =>
    score(await validate(work, services), work.fetched, services),
  train: (work: ScoredCoin, _run: Run, services: Services): Promise<TrainedCoin> => train(work, services),
  evaluate: (work: TrainedCoin, _run: Run, services: Services): Promise<EvaluatedCoin> =>
    evaluate(work, services),
  gate: (work: EvaluatedCoin, run: Run, services: Services): Promise<GatedCoin> => gate(work, run, services),
  promote: async (work: GatedCoin, _run: Run, services: Services): Promise<FinishedCoin> => ({
    ...work,
    ...(await promote(work, services)),
    forecast: await forecast(work.coin, work.series, services),
    pruned: await prune(work, services),
  }),
} as const;

/** A stage's name. */
export type Stage = keyof typeof stages;

/** All stages, in order. */
export const stageNames = Object.keys(stages) as Stage[];
