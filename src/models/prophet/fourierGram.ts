import type { WaveSet } from './waveSet.js';

/** Points at regular distances in time. */
export interface TimeGrid {
  /** The timestamp of row 0. */
  readonly start: number;
  readonly step: number;
  readonly rows: number;
}

/** A frequency on a grid. Turns are kept modulo 2, since half of them is what is needed. */
interface GridFrequency {
  /** Turns a step, and over all steps. */
  readonly perStep: number;
  readonly inAll: number;
  /** The phase of row 0, in turns. */
  readonly phase: number;
}

/**
 * The cross-products of all sines and cosines of a {@link WaveSet} over a regular grid, in closed form: the cost does
 * not depend on the number of rows. Products of waves are waves of the sum and the difference of the frequencies, and
 * the sum of a wave over the grid is a Dirichlet kernel.
 *
 * Written to the lower triangle of the leading block of `gram`, row-major of side `side`, from row and column `at` on,
 * columns sine 1, cosine 1, sine 2 ... Entries have errors below 1e-12 of the number of rows.
 *
 * @internal
 */
export function fourierGram(
  waves: WaveSet,
  grid: TimeGrid,
  gram: Float64Array,
  side: number,
  at: number,
): void {
  const frequencies = gridFrequencies(waves, grid);
  const sum = { re: 0, im: 0 };
  const difference = { re: 0, im: 0 };
  for (let f = 0; f < frequencies.length; f++) {
    const a = frequencies[f]!;
    const sineRow = (at + 2 * f) * side + at;
    const cosineRow = sineRow + side;
    for (let g = 0; g <= f; g++) {
      const b = frequencies[g]!;
      waveSum(sum, grid.rows, a.perStep + b.perStep, a.inAll + b.inAll, a.phase + b.phase);
      waveSum(difference, grid.rows, a.perStep - b.perStep, a.inAll - b.inAll, a.phase - b.phase);
      gram[sineRow + 2 * g] = (difference.re - sum.re) / 2;
      if (g < f) gram[sineRow + 2 * g + 1] = (sum.im + difference.im) / 2;
      gram[cosineRow + 2 * g] = (sum.im - difference.im) / 2;
      gram[cosineRow + 2 * g + 1] = (sum.re + difference.re) / 2;
    }
  }
}

function gridFrequencies({ periods, orders }: WaveSet, { start, step, rows }: TimeGrid): GridFrequency[] {
  return periods.flatMap((period, p) =>
    Array.from({ length: orders[p]! }, (_, i) => {
      const n = i + 1;
      return {
        perStep: ((n * step) % (2 * period)) / period,
        inAll: ((n * step * rows) % (2 * period)) / period,
        phase: (n * (start % period)) / period,
      };
    }),
  );
}

/** The sum of exp(2πi (phase + r · perStep)) over the rows r, `inAll` being rows · perStep, both modulo 2. */
function waveSum(
  out: { re: number; im: number },
  rows: number,
  perStep: number,
  inAll: number,
  phase: number,
): void {
  const whole = Math.round(perStep);
  const turn = perStep - whole;
  const turns = inAll - ((rows * whole) % 2);
  const spread = Math.PI * rows * turn;
  // Near zero the quotient of two sines would be one of roundings.
  const size =
    Math.abs(spread) < 1e-4
      ? rows * (1 - (spread * spread) / 6)
      : Math.sin(Math.PI * turns) / Math.sin(Math.PI * turn);
  const middle = Math.abs(spread) < 1e-4 ? spread - Math.PI * turn : Math.PI * (turns - turn);
  const angle = 2 * Math.PI * (phase % 1) + middle;
  out.re = size * Math.cos(angle);
  out.im = size * Math.sin(angle);
}
