import { InvalidArgumentError } from '../../errors/index.js';

/**
 * The sizes of the errors of forecasts from earlier cutoffs, on the scaled data, as a model keeps them: horizons are
 * put together in stretches that double in length, and of each stretch an even choice of the sorted sizes is kept.
 */
export interface ConformalScores {
  /** The longest horizon, in steps. */
  readonly horizon: number;
  /** The last step ahead of each stretch, ascending. */
  readonly last: readonly number[];
  /** Sizes of errors by stretch, ascending. */
  readonly scores: readonly (readonly number[])[];
}

/** So many sizes of each stretch are kept, to four digits. */
const kept = 40;

/**
 * Scores from errors by horizon: `errors[h - 1]` holds those of horizon h, of which NaN is none. Within a stretch they
 * are put together, and no stretch is left narrower than the one before it.
 *
 * @internal
 */
export function conformalScores(errors: readonly (readonly number[])[]): ConformalScores {
  const last: number[] = [];
  const scores: number[][] = [];
  const horizon = errors.length;
  for (let from = 0, length = 1; from < horizon; length *= 2) {
    // What would be left over is less than half a stretch: it goes with this one.
    const to = horizon - from - length < length ? horizon : from + length;
    const sizes = errors
      .slice(from, to)
      .flat()
      .filter(Number.isFinite)
      .map(Math.abs)
      .sort((a, b) => a - b);
    from = to;
    if (sizes.length === 0) continue;
    const chosen = evenChoice(sizes);
    const before = scores[scores.length - 1];
    scores.push(
      chosen.map((size, i) =>
        Math.max(size, before === undefined ? 0 : quantileAt(before, (i + 1) / chosen.length)),
      ),
    );
    last.push(to);
  }
  last[last.length - 1] = horizon;
  return { horizon, last, scores };
}

/** The sizes of ranks 1/kept, 2/kept ... 1, rounded up to four digits. */
function evenChoice(sizes: readonly number[]): number[] {
  if (sizes.length <= kept) return sizes.map(roundedUp);
  return Array.from({ length: kept }, (_, i) =>
    roundedUp(sizes[Math.ceil(((i + 1) * sizes.length) / kept) - 1]!),
  );
}

function roundedUp(size: number): number {
  if (size === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(size)) - 3);
  return Number((Math.ceil(size / unit) * unit).toPrecision(4));
}

function quantileAt(scores: readonly number[], share: number): number {
  return scores[Math.min(scores.length, Math.ceil(share * scores.length - 1e-9)) - 1]!;
}

/**
 * The half-width, on the scaled data, of an interval at a horizon: the size of error of rank (count + 1) · level, the
 * finite-sample quantile of conformal prediction.
 *
 * @throws {@link InvalidArgumentError} beyond the calibrated horizon, or for a level too high for the number of errors.
 * @internal
 */
export function conformalWidth(
  { horizon, last, scores }: ConformalScores,
  step: number,
  level: number,
): number {
  if (step > horizon) {
    throw new InvalidArgumentError({
      argument: 'horizon',
      value: step,
      expected: `at most ${horizon} with method "conformal", the horizon calibrated for`,
      hint: 'Train with conformal: { horizon } as long as needed.',
    });
  }
  const sizes = scores[last.findIndex((each) => step <= each)]!;
  const rank = Math.ceil((sizes.length + 1) * level - 1e-9);
  if (rank > sizes.length) {
    throw new InvalidArgumentError({
      argument: 'levels',
      value: level,
      expected: `at most ${sizes.length / (sizes.length + 1)} with the ${sizes.length} errors known for step ${step}`,
      hint: 'Train with more cutoffs, or ask for a lower level.',
    });
  }
  return sizes[rank - 1]!;
}
