/** Prophet-style models: the exact maximum of Prophet's posterior. */
export { bitcoinHalvings } from './bitcoinHalvings.js';
export type { CalendarCondition } from './calendarCondition.js';
export type { ConformalScores } from './conformalScores.js';
export {
  type CrossValidateProphetOptions,
  crossValidateProphet,
  type ProphetCrossValidation,
  type StepErrors,
} from './crossValidateProphet.js';
export {
  type ProphetChangepoint,
  type ProphetComponent,
  type ProphetComponents,
  type ProphetModel,
  type ProphetParameters,
  restoreProphet,
} from './ProphetModel.js';
export type { ProphetForecast } from './prophetForecast.js';
export type { ProphetComponentOptions, ProphetForecastOptions } from './prophetForecastOptions.js';
export type { EventPart, ProphetPart, RegressorPart, SeasonalPart } from './prophetParts.js';
export type { ProphetConvergence, ProphetState, StoredLevel } from './prophetState.js';
export {
  type ProphetOrigins,
  type ProphetTrainer,
  type ProphetTrainerOptions,
  prophetTrainer,
} from './prophetTrainer.js';
export { type RefitProphetOptions, refitProphet } from './refitProphet.js';
export type { ChangepointRule } from './resolveProphetOptions.js';
export type {
  CalendarSeasonality,
  ComponentMode,
  ProphetChangepoints,
  ProphetConformal,
  ProphetEvent,
  ProphetGrowth,
  ProphetObservations,
  ProphetRegressor,
  ProphetScaling,
  ProphetSeasonality,
  TrainProphetOptions,
} from './TrainProphetOptions.js';
export { trainProphet } from './trainProphet.js';
