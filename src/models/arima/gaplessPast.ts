import { choleskyFactor, compress, createSparseSquare, solveLower } from '../../math/index.js';
import type { ArimaProcess } from './arimaProcess.js';
import { ExactFilter } from './ExactFilter.js';
import { impulseGram, impulseResponse } from './impulseResponse.js';
import { nothingUnknown, type PastRows, PastUncertainty } from './PastUncertainty.js';
import { bezoutian, inverseAutocovariance, stateInformation } from './presample.js';

/** What a past of more steps leaves unknown is stored rather than computed. */
export const longestGaplessPast = 1_000_000;

/** The steps from one count at which the rows are computed anew to the next. */
const stride = 16;

/**
 * What is not known after `count` steps without gaps: of the innovations alone, and the same whatever the values were,
 * so that the count stands for it in a stored state. `undefined` where it cannot be computed, the coefficients being
 * too near to cancelling.
 *
 * At every 16th count it is computed in closed form; the filter goes on from there. All ways to a count give the same
 * bits, with {@link stepOn}. Linear in the count, cubic in the degree.
 *
 * @internal
 */
export function gaplessPast(process: ArimaProcess, count: number): PastRows | undefined {
  const anchor = count - ((count - leastSteps(process)) % stride);
  const rows = closedForm(process, anchor);
  if (rows === undefined || anchor === count) return rows;
  const offset = process.autoregressive + process.differences;
  const filter = new ExactFilter(process, new Float64Array(offset + count - anchor), offset);
  filter.admitUncertainty().admit(rows);
  while (filter.steps < filter.count) filter.step();
  return filter.uncertainty ?? nothingUnknown;
}

/** The fewest steps after which nothing of the time before the sample is still to come in. @internal */
export function leastSteps({ autoregressive, movingAverage }: ArimaProcess): number {
  return Math.max(autoregressive, movingAverage);
}

/** The steps that a filter has behind it, where they tell what it does not know. @internal */
export function gaplessSteps({ uncertainty, stepsBefore, steps }: ExactFilter): number | undefined {
  if (uncertainty === undefined || stepsBefore === undefined) return undefined;
  const count = stepsBefore + steps;
  return count > longestGaplessPast ? undefined : count;
}

/** Goes one step on, to what {@link gaplessPast} gives where there have been no gaps. @internal */
export function stepOn(filter: ExactFilter): void {
  filter.step();
  const { process, uncertainty } = filter;
  const count = gaplessSteps(filter);
  if (count === undefined || (count - leastSteps(process)) % stride !== 0) return;
  const rows = closedForm(process, count);
  if (rows !== undefined) uncertainty!.admit(rows);
}

/**
 * The innovations are those of a known state before the sample plus Z H times the state, whose inverse covariance is
 * M = L L' once the sample is known: the rows of Z H, times the inverse of L'. See {@link bezoutian}.
 */
function closedForm(process: ArimaProcess, count: number): PastRows | undefined {
  const { movingAverage, autoregressive, differences } = process;
  const g = leastSteps(process);
  const { f, m } = process.polynomials();
  const [H, N, G, GH, M, work] = [0, 0, 0, 0, 0, 0].map(() => new Float64Array(g * g)) as Squares;
  bezoutian(H, f.expanded, m.expanded, g);
  inverseAutocovariance(N, f.expanded, g);
  const psi = new Float64Array(count);
  const length = impulseResponse(psi, m, count);
  impulseGram(G, new Float64Array(length), psi, length, m, g, count);
  const sparseH = createSparseSquare(g);
  compress(sparseH, H);
  stateInformation(M, GH, { sparseH, N, G, work });
  if (!choleskyFactor(M, g)) return undefined;
  const { starts, columns, values } = sparseH;
  const past = new PastUncertainty(autoregressive + differences, movingAverage);
  past.columns = g;
  for (let j = 0; j < movingAverage; j++) {
    const at = count - 1 - j;
    const row = new Float64Array(g);
    for (let t = 0; t < g && t <= at; t++) {
      const response = at - t < length ? psi[at - t]! : 0;
      for (let entry = starts[t]!; entry < starts[t + 1]!; entry++) {
        const column = columns[entry]!;
        row[column] = row[column]! + response * values[entry]!;
      }
    }
    solveLower(M, g, row);
    past.innovations[j] = row;
  }
  if (movingAverage < g) past.merge();
  return past;
}

type Squares = [F, F, F, F, F, F];
type F = Float64Array;
