import { InvalidArgumentError } from '../../errors/index.js';
import { createRandomStream } from '../../math/index.js';
import type { Forecast, PredictionInterval } from '../model.js';
import { pathIntervals } from '../pathIntervals.js';
import { requireFiniteSteps } from '../requireFiniteSteps.js';
import { type BoxCox, expectedValue, medianOf } from '../transform.js';
import { bentQuantiles } from './bentQuantiles.js';
import { CompoundSpread } from './CompoundSpread.js';
import { conformalWidth } from './conformalScores.js';
import type { FutureSteps } from './futureSteps.js';
import type { ResolvedProphetForecast } from './prophetForecastOptions.js';
import type { ProphetState } from './prophetState.js';
import { samplePaths } from './samplePaths.js';
import { type TrendSpread, trendSpread } from './trendSpread.js';

/** A forecast of a Prophet-style model. */
export interface ProphetForecast extends Forecast {
  /** The sample paths the intervals come from, in the units of the series; only with `method: 'sample'`. */
  readonly paths?: readonly Float64Array[];
}

/** The forecast along some steps. @internal */
export function prophetForecast(
  state: ProphetState,
  steps: FutureSteps,
  options: ResolvedProphetForecast,
): ProphetForecast {
  const spread = trendSpread(state);
  const centre = steps.trend.map((trend, h) => trend * steps.factor[h]! + steps.additive[h]!);
  const mean = centreOf(state, steps, { centre, spread, biasAdjusted: options.biasAdjusted });
  const common = { timestamps: steps.timestamps, mean };
  if (options.method === 'sample') {
    return Object.freeze({ ...common, ...sampled(state, steps, spread, options) });
  }
  const intervals = options.levels.map((level) => ({
    level,
    lower: new Float64Array(centre.length),
    upper: new Float64Array(centre.length),
  }));
  if (options.method === 'conformal') writeConformal(state, steps, centre, intervals);
  else if (state.growth === 'logistic') writeBent(state, steps, { centre, spread }, intervals);
  else writeExact(state, steps, { centre, spread }, intervals);
  for (const { lower, upper } of intervals) {
    toUnits(state, steps, lower, 'an interval');
    toUnits(state, steps, upper, 'an interval');
  }
  return Object.freeze({ ...common, intervals: frozen(intervals) });
}

function frozen(intervals: readonly PredictionInterval[]): readonly PredictionInterval[] {
  return Object.freeze(intervals.map((interval) => Object.freeze(interval)));
}

function writeExact(
  { sigma }: ProphetState,
  { ahead, factor }: FutureSteps,
  { centre, spread }: { readonly centre: Float64Array; readonly spread: TrendSpread },
  intervals: readonly PredictionInterval[],
): void {
  const levels = intervals.map(({ level }) => level);
  const widths = new Float64Array(levels.length);
  const distribution = new CompoundSpread();
  for (let h = 0; h < centre.length; h++) {
    const jump = spread.scale * ahead[h]! * Math.abs(factor[h]!);
    distribution.quantiles({ rate: spread.rate * ahead[h]!, jump, sigma }, levels, widths);
    intervals.forEach(({ lower, upper }, i) => {
      lower[h] = centre[h]! - widths[i]!;
      upper[h] = centre[h]! + widths[i]!;
    });
  }
}

function writeBent(
  { sigma }: ProphetState,
  { ahead, line, factor, additive, cap }: FutureSteps,
  { centre, spread }: { readonly centre: Float64Array; readonly spread: TrendSpread },
  intervals: readonly PredictionInterval[],
): void {
  if (intervals.length === 0) return;
  const probabilities = intervals.flatMap(({ level }) => [(1 - level) / 2, (1 + level) / 2]);
  const quantiles = new Float64Array(probabilities.length).fill(Number.NaN);
  const before = quantiles.slice();
  for (let h = 0; h < ahead.length; h++) {
    // The search begins as far from the centre as the last two ended, drawn on in a line.
    for (let i = 0; i < quantiles.length; i++) {
      const last = h === 0 ? Number.NaN : quantiles[i]! - centre[h - 1]!;
      quantiles[i] = centre[h]! + (h === 1 ? last : 2 * last - before[i]!);
      before[i] = last;
    }
    bentQuantiles(
      {
        exponent: line[h]!,
        cap: cap![h]!,
        factor: factor[h]!,
        rest: additive[h]!,
        sigma,
        rate: spread.rate * ahead[h]!,
        jump: spread.scale * ahead[h]!,
      },
      probabilities,
      quantiles,
    );
    intervals.forEach(({ lower, upper }, i) => {
      lower[h] = quantiles[2 * i]!;
      upper[h] = quantiles[2 * i + 1]!;
    });
  }
}

