import type { VolatilityState } from './conformalState.js';

/**
 * How large the errors of the coming steps are expected to be, and what scores are divided by. It is never changed:
 * another error gives another one.
 *
 * @internal
 */
export interface VolatilityScale {
  /** The scale of the forecasts 1, 2, ... `horizon` steps ahead, ascending and positive. */
  scales(horizon: number): Float64Array;
  /** What is expected after another one-step error. */
  observe(error: number): VolatilityScale;
  toState(): VolatilityState;
}

/** The same at all times: growing by the root of the horizon. @internal */
export function constantScale(reference: number): VolatilityScale {
  const scale: VolatilityScale = {
    scales: (horizon) => Float64Array.from({ length: horizon }, (_, i) => reference * Math.sqrt(i + 1)),
    observe: () => scale,
    toState: () => ({ type: 'none', reference }),
  };
  return scale;
}
