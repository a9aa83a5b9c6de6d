import { InvalidArgumentError } from '../../errors/index.js';
import {
  deepFreeze,
  extendTraining,
  type FittedModel,
  type Forecast,
  type ForecastOptions,
  forecastTimestamps,
  resolveForecastOptions,
  type TrainingSummary,
} from '../../models/index.js';
import type { SeriesInput } from '../../series/index.js';
import { seriesWindow } from '../backtest/seriesWindow.js';
import { ConformalTracker } from './ConformalTracker.js';
import { type ConformalSettings, type ConformalState, parseConformalState } from './conformalState.js';
import { EwmaScale } from './EwmaScale.js';
import { endsAt } from './intervalEnds.js';
import { modelScale, type VarianceModel } from './modelScale.js';
import { type RestoreConformalOptions, restoreWrapped } from './restoreWrapped.js';
import { requireMeans, requireScorable, valueAt } from './scoreSpace.js';
import { constantScale, type VolatilityScale } from './VolatilityScale.js';

/** How often the intervals of one level have held their observations since calibration began. */
export interface RealizedCoverage {
  /** The level of the intervals, a fraction. */
  readonly level: number;
  /** The share of intervals that held, over all steps of the horizon; `null` before the first is observed. */
  readonly coverage: number | null;
}

/** A model that gives another model's forecasts intervals calibrated on the errors that model has made. */
export interface ConformalModel<Base extends FittedModel = FittedModel> extends FittedModel<'conformal'> {
  /** The wrapped model. */
  readonly base: Base;
  /** How the intervals are made: the options of {@link conformalize}, resolved. */
  readonly settings: ConformalSettings;
  /** The number of scores at the last calibrated step, the least of all; the window is full at `settings.window`. */
  readonly scoreCount: number;
  /** What the intervals issued so far, those of the calibration included, have covered, for each calibrated level. */
  readonly realized: readonly RealizedCoverage[];
  /**
   * The forecasts of the wrapped model with calibrated intervals. They nest, whatever the levels; beyond what n scores
   * can tell, n / (n + 1), an interval reaches as far as the largest score. Between and beyond the calibrated levels the
   * corrections of the nearest ones are carried over. Steps beyond the calibrated horizon have the quantiles of its last
   * step and a scale that grows on, as the errors of a random walk do.
   *
   * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or an end is no finite number.
   */
  forecast(options: ForecastOptions): Forecast;
  /**
   * A new model that has also seen `observations`: the wrapped model is told of them one by one, each is scored against
   * all forecasts that were made of it, and the corrections follow. The cost of an observation does not depend on the
   * length of the history: one forecast of the wrapped model, and a few microseconds a step of the horizon.
   *
   * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
   */
  append(observations: SeriesInput): ConformalModel<Base>;
  toJSON(): ConformalState;
}

/**
 * The model that a stored state of kind `conformal` describes, the wrapped model included, with bit-identical forecasts,
 * also after further observations.
 *
 * @throws {@link SerializationError} when it is not such a state, or the wrapped model is of a kind that coincast does
 * not know and `restoreModel` is not given.
 * @example
 * ```ts
 * import { conformalize, restoreConformal, trainNaive } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const model = conformalize(trainNaive, { horizon: 12 })(simulateMarket({ seed: 3, length: 500 }));
 * const restored = restoreConformal(JSON.parse(JSON.stringify(model)));
 * restored.base.kind; // => 'naive'
 * restored.append([60100]).forecast({ horizon: 1 }).mean[0]; // => 60100
 * ```
 */
export function restoreConformal(state: unknown, options: RestoreConformalOptions = {}): ConformalModel {
  const { training, settings, base, volatility, ...tracked } = parseConformalState(state);
  const model = restoreWrapped(base, 'state.base', options);
  const tracker = ConformalTracker.restore(settings, restoreScale(volatility, options), {
    volatility,
    ...tracked,
  });
  return createConformalModel({ training, base: model, tracker });
}

