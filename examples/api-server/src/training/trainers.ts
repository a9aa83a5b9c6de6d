import {
  type BacktestTrainer,
  prophetTrainer,
  refitArima,
  trainArima,
  trainAuto,
  trainDrift,
  trainEts,
  trainNaive,
  trainTheta,
} from 'coincast';

const arima: BacktestTrainer = Object.assign(
  (...[series, context]: Parameters<BacktestTrainer>) =>
    trainArima(series, { ...context, transform: 'log' as const }),
  { refit: refitArima },
);

/** Every model that can be asked for, by the name a request gives it. */
export const trainers = {
  arima,
  auto: (series, context) => trainAuto(series, context),
  drift: (series, context) => trainDrift(series, context),
  ets: (series, context) => trainEts(series, context),
  naive: (series, context) => trainNaive(series, context),
  prophet: prophetTrainer({ yearly: false }) as BacktestTrainer,
  theta: (series, context) => trainTheta(series, context),
} as const satisfies Record<string, BacktestTrainer>;

/** The name of a model that can be trained. */
export type ModelName = keyof typeof trainers;

/** Their names, for schemas. */
export const modelNames = Object.keys(trainers) as [ModelName, ...ModelName[]];

/** Who stands on the leaderboard beside the naive forecast, which always does. */
export const contestants = ['arima', 'prophet', 'ets', 'theta'] as const satisfies readonly ModelName[];
