import { DegenerateSeriesError, InsufficientDataError } from '../../errors/index.js';
import { deepFreeze, type FittedModel, type Trainer } from '../../models/index.js';
import type { SeriesInput } from '../../series/index.js';
import { requireModel } from '../backtest/checkedForecast.js';
import { seriesWindow } from '../backtest/seriesWindow.js';
import { meansOf } from './ConformalModel.js';
import { ConformalTracker } from './ConformalTracker.js';
import type { ConformalSettings } from './conformalState.js';
import { scoresNeeded } from './corrections.js';
import { EwmaScale } from './EwmaScale.js';
import { modelScale } from './modelScale.js';
import type { ResolvedConformalize, ResolvedScale } from './resolveConformalizeOptions.js';
import { forecastError } from './scoreSpace.js';
import { constantScale, type VolatilityScale } from './VolatilityScale.js';

/** What is calibrated, and on what. */
export interface CalibrationRequest<Base extends FittedModel> {
  readonly trainer: Trainer<Base>;
  readonly context: { readonly signal?: AbortSignal | undefined };
  readonly series: SeriesInput;
  readonly values: Float64Array;
  readonly options: ResolvedConformalize;
}

/** The errors the scale starts from are the mean of so many, at most. */
const referenceErrors = 100;

/**
 * A model of the whole series, and what its trainer's forecasts from rolling origins at the end of the series have
 * taught about their errors. As many forecasts as origins, and the fits.
 *
 * @throws {@link InsufficientDataError}, {@link DegenerateSeriesError}
 * @internal
 */
export function calibrate<Base extends FittedModel>(
  request: CalibrationRequest<Base>,
): { readonly base: Base; readonly tracker: ConformalTracker } {
  const { trainer, context, series, values, options } = request;
  const plan = planCalibration(values.length, options);
  const { method, horizon, levels, window, ...others } = options.settings;
  const settings = deepFreeze<ConformalSettings>({
    ...{ method, horizon, levels, window, stride: plan.stride },
    ...others,
  });
  const means = rollingMeans(request, plan.origins);
  const first = values.length - plan.origins;
  const errors = Float64Array.from(means, (mean, o) =>
    forecastError(values[first + o]!, mean[0]!, settings.transform),
  );
  const scale = startScale(errors.subarray(0, plan.warmUp), errors, options.scale, context);
  const tracker = ConformalTracker.start(settings, scale);
  for (let o = plan.warmUp; o < plan.origins; o++) {
    tracker.issue(means[o]!);
    tracker.observe(values[first + o]!);
  }
  const base = trained(trainer, seriesWindow(series, 0, values.length), context);
  tracker.issue(meansOf(base, settings.horizon, settings));
  return { base, tracker };
}

interface CalibrationPlan {
  readonly origins: number;
  /** The origins before the first one that is scored. */
  readonly warmUp: number;
  readonly stride: number;
}

function planCalibration(n: number, { settings, scale, ...given }: ResolvedConformalize): CalibrationPlan {
  const { horizon, window } = settings;
  const most = given.stride ?? Math.max(1, Math.floor(horizon / 2));
  const parts = scale.type === 'model' ? 2 : 1;
  const origins = given.origins ?? Math.min(Math.floor(n / 2), parts * (window * most + horizon));
  const warmUp = scale.type === 'model' ? Math.ceil(origins / 2) : 0;
  const scored = origins - warmUp - horizon + 1;
  const stride = given.stride ?? Math.min(Math.max(1, Math.floor(scored / window)), most);
  const needed = scoresNeeded(settings);
  if (needed > window) {
    throw new InsufficientDataError({
      operation: `conformalize with level ${settings.levels.at(-1)}`,
      needed,
      got: window,
      hint: `Give a window of at least ${needed} scores, or a lower level.`,
    });
  }
  const least = parts * (horizon + stride * (needed - 1));
  const enough = Math.ceil(scored / stride) >= needed;
  if (enough && origins < n) return { origins, warmUp, stride };
  const isGiven = given.origins !== undefined;
  throw new InsufficientDataError({
    operation: `conformalize with horizon ${horizon}, level ${settings.levels.at(-1)} and ${
      isGiven ? `${origins} origins` : 'half of the series for calibration'
    }`,
    needed: enough ? origins + 1 : isGiven ? least + 1 : 2 * least,
    got: n,
    hint: isGiven
      ? `Give at least ${least} origins, and a series longer than that.`
      : 'Give a longer series, a shorter horizon or a lower level.',
  });
}

/** The forecasts from each origin, by a model that had seen what came before it. */
function rollingMeans<Base extends FittedModel>(
  { trainer, context, series, values, options }: CalibrationRequest<Base>,
  origins: number,
): Float64Array[] {
  const { settings, refitEvery } = options;
  const first = values.length - origins;
  let model: FittedModel = firstFit(trainer, series, first, values.length, context);
  return Array.from({ length: origins }, (_, o) => {
    context.signal?.throwIfAborted();
    const end = first + o;
    if (o > 0) {
      model =
        refitEvery !== undefined && o % refitEvery === 0
          ? trained(trainer, seriesWindow(series, 0, end), context)
          : model.append(seriesWindow(series, end - 1, end));
    }
    return meansOf(model, settings.horizon, settings).slice();
  });
}

/** That part of the series may be too short for the trainer although the whole is not. */
function firstFit<Base extends FittedModel>(
  trainer: Trainer<Base>,
  series: SeriesInput,
  end: number,
  n: number,
  context: CalibrationRequest<Base>['context'],
): Base {
  try {
    return trained(trainer, seriesWindow(series, 0, end), context);
  } catch (error) {
    if (!(error instanceof InsufficientDataError)) throw error;
    const { operation, needed } = error;
    throw new InsufficientDataError(
      {
        operation: `conformalize, with ${n - end} origins after the first fit (${operation})`,
        needed: needed + n - end,
        got: n,
        hint: 'Give a longer series or fewer origins.',
      },
      { cause: error },
    );
  }
}

function trained<Base extends FittedModel>(
  trainer: Trainer<Base>,
  series: SeriesInput,
  context: CalibrationRequest<Base>['context'],
): Base {
  return requireModel(trainer(series, context)) as Base;
}

function startScale(
  warmUp: Float64Array,
  errors: Float64Array,
  scale: ResolvedScale,
  context: CalibrationRequest<FittedModel>['context'],
): VolatilityScale {
  if (scale.type === 'model') return modelScale(scale.trainer(warmUp.slice(), context));
  const mean = (part: Float64Array) => part.reduce((sum, error) => sum + Math.abs(error) / part.length, 0);
  const reference = mean(errors.subarray(0, referenceErrors)) || mean(errors);
  if (!(reference > 0)) {
    throw new DegenerateSeriesError({
      message: `The model forecast ${errors.length} of ${errors.length} values without error: there is nothing to make intervals from. Check the series, or give fewer origins.`,
      reason: 'perfect-fit',
    });
  }
  return scale.type === 'none' ? constantScale(reference) : EwmaScale.from(reference, scale);
}
