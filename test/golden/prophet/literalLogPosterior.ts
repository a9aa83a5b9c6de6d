import type { Growth } from './ProphetCase.js';

/** Rows on the scale that Prophet fits on. */
export interface ScaledRows {
  readonly t: Float64Array;
  /** 0 where growth is not logistic. */
  readonly cap: Float64Array;
  /** By column, then by row. */
  readonly columns: readonly Float64Array[];
}

/** All that Stan is given. */
export interface StanData extends ScaledRows {
  readonly growth: Growth;
  readonly y: Float64Array;
  readonly changepoints: Float64Array;
  readonly tau: number;
  readonly priorScales: readonly number[];
  readonly isMultiplicative: readonly boolean[];
}

/** Prophet's parameters on that scale: one `delta` for each changepoint, one `beta` for each column. */
export interface ProphetParameters {
  readonly k: number;
  readonly m: number;
  readonly delta: ArrayLike<number>;
  readonly beta: ArrayLike<number>;
  readonly sigma: number;
}

/**
 * The logarithm of Prophet's posterior, without the constants that Stan drops, term by term as its model is written
 * (`prophet.stan` of Prophet 1.0): independent of the model's code, for its tests and benchmarks.
 */
export function literalLogPosterior(data: StanData, parameters: ProphetParameters): number {
  return smoothLogPosterior(data, parameters) - sumOf(parameters.delta, Math.abs) / data.tau;
}

/** All of it but the prior of the changepoints. */
export function smoothLogPosterior(data: StanData, parameters: ProphetParameters): number {
  const { k, m, beta, sigma } = parameters;
  const { yhat } = literalForecast(data, parameters);
  const squares = sumOf(data.y, (y, i) => (y - yhat[i]!) ** 2);
  const likelihood = -data.y.length * Math.log(sigma) - squares / (2 * sigma ** 2);
  const ofTrend = -(k ** 2 + m ** 2) / (2 * 5 ** 2);
  const ofSigma = -(sigma ** 2) / (2 * 0.5 ** 2);
  const ofColumns = -sumOf(beta, (b, j) => b ** 2 / (2 * data.priorScales[j]! ** 2));
  return likelihood + ofTrend + ofSigma + ofColumns;
}

/** Prophet's forecast of rows, which may be others than those fitted, on the scale of the fit. */
export function literalForecast(
  data: Pick<StanData, 'growth' | 'changepoints' | 'isMultiplicative'>,
  parameters: ProphetParameters,
  rows: ScaledRows = data as StanData,
) {
  const trend = literalTrend(data, parameters, rows);
  const additive = new Float64Array(rows.t.length);
  const multiplicative = new Float64Array(rows.t.length);
  for (const [j, column] of rows.columns.entries()) {
    const sum = data.isMultiplicative[j] ? multiplicative : additive;
    for (let i = 0; i < sum.length; i++) sum[i]! += parameters.beta[j]! * column[i]!;
  }
  const yhat = trend.map((u, i) => u * (1 + multiplicative[i]!) + additive[i]!);
  return { trend, additive, multiplicative, yhat };
}

function literalTrend(
  { growth, changepoints }: Pick<StanData, 'growth' | 'changepoints'>,
  { k, m, delta }: ProphetParameters,
  { t, cap }: ScaledRows,
): Float64Array {
  if (growth === 'flat') return t.map(() => m);
  const rates = [k];
  const offsets = [m];
  for (const [j, changepoint] of changepoints.entries()) {
    const [rate, offset] = [rates[j]!, offsets[j]!];
    rates.push(rate + delta[j]!);
    offsets.push(
      growth === 'linear'
        ? offset - changepoint * delta[j]!
        : offset + (changepoint - offset) * (1 - rate / (rate + delta[j]!)),
    );
  }
  return t.map((time, i) => {
    let segment = 0;
    while (segment < changepoints.length && time >= changepoints[segment]!) segment++;
    const [rate, offset] = [rates[segment]!, offsets[segment]!];
    return growth === 'linear' ? rate * time + offset : cap[i]! / (1 + Math.exp(-rate * (time - offset)));
  });
}

function sumOf(values: ArrayLike<number>, term: (value: number, index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += term(values[i]!, i);
  return sum;
}
