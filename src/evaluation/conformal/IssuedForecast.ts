import type { PendingForecast } from './conformalState.js';
import { packNumbers, unpackNumbers } from './packedNumbers.js';

/** A forecast with the intervals it was given, until it is observed in full. @internal */
export interface IssuedForecast {
  readonly mean: Float64Array;
  /** The scale of its first step, in which the others are measured: a multiple of a series has the same others. */
  readonly unit: number;
  /** The scale of each step over `unit`, rounded as it is stored. */
  readonly scale: Float64Array;
  /** `ends[part * horizon + h]`, in units of the scale, rounded as stored; `NaN` where there were too few scores. */
  readonly ends: Float64Array;
}

/** What is stored of a forecast whose first `past` steps have been observed. @internal */
export function pendingOf({ mean, unit, scale, ends }: IssuedForecast, past: number): PendingForecast {
  const horizon = mean.length;
  return {
    mean: Array.from(mean.subarray(past), (value) => value + 0),
    unit,
    scale: packNumbers(scale.subarray(past)),
    ends: Array.from({ length: ends.length / horizon }, (_, part) =>
      packNumbers(ends.subarray(part * horizon + past, (part + 1) * horizon)),
    ),
  };
}

/** The same from what was stored; the steps observed are of no use any more and `NaN`. @internal */
export function issuedOf({ mean, unit, scale, ends }: PendingForecast, horizon: number): IssuedForecast {
  const past = horizon - mean.length;
  const whole = (part: ArrayLike<number>) => {
    const values = new Float64Array(horizon).fill(Number.NaN);
    values.set(part, past);
    return values;
  };
  const allEnds = new Float64Array(ends.length * horizon);
  for (const [part, each] of ends.entries()) allEnds.set(whole(unpackNumbers(each)), part * horizon);
  return { mean: whole(mean), unit, scale: whole(unpackNumbers(scale)), ends: allEnds };
}
