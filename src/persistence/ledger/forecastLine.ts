import {
  InvalidArgumentError,
  IrregularSeriesError,
  type NumberArray,
  requireFiniteArray,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireSameLength,
} from '../../errors/index.js';
import type { Forecast } from '../../models/index.js';
import { describeTime } from '../../series/index.js';
import { requireText } from './LedgerQuery.js';
import { type ForecastLine, forecastId, type LineInterval, largestNumber } from './ledgerLine.js';

/** What goes with a forecast that is recorded. */
export interface RecordOptions {
  /** The coin, such as `bitcoin`. */
  readonly coin: string;
  /** The currency of the forecast. Default `usd`. */
  readonly vsCurrency?: string | undefined;
  /** The model version that made it, such as a registry's. */
  readonly model: string;
  /** The family of the model, such as `arima`, to ask by. Default: none. */
  readonly kind?: string | undefined;
  /** The last price the model knew: what the naive forecast says of every step. */
  readonly lastPrice: number;
  /** Another forecast to compare with, one value a step. Default: `lastPrice` at every step. */
  readonly naive?: NumberArray | undefined;
  /** The distance between steps, milliseconds. Needed for a single step, else that of the timestamps. */
  readonly stepMs?: number | undefined;
  /** When it was served, epoch ms UTC. Default: now. Of equal forecasts the first one's is kept. */
  readonly issuedAt?: number | undefined;
}

const recordKeys = ['coin', 'vsCurrency', 'model', 'kind', 'lastPrice', 'naive', 'stepMs', 'issuedAt'];

/**
 * The line of a forecast.
 *
 * @throws {@link InvalidArgumentError}, {@link NonFiniteValueError}, {@link IrregularSeriesError}
 */
export function forecastLine(forecast: Forecast, options: RecordOptions, now: () => number): ForecastLine {
  requireKnownKeys('record options', options, recordKeys);
  if (typeof forecast !== 'object' || forecast === null || !Array.isArray(forecast.intervals)) {
    throw new InvalidArgumentError({
      argument: 'forecast',
      value: forecast,
      expected: 'the result of a forecast',
    });
  }
  const { timestamps } = forecast;
  requireFiniteArray('forecast.timestamps', timestamps, { minLength: 1, operation: 'record' });
  const mean = column('forecast.mean', forecast.mean, timestamps);
  const { kind, naive, vsCurrency = 'usd' } = options;
  const line = {
    coin: requireText('coin', options.coin),
    vsCurrency: requireText('vsCurrency', vsCurrency).toLowerCase(),
    model: requireText('model', options.model),
    kind: kind === undefined ? null : requireText('kind', kind),
    firstAt: requireInteger('forecast.timestamps[0]', timestamps[0], { min: 0 }),
    stepMs: regularStep(timestamps, options.stepMs),
    lastPrice: requireNumber('lastPrice', options.lastPrice, { above: 0, max: largestNumber }),
    naive: naive === undefined ? null : column('naive', naive, timestamps),
    mean,
    intervals: intervalsOf(forecast),
  };
  const issuedAt = requireInteger('issuedAt', options.issuedAt ?? Math.floor(now()), { min: 0 });
  return { type: 'forecast', id: forecastId(line), issuedAt, ...line };
}

function regularStep(timestamps: NumberArray, given: number | undefined): number {
  if (given === undefined && timestamps.length === 1) {
    throw new InvalidArgumentError({
      argument: 'stepMs',
      value: given,
      expected: 'given for a forecast of one step',
      hint: 'Pass model.training.stepMs.',
    });
  }
  const stepMs = requireInteger('stepMs', given ?? timestamps[1]! - timestamps[0]!, { min: 1 });
  for (let i = 1; i < timestamps.length; i++) {
    const expected = timestamps[0]! + i * stepMs;
    if (timestamps[i] === expected) continue;
    throw new IrregularSeriesError({
      message: `forecast.timestamps[${i}] (${describeTime(timestamps[i]!)}) is not ${stepMs} ms after the one before it. Record forecasts of regular steps, and check stepMs.`,
      reason: 'gap',
      index: i,
      timestamp: timestamps[i]!,
    });
  }
  return stepMs;
}

function intervalsOf({ intervals, mean }: Forecast): LineInterval[] {
  const lines = intervals.map(({ level, lower, upper }, k) => {
    requireNumber(`forecast.intervals[${k}].level`, level, { above: 0, below: 1 });
    const ends = {
      level,
      lower: column(`forecast.intervals[${k}].lower`, lower, mean),
      upper: column(`forecast.intervals[${k}].upper`, upper, mean),
    };
    const index = ends.lower.findIndex((low, i) => low > ends.upper[i]!);
    if (index < 0) return ends;
    throw new InvalidArgumentError({
      argument: `forecast.intervals[${k}].lower[${index}]`,
      value: ends.lower[index],
      expected: 'at most the upper end',
    });
  });
  lines.sort((a, b) => a.level - b.level);
  const twice = lines.find(({ level }, k) => level === lines[k + 1]?.level);
  if (twice === undefined) return lines;
  throw new InvalidArgumentError({
    argument: 'forecast.intervals',
    value: twice.level,
    expected: 'of levels that differ',
  });
}

/** Checked numbers as JSON keeps them: of plain arrays, without the sign of 0. */
function column(argument: string, values: NumberArray, steps: { readonly length: number }): number[] {
  requireFiniteArray(argument, values);
  requireSameLength(argument, values, 'forecast.timestamps', steps);
  return Array.from(values, (value, i) => {
    return requireNumber(`${argument}[${i}]`, value, { min: -largestNumber, max: largestNumber }) + 0;
  });
}
