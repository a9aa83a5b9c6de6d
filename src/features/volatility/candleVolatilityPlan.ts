import type { FeaturePlan } from '../engine/Feature.js';
import { createRollingSum } from '../stages/rollingSum.js';
import { resolveVolatilityOptions, type VolatilityOptions } from './VolatilityOptions.js';

/** The variance that one candle shows, never negative, from the columns of candles. */
export type CandleVariance = (inputs: readonly Float64Array[], row: number) => number;

/** The plan of a volatility that is the root of the mean variance of the candles in a window. */
export function candleVolatilityPlan(options: VolatilityOptions, variance: CandleVariance): FeaturePlan {
  const { window, stepsPerYear } = resolveVolatilityOptions(options);
  return {
    warmUp: [window - 1],
    remembers: false,
    createStage(memory) {
      const sum = createRollingSum(memory, window);
      const scale = stepsPerYear / window;
      return (inputs, [output], count) => {
        for (let row = 0; row < count; row++) output![row] = variance(inputs, row);
        sum(output!, output!, count);
        for (let row = 0; row < count; row++) output![row] = Math.sqrt(output![row]! * scale);
      };
    },
  };
}
