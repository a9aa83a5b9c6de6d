import type { Filter } from '../stages/Filter.js';
import type { FeaturePlan } from './Feature.js';
import type { StageMemory } from './StageMemory.js';

/** The plan of a feature with one input and one output. */
export function filterPlan(
  warmUp: number,
  remembers: boolean,
  create: (memory: StageMemory) => Filter,
): FeaturePlan {
  return {
    warmUp: [warmUp],
    remembers,
    createStage(memory) {
      const filter = create(memory);
      return (inputs, outputs, count) => filter(inputs[0]!, outputs[0]!, count);
    },
  };
}
