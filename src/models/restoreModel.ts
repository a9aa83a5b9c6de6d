import { nearestName, quoteValue, SerializationError } from '../errors/index.js';
import { restoreArima } from './arima/index.js';
import { type CombinationModel, createCombinationModel, parseCombinationState } from './combination/index.js';
import { restoreEts } from './ets/index.js';
import type { FittedModel, ModelState } from './model.js';
import { restoreDrift, restoreMean, restoreNaive, restoreSeasonalNaive } from './naive/index.js';
import { restoreProphet } from './prophet/index.js';
import { createStlModel, parseStlState, type StlModel } from './stl/index.js';
import { restoreTheta } from './theta/index.js';
import { restoreEwmaVolatility, restoreGarch, restoreHar } from './volatility/index.js';

/**
 * Every kind of model of this room, and what makes the model again from its state: what may be a member of a
 * combination, or model the rest of a seasonal adjustment.
 *
 * @internal
 */
export const modelKinds = {
  arima: restoreArima,
  combination: restoreCombination,
  drift: restoreDrift,
  ets: restoreEts,
  'ewma-volatility': restoreEwmaVolatility,
  garch: restoreGarch,
  har: restoreHar,
  mean: restoreMean,
  naive: restoreNaive,
  prophet: restoreProphet,
  'seasonal-naive': restoreSeasonalNaive,
  stl: restoreStl,
  theta: restoreTheta,
};

/**
 * The model that a stored state of kind `stl` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state, or the model of the rest is of a kind that coincast
 * does not know, such as a user's own.
 * @example
 * ```ts
 * import { restoreStl, trainNaive, trainStl } from 'coincast';
 *
 * const week = Array.from({ length: 50 }, (_, day) => 20 + (day % 7) + Math.sin(day * day));
 * const model = trainStl(week, { period: 7, trainer: trainNaive });
 * const restored = restoreStl(JSON.parse(JSON.stringify(model)));
 * restored.forecast({ horizon: 1 }).mean[0] === model.forecast({ horizon: 1 }).mean[0]; // => true
 * ```
 */
export function restoreStl(state: unknown): StlModel {
  const { model, ...parts } = parseStlState(state);
  return createStlModel(parts, restoreNested(model, 'state.model', trainAgain));
}

/**
 * The model that a stored state of kind `combination` describes, its members included, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state, or a member is of a kind that coincast does not know,
 * such as a user's own.
 * @example
 * ```ts
 * import { restoreCombination, trainCombination, trainDrift, trainNaive } from 'coincast';
 *
 * const members = { naive: trainNaive, drift: trainDrift };
 * const model = trainCombination([100, 102, 101, 103], { members });
 * restoreCombination(JSON.parse(JSON.stringify(model))).forecast({ horizon: 1 }).mean[0]; // => 103.5
 * ```
 */
export function restoreCombination(state: unknown): CombinationModel {
  const { members, ...parts } = parseCombinationState(state);
  return createCombinationModel(
    parts,
    members.map((member, i) => ({
      ...member,
      model: restoreNested(member.model, `state.members.${i}.model`, trainAgain),
    })),
  );
}

const trainAgain = "A combination with a model of one's own cannot be restored: train it again.";

/**
 * The model of a state within the state of another model; `advice` is what to do about one that coincast does not know.
 *
 * @throws {@link SerializationError} when it is of no kind of this room, or the state does not fit the kind.
 * @internal
 */
export function restoreNested(state: ModelState, path: string, advice: string): FittedModel {
  const { kind } = state;
  if (isModelKind(kind)) return modelKinds[kind](state);
  const known = Object.keys(modelKinds);
  const nearest = nearestName(kind, known);
  throw new SerializationError({
    message:
      `${path}.kind must be one of ${known.map(quoteValue).join(', ')}, got ${quoteValue(kind)}. ` +
      (nearest === undefined ? advice : `Did you mean "${nearest}"?`),
    path: `${path}.kind`,
  });
}

/** Whether a kind of model is one of this room. @internal */
export function isModelKind(kind: string): kind is keyof typeof modelKinds {
  return Object.hasOwn(modelKinds, kind);
}