function restoreScale(
  state: ConformalState['volatility'],
  options: RestoreConformalOptions,
): VolatilityScale {
  if (state.type === 'none') return constantScale(state.reference);
  if (state.type === 'ewma') return new EwmaScale(state);
  return modelScale(restoreWrapped(state.model, 'state.volatility.model', options) as VarianceModel);
}

/** What a conformal model is made of; the tracker is the model's own, and has seen the forecast at the last observation. */
export interface ConformalParts<Base extends FittedModel> {
  readonly training: TrainingSummary;
  readonly base: Base;
  readonly tracker: ConformalTracker;
}

/** @internal */
export function createConformalModel<Base extends FittedModel>(
  parts: ConformalParts<Base>,
): ConformalModel<Base> {
  const { training, base, tracker } = parts;
  const { settings } = tracker;
  const { transform, horizon: calibrated, levels } = settings;
  const { held, observed } = tracker.record;
  let state: ConformalState | undefined;
  return Object.freeze({
    kind: 'conformal',
    training,
    base,
    settings,
    scoreCount: tracker.scoreCount,
    realized: deepFreeze(
      levels.map((level, k) => ({ level, coverage: observed === 0 ? null : held[k]! / observed })),
    ),
    forecast(options) {
      return conformalForecast(parts, resolveForecastOptions(options));
    },
    append(observations) {
      const extended = extendTraining(training, observations);
      requireScorable('observations', extended.values, transform);
      const next = tracker.copy();
      let model: FittedModel = base;
      for (const [t, value] of extended.values.entries()) {
        model = model.append(seriesWindow(observations, t, t + 1));
        next.observe(value);
        next.issue(meansOf(model, calibrated, settings));
      }
      return createConformalModel({ training: extended.training, base: model as Base, tracker: next });
    },
    toJSON() {
      state ??= deepFreeze({
        kind: 'conformal',
        version: 1,
        training,
        settings,
        base: base.toJSON(),
        ...tracker.toState(),
      });
      return state;
    },
  } satisfies ConformalModel<Base>);
}

/** The wrapped model's forecasts of the steps to come. @internal */
export function meansOf(
  model: FittedModel,
  horizon: number,
  { transform }: Pick<ConformalSettings, 'transform'>,
): Float64Array {
  return requireMeans(model.forecast({ horizon, levels: [] }).mean, horizon, transform);
}

function conformalForecast(
  { training, base, tracker }: ConformalParts<FittedModel>,
  { horizon, levels }: { horizon: number; levels: readonly number[] },
): Forecast {
  const { settings } = tracker;
  const mean = meansOf(base, horizon, settings);
  const scales = tracker.scales(horizon);
  const lower = levels.map(() => new Float64Array(horizon));
  const upper = levels.map(() => new Float64Array(horizon));
  let ends = { below: [] as readonly number[], above: [] as readonly number[] };
  for (let h = 0; h < horizon; h++) {
    if (h < settings.horizon) {
      const step = tracker.stepAt(h);
      ends = endsAt(step.window, step.ends, settings, levels);
    }
    for (let k = 0; k < levels.length; k++) {
      const low = valueAt(mean[h]!, -ends.below[k]! * scales[h]!, settings.transform);
      const high = valueAt(mean[h]!, ends.above[k]! * scales[h]!, settings.transform);
      // They nest but for rounding.
      lower[k]![h] = Math.min(low, k === 0 ? high : lower[k - 1]![h]!);
      upper[k]![h] = Math.max(high, k === 0 ? low : upper[k - 1]![h]!);
    }
  }
  for (const values of [...lower, ...upper]) requireFinite(values);
  return Object.freeze({
    timestamps: forecastTimestamps(training, horizon),
    mean,
    intervals: Object.freeze(
      levels.map((level, k) => Object.freeze({ level, lower: lower[k]!, upper: upper[k]! })),
    ),
  });
}

function requireFinite(values: Float64Array): void {
  const h = values.findIndex((value) => !Number.isFinite(value));
  if (h < 0) return;
  throw new InvalidArgumentError({
    argument: 'horizon',
    value: values.length,
    expected: `at most ${h} here, since an interval has no finite end beyond`,
    hint: 'Forecast less far, or ask for lower levels.',
  });
}
