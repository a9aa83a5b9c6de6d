import type { RandomStream } from '../../../src/math/index.js';
import {
  literalForecast,
  type ProphetParameters,
  type ScaledRows,
  type StanData,
} from './literalLogPosterior.js';

/**
 * Draws of one row of the future, on the scale of the fit, as Prophet 1.0 in R makes them: a Poisson number of new
 * changepoints, anywhere after the history and as frequent as the old ones, of Laplace size about as large as theirs
 * are on average, and normal noise. A change of the slope at a time adds itself times what is left after it, also to
 * the exponent of logistic growth, whose curve has no jumps either.
 */
export function literalDraws(
  data: StanData,
  parameters: ProphetParameters,
  { rows, row, count, stream }: { rows: ScaledRows; row: number; count: number; stream: RandomStream },
): { readonly trend: Float64Array; readonly yhat: Float64Array } {
  const { additive, multiplicative, trend: centre } = literalForecast(data, parameters, rows);
  const ahead = rows.t[row]! - 1;
  const changepoints = data.changepoints.length;
  const scale =
    Array.from(parameters.delta).reduce((sum, each) => sum + Math.abs(each), 0) / changepoints + 1e-8;
  const isLogistic = data.growth === 'logistic';
  const cap = rows.cap[row]!;
  const line = isLogistic ? Math.log(centre[row]! / (cap - centre[row]!)) : centre[row]!;
  const numberOfChanges = poisson(data.growth === 'flat' ? 0 : changepoints * ahead, stream);
  const trend = new Float64Array(count);
  for (let draw = 0; draw < count; draw++) {
    let value = line;
    for (let changes = numberOfChanges(); changes > 0; changes--) {
      const size = -scale * Math.log1p(-stream.uniform());
      value += (stream.uniform() < 0.5 ? size : -size) * ahead * stream.uniform();
    }
    trend[draw] = isLogistic ? cap / (1 + Math.exp(-value)) : value;
  }
  const yhat = trend.map(
    (value) => value * (1 + multiplicative[row]!) + additive[row]! + parameters.sigma * stream.normal(),
  );
  return { trend, yhat };
}

/** Poisson numbers of a mean, by inversion. */
function poisson(mean: number, { uniform }: RandomStream): () => number {
  const cumulative: number[] = [];
  let term = Math.exp(-mean);
  for (let n = 0, sum = term; n < mean || term > 1e-18; n++, term *= mean / n, sum += term)
    cumulative.push(sum);
  return () => {
    const u = uniform();
    let n = 0;
    while (n < cumulative.length && u > cumulative[n]!) n++;
    return n;
  };
}
