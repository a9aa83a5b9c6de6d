import { createEtsModel } from '../../../src/models/ets/EtsModel.js';
import type { EtsModel } from '../../../src/models/index.js';

/** The model with its parameters before it has seen anything. */
export function modelBefore(model: EtsModel): EtsModel {
  return createEtsModel({ ...model.toJSON(), last: model.initial });
}
