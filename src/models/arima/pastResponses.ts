import type { ArimaProcess } from './arimaProcess.js';
import { differenceAt, integrated } from './differencing.js';
import type { ExactFilter } from './ExactFilter.js';
import type { UncertainRow } from './PastUncertainty.js';

/** Deviations and innovations up to some time, in order of time. */
interface Past {
  readonly w: Float64Array;
  /** How many of `w` are past. */
  readonly wEnd: number;
  readonly a: Float64Array;
  readonly aEnd: number;
}

/** The expected deviations after a past. @internal */
export function continuation(
  { arTerms, maTerms, movingAverage }: ArimaProcess,
  { w, wEnd, a, aEnd }: Past,
  horizon: number,
): Float64Array {
  const ahead = new Float64Array(horizon);
  const { lags, coefficients } = arTerms;
  for (let h = 0; h < horizon; h++) {
    let value = 0;
    for (let i = 0; i < lags.length; i++) {
      const back = h - lags[i]!;
      value -= coefficients[i]! * (back < 0 ? w[wEnd + back]! : ahead[back]!);
    }
    for (let j = 0; h < movingAverage && j < maTerms.lags.length; j++) {
      const back = h - maTerms.lags[j]!;
      if (back < 0) value += maTerms.coefficients[j]! * a[aEnd + back]!;
    }
    ahead[h] = value;
  }
  return ahead;
}

/** How the coming values of eta depend on each unknown of the past. @internal */
export function responses({ process, uncertainty }: ExactFilter, horizon: number): Float64Array[] {
  if (uncertainty === undefined) return [];
  const { autoregressive, movingAverage, differences, differencing } = process;
  return Array.from({ length: uncertainty.columns }, (_, column) => {
    const levels = columnOf(uncertainty.levels, column);
    const w = Float64Array.from({ length: autoregressive }, (__, i) =>
      differenceAt(levels, differences + i, differencing),
    );
    const a = columnOf(uncertainty.innovations, column);
    const ahead = continuation(process, { w, wEnd: autoregressive, a, aEnd: movingAverage }, horizon);
    return integrated(ahead, levels, differencing);
  });
}

/** One column of rows that are kept the latest first, in order of time. */
function columnOf(rows: readonly UncertainRow[], column: number): Float64Array {
  const last = rows.length - 1;
  return Float64Array.from(rows, (_, i) => rows[last - i]?.[column] ?? 0);
}
