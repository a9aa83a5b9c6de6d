import { InvalidArgumentError, IrregularSeriesError, NonFiniteValueError } from '../../errors/index.js';
import { describeTime, isPriceSeries, type SeriesInput } from '../../series/index.js';

/** A series laid out step by step. */
export interface ObservedSteps {
  /** One entry a step, `NaN` where nothing was observed. */
  readonly values: Float64Array;
  /** How many steps have an observation. */
  readonly observed: number;
  /** The step of each observation given; absent when there is one for every step. */
  readonly positions?: Int32Array;
}

/** Where the steps are. */
export interface Grid {
  readonly stepMs: number;
  /** The timestamp one step before the first; absent when the first observation is the first step. */
  readonly before?: number;
}

/** A gap is not longer than this many steps: who has to bridge more had better start anew. */
const longestGap = 10_000;

/**
 * The values of a series step by step. In bare numbers `NaN` stands for a missing value; in a `PriceSeries` steps
 * without an observation are missing, an observation being up to half a step early or late.
 *
 * @throws {@link NonFiniteValueError} when a value is infinite or no number.
 * @throws {@link IrregularSeriesError} when two observations share a step, or more than 10 000 in a row are missing.
 * @throws {@link InvalidArgumentError} when it is no series.
 * @internal
 */
export function observedSteps(argument: string, input: SeriesInput, grid?: Grid): ObservedSteps {
  if (isPriceSeries(input)) {
    const { timestamps, prices, stepMs } = input;
    return stepsOf(timestamps, prices, grid ?? { stepMs });
  }
  if (!(Array.isArray(input) || input instanceof Float64Array)) {
    const expected = 'a PriceSeries, an array of numbers, or a Float64Array';
    throw new InvalidArgumentError({ argument, value: input, expected });
  }
  const values = new Float64Array(input.length);
  let observed = 0;
  for (let index = 0; index < input.length; index++) {
    const value = input[index]!;
    if (Number.isFinite(value)) observed += 1;
    else if (!Number.isNaN(value)) {
      const expected = 'a finite number, or NaN where the value is missing';
      throw new NonFiniteValueError({ argument, index, value, expected });
    }
    values[index] = value;
  }
  return { values, observed };
}

function stepsOf(timestamps: Float64Array, prices: Float64Array, { stepMs, before }: Grid): ObservedSteps {
  const observed = prices.length;
  const positions = new Int32Array(observed);
  let position = -1;
  let previous = before ?? timestamps[0]! - stepMs;
  for (let index = 0; index < observed; index++) {
    const timestamp = timestamps[index]!;
    const distance = Math.round((timestamp - previous) / stepMs);
    if (distance < 1 || distance > longestGap + 1) throw offGrid(index, timestamp, previous, stepMs);
    position += distance;
    positions[index] = position;
    previous = timestamp;
  }
  if (position + 1 === observed) return { values: prices.slice(), observed };
  const values = new Float64Array(position + 1).fill(Number.NaN);
  for (let index = 0; index < observed; index++) values[positions[index]!] = prices[index]!;
  return { values, observed, positions };
}

function offGrid(index: number, timestamp: number, previous: number, stepMs: number): IrregularSeriesError {
  const isGap = timestamp > previous + stepMs;
  const where = index === 0 ? 'the observation before' : 'the one before it';
  return new IrregularSeriesError({
    message:
      `timestamps[${index}] (${describeTime(timestamp)}) comes ${timestamp - previous} ms after ${where}, but the ` +
      `observations should be ${stepMs} ms apart` +
      (isGap
        ? ` and at most ${longestGap} may be missing. Train anew from what follows the gap.`
        : '. Leave out what the model knows already; resampleSeries() puts the rest on a regular grid.'),
    reason: index === 0 ? 'not-contiguous' : isGap ? 'gap' : 'off-grid',
    index,
    timestamp,
  });
}
