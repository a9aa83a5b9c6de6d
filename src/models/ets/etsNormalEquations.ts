import { dotProductAt } from '../../math/index.js';
import { levelEquations } from './etsLevelEquations.js';
import { type EtsParametrization, smoothingAt, smoothingSlopes } from './etsParametrization.js';
import type { EtsRun, EtsSmoothing } from './etsRecursion.js';
import {
  createSeasonFactors,
  type SeasonFactors,
  seasonTangent,
  setSeasonFactors,
} from './etsSeasonTangents.js';
import { shiftedEquations } from './etsShiftedEquations.js';
import { type EtsDirection, etsTangent } from './etsTangent.js';
import { trendEquations } from './etsTrendEquations.js';

/** Room for the derivatives of the forecasts of a run; empty for the forms that are done in one pass. */
export interface EtsEquationRoom {
  /** A row for each parameter, and one more; fewer where later seasonal terms have the row of the first. */
  readonly rows: Float64Array;
  readonly seasonals: Float64Array;
  readonly factors: SeasonFactors;
}

/** @internal */
export function createEquationRoom(run: EtsRun, { size, smoothings }: EtsParametrization): EtsEquationRoom {
  const n = isPlain(run) ? 0 : run.values.length;
  return {
    // Two states besides the season, and its first term.
    rows: new Float64Array((isShifted(run) && !run.codes.relativeErrors ? smoothings + 3 : size + 1) * n),
    seasonals: new Float64Array(n + run.period),
    factors: createSeasonFactors(run.codes.season === 2 ? n : 0),
  };
}

function isPlain({ codes: { trend, season } }: EtsRun): boolean {
  return season === 0 && trend !== 2;
}

/**
 * Writes the normal equations of the errors at the point of a run: J'J below its diagonal, and J'e. With relative errors
 * both are those of the errors times the geometric mean of the forecasts, over that mean.
 *
 * @internal
 */
export function etsNormalEquations(
  x: Float64Array,
  run: EtsRun,
  parametrization: EtsParametrization,
  room: EtsEquationRoom,
  matrix: Float64Array,
  slope: Float64Array,
): void {
  const smoothing = smoothingAt(x, parametrization);
  if (isPlain(run)) {
    if (run.codes.trend === 0) levelEquations(run, smoothing, matrix, slope);
    else trendEquations(x, run, parametrization, matrix, slope);
    return;
  }
  const n = run.values.length;
  const { size } = parametrization;
  const { rows } = room;
  const means = new Float64Array(size);
  const { relativeErrors } = run.codes;
  const { errors, fitted } = run;
  const others = fillRows(x, run, parametrization, room);
  if (isShifted(run) && !relativeErrors) {
    shiftedEquations(rows, errors, others, parametrization, matrix, slope);
    return;
  }
  fillSeason(run, smoothing, others, room);
  if (relativeErrors) {
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let t = 0, at = i * n; t < n; t++, at++) {
        const relative = rows[at]! / fitted[t]!;
        rows[at] = (1 + errors[t]!) * relative;
        sum += relative;
      }
      means[i] = sum / n;
    }
  }
  const square = dotProductAt(errors, 0, errors, 0, n);
  for (let i = 0; i < size; i++) slope[i] = -dotProductAt(rows, i * n, errors, 0, n);
  productsOfRows(rows, size, n, matrix);
  if (!relativeErrors) return;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      matrix[i * size + j] =
        matrix[i * size + j]! +
        means[j]! * slope[i]! +
        means[i]! * slope[j]! +
        means[i]! * means[j]! * square;
    }
  }
  for (let i = 0; i < size; i++) slope[i] = slope[i]! + means[i]! * square;
}

/** Whether a later seasonal term has the effects of the first one, later. */
const isShifted = ({ codes: { trend, season } }: EtsRun) => season === 1 && trend !== 2;

/** The derivatives of the forecasts by all parameters but the seasonal terms: how many there are. */
function fillRows(
  x: Float64Array,
  run: EtsRun,
  parametrization: EtsParametrization,
  { rows, seasonals }: EtsEquationRoom,
): number {
  const n = run.values.length;
  const smoothing = smoothingAt(x, parametrization);
  let row = 0;
  const fill = (direction: EtsDirection) => {
    etsTangent(run, smoothing, direction, rows, row * n, seasonals);
    row += 1;
  };
  const still = { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, slope: 0, place: -1 };
  for (const slopes of smoothingSlopes(x, parametrization)) fill({ ...still, ...slopes });
  fill({ ...still, level: 1 });
  if (parametrization.hasTrend) fill({ ...still, slope: 1 });
  const others = row;
  if (isShifted(run)) fill({ ...still, place: 0 });
  return others;
}

/** The derivatives by the seasonal terms, each moving against the last. */
function fillSeason(
  run: EtsRun,
  smoothing: EtsSmoothing,
  others: number,
  { rows, seasonals, factors }: EtsEquationRoom,
): void {
  const {
    codes,
    values: { length: n },
    period,
  } = run;
  if (codes.season === 0) return;
  const first = others * n;
  const last = first + (period - 1) * n;
  if (isShifted(run)) {
    for (let j = 1; j < period; j++) {
      rows.fill(0, first + j * n, first + j * n + j);
      rows.copyWithin(first + j * n + j, first, first + n - j);
    }
  } else if (codes.season === 2 && codes.trend !== 2) {
    setSeasonFactors(run, smoothing.gamma, factors);
    for (let j = 0; j < period; j++)
      seasonTangent(run, smoothing, j, factors, rows, first + j * n, seasonals);
  } else {
    const still = { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, slope: 0 };
    for (let j = 0; j < period; j++)
      etsTangent(run, smoothing, { ...still, place: j }, rows, first + j * n, seasonals);
  }
  for (let j = 0; j < period - 1; j++) {
    const at = first + j * n;
    for (let t = period - 1; t < n; t++) rows[at + t] = rows[at + t]! - rows[last + t]!;
  }
}

/** The products of all pairs of rows, below the diagonal of a matrix; two rows with two at a time. */
function productsOfRows(rows: Float64Array, size: number, n: number, matrix: Float64Array): void {
  for (let i = 0; i < size; i += 2) {
    const first = i * n;
    const second = (i + 1 < size ? i + 1 : i) * n;
    for (let j = 0; j <= i; j += 2) {
      const third = j * n;
      const fourth = (j + 1 < size ? j + 1 : j) * n;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let t = 0; t < n; t++) {
        const p = rows[first + t]!;
        const q = rows[second + t]!;
        const r = rows[third + t]!;
        const s = rows[fourth + t]!;
        a += p * r;
        b += p * s;
        c += q * r;
        d += q * s;
      }
      matrix[i * size + j] = a;
      if (j < i) matrix[i * size + j + 1] = b;
      if (i + 1 < size) {
        matrix[(i + 1) * size + j] = c;
        matrix[(i + 1) * size + j + 1] = d;
      }
    }
  }
}
