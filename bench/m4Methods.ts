import {
  acf,
  type FittedModel,
  trainArima,
  trainAuto,
  trainEts,
  trainNaive,
  trainSeasonalNaive,
  trainStl,
  trainTheta,
} from 'coincast';
import type { Part } from './m4Parts.js';

/** A forecast of a series of a part. */
export type Method = (values: Float64Array, part: Part) => Float64Array;

const meanOf = (model: FittedModel, { horizon }: Part) => model.forecast({ horizon, levels: [] }).mean;

/** A benchmark of the competition: on the series without its season, where the competition's test finds one. */
const deseasonalised =
  (method: Method): Method =>
  (values, part) => {
    const factors = seasonalFactors(values, part.season);
    if (factors === undefined) return method(values, part);
    const rest = values.map((value, t) => value / factors[t % part.season]!);
    return method(rest, part).map((value, h) => value * factors[(values.length + h) % part.season]!);
  };

const naive: Method = (values, part) => meanOf(trainNaive(values), part);
const ses: Method = (values, part) => meanOf(trainEts(values, { model: 'simple' }), part);
const holt: Method = (values, part) => meanOf(trainEts(values, { model: 'holt' }), part);
const damped: Method = (values, part) => meanOf(trainEts(values, { model: 'damped-holt' }), part);

/** As the competition computed it: simple smoothing of the line of twice the curvature, averaged with the straight line. */
const theta: Method = (values, part) => {
  const n = values.length;
  const middle = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value / n, 0);
  let covariance = 0;
  let variance = 0;
  values.forEach((value, t) => {
    covariance += (t - middle) * (value - mean);
    variance += (t - middle) ** 2;
  });
  const line = (t: number) => mean + (covariance / variance) * (t - middle);
  const curved = ses(
    values.map((value, t) => 2 * value - line(t)),
    part,
  );
  return curved.map((value, h) => Math.max(0, (value + line(n + h)) / 2));
};

const comb: Method = (values, part) => {
  const all = [ses, holt, damped].map((method) => method(values, part));
  return all[0]!.map((_, h) => (all[0]![h]! + all[1]![h]! + all[2]![h]!) / 3);
};

/** The benchmarks of the competition, then trainers of coincast by their names: Naive2 first, as all others are set against it. */
export const m4Methods: Readonly<Record<string, Method>> = {
  Naive2: deseasonalised(naive),
  Naive: naive,
  sNaive: (values, part) =>
    part.season === 1
      ? naive(values, part)
      : meanOf(trainSeasonalNaive(values, { period: part.season }), part),
  SES: deseasonalised(ses),
  Holt: deseasonalised(holt),
  Damped: deseasonalised(damped),
  Theta: deseasonalised(theta),
  Comb: deseasonalised(comb),
  ETS: (values, part) => meanOf(trainEts(values, { period: part.season }), part),
  trainTheta: (values, part) => meanOf(trainTheta(values, { period: part.periods[0]! }), part),
  'trainTheta dynamic': (values, part) =>
    meanOf(trainTheta(values, { period: part.periods[0]!, variant: 'dynamic' }), part),
  'trainStl + ETS': (values, part) => meanOf(adjusted(values, part), part),
  trainArima: (values, part) => meanOf(trainArima(values), part),
  trainAuto: (values, part) => meanOf(trainAuto(values, { periods: part.periods }), part),
};

function adjusted(values: Float64Array, { periods }: Part): FittedModel {
  const possible = periods.filter((period) => values.length > 2 * period);
  return possible.length === 0 ? trainEts(values) : trainStl(values, { period: possible });
}

/** The factors of the season, where the autocorrelation at its lag is beyond the 90% bounds. */
function seasonalFactors(values: Float64Array, period: number): Float64Array | undefined {
  const n = values.length;
  if (period === 1 || n < 3 * period) return undefined;
  const { values: correlations } = acf(values, { maxLag: period });
  const below = correlations.slice(1, period).reduce((sum, each) => sum + each * each, 0);
  if (Math.abs(correlations[period]!) <= 1.645 * Math.sqrt((1 + 2 * below) / n)) return undefined;
  const half = period / 2;
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let t = half; t < n - half; t++) {
    let trend = (values[t - half]! + values[t + half]!) / 2;
    for (let i = t - half + 1; i < t + half; i++) trend += values[i]!;
    sums[t % period]! += (values[t]! * period) / trend;
    counts[t % period]! += 1;
  }
  const factors = sums.map((sum, place) => sum / counts[place]!);
  const mean = factors.reduce((sum, factor) => sum + factor / period, 0);
  return factors.map((factor) => factor / mean);
}
