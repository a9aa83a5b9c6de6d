import {
  trainArima,
  trainAuto,
  trainDrift,
  trainEts,
  trainEwmaVolatility,
  trainGarch,
  trainHar,
  trainMean,
  trainNaive,
  trainProphet,
  trainSeasonalNaive,
  trainStl,
  trainTheta,
} from '../../models/index.js';
import type { JobTrainers } from './TrainJob.js';

/** The trainers a job can name. */
export const trainers = {
  arima: trainArima,
  auto: trainAuto,
  drift: trainDrift,
  ets: trainEts,
  'ewma-volatility': trainEwmaVolatility,
  garch: trainGarch,
  har: trainHar,
  mean: trainMean,
  naive: trainNaive,
  prophet: trainProphet,
  'seasonal-naive': trainSeasonalNaive,
  stl: trainStl,
  theta: trainTheta,
} satisfies Record<keyof JobTrainers, unknown>;

/** What a job's `model` can be. */
export const modelNames = [...(Object.keys(trainers) as (keyof JobTrainers)[]), 'module'] as const;
