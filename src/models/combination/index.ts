/** Several models whose forecasts are combined into one. */

export { type CombinationMember, type CombinationModel, createCombinationModel } from './CombinationModel.js';
export {
  type CombinationState,
  type MemberState,
  type OmittedMember,
  parseCombinationState,
} from './combinationState.js';
export { type TrainAutoOptions, trainAuto } from './trainAuto.js';
export { type TrainCombinationOptions, trainCombination } from './trainCombination.js';