function writeConformal(
  { conformal, training }: ProphetState,
  { timestamps }: FutureSteps,
  centre: Float64Array,
  intervals: readonly PredictionInterval[],
): void {
  if (conformal === undefined) {
    throw new InvalidArgumentError({
      argument: 'method',
      value: 'conformal',
      expected: '"exact" or "sample" for a model that was trained without conformal',
      hint: 'Train with conformal: { horizon }.',
    });
  }
  for (let h = 0; h < centre.length; h++) {
    const ahead = (timestamps[h]! - training.lastTimestamp) / training.stepMs;
    const step = Math.max(1, Math.ceil(ahead - 1e-6));
    for (const { level, lower, upper } of intervals) {
      const width = conformalWidth(conformal, step, level);
      lower[h] = centre[h]! - width;
      upper[h] = centre[h]! + width;
    }
  }
}

function sampled(
  state: ProphetState,
  steps: FutureSteps,
  spread: TrendSpread,
  { levels, paths: count, seed }: ResolvedProphetForecast,
): Pick<ProphetForecast, 'intervals' | 'paths'> {
  const paths = samplePaths(steps, spread, { count, sigma: state.sigma, random: createRandomStream(seed) });
  for (const path of paths) toUnits(state, steps, path, 'a sample path');
  return { intervals: pathIntervals(paths, levels), paths: Object.freeze(paths) };
}

/** The expected values, or the medians, in the units of the series. */
function centreOf(
  state: ProphetState,
  steps: FutureSteps,
  { centre, spread, biasAdjusted }: { centre: Float64Array; spread: TrendSpread; biasAdjusted: boolean },
): Float64Array {
  const { transform, scale, sigma } = state;
  const values = centre.slice();
  if (transform === undefined || !biasAdjusted) return toUnits(state, steps, values, 'the median');
  for (let h = 0; h < values.length; h++) {
    const jump = scale * spread.scale * steps.ahead[h]! * Math.abs(steps.factor[h]!);
    const z = values[h]! * scale + steps.base[h]!;
    values[h] = expectation(
      z,
      { rate: spread.rate * steps.ahead[h]!, jump, sigma: scale * sigma },
      transform,
    );
  }
  return finite(values, 'the expected value', transform);
}

/**
 * The expected value of what has a transform z plus jumps plus noise: for the logarithm from the moment generating
 * functions, for other lambdas as if the sum were normal.
 */
function expectation(
  z: number,
  { rate, jump, sigma }: { readonly rate: number; readonly jump: number; readonly sigma: number },
  transform: BoxCox,
): number {
  if (transform.lambda !== 0) {
    return expectedValue(z, Math.sqrt(sigma * sigma + (2 / 3) * rate * jump * jump), transform);
  }
  if (jump >= 1) return Number.POSITIVE_INFINITY;
  const jumps = jump < 1e-4 ? (jump * jump) / 3 : Math.atanh(jump) / jump - 1;
  return Math.exp(z + (sigma * sigma) / 2 + rate * jumps);
}

/** From the scaled data to the units of the series, in place. */
function toUnits(
  { scale, transform }: ProphetState,
  { base }: FutureSteps,
  values: Float64Array,
  what: string,
): Float64Array {
  for (let h = 0; h < values.length; h++) values[h] = values[h]! * scale + base[h]!;
  return finite(medianOf(values, transform), what, transform);
}

/** Far ahead a transformed value may lie where the transformation cannot be undone. */
function finite(values: Float64Array, what: string, transform: BoxCox | undefined): Float64Array {
  return requireFiniteSteps(
    values,
    what,
    transform === undefined
      ? 'Forecast less far.'
      : 'Forecast less far, ask for biasAdjusted: false or lower levels, or train with a lower changepointPriorScale.',
  );
}
