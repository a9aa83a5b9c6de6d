import type { PendingForecast } from './conformalState.js';

/** A forecast with the intervals it was given, until it is observed in full. @internal */
export interface IssuedForecast {
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  /** `ends[part * horizon + h]`, in units of the scale; `NaN` where there were too few scores. */
  readonly ends: Float64Array;
}

/** What is stored of a forecast whose first `past` steps have been observed. @internal */
export function pendingOf({ mean, scale, ends }: IssuedForecast, past: number): PendingForecast {
  const horizon = mean.length;
  return {
    mean: Array.from(mean.subarray(past), (value) => value + 0),
    scale: [...scale.subarray(past)],
    ends: Array.from({ length: ends.length / horizon }, (_, part) =>
      Array.from(ends.subarray(part * horizon + past, (part + 1) * horizon), (end) =>
        Number.isNaN(end) ? null : end + 0,
      ),
    ),
  };
}

/** The same from what was stored; the steps observed are of no use any more and `NaN`. @internal */
export function issuedOf({ mean, scale, ends }: PendingForecast, horizon: number): IssuedForecast {
  const past = horizon - mean.length;
  const whole = (part: readonly (number | null)[]) => {
    const values = new Float64Array(horizon).fill(Number.NaN);
    values.set(
      Float64Array.from(part, (value) => value ?? Number.NaN),
      past,
    );
    return values;
  };
  const allEnds = new Float64Array(ends.length * horizon);
  for (const [part, each] of ends.entries()) allEnds.set(whole(each), part * horizon);
  return { mean: whole(mean), scale: whole(scale), ends: allEnds };
}
