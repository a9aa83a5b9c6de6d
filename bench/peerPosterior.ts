import type { literalData } from '../test/golden/prophet/literalData.js';
import { literalLogPosterior, type ProphetParameters } from '../test/golden/prophet/literalLogPosterior.js';
import type { PeerTimes } from './JsonPeer.js';

/** What a peer says of a fit. */
export interface PeerFit extends PeerTimes {
  readonly parameters: ProphetParameters;
  readonly changepoints: readonly number[];
  /** By column, as Prophet names it. */
  readonly columns?: readonly string[];
  /** By column, where they have no names: its sum and its first moment. */
  readonly fingerprints?: readonly (readonly [number, number])[];
}

/** Stan's objective at a peer's parameters, with its changepoints and its order of the columns. */
export function posteriorOf(
  { parameters, columns, fingerprints, changepoints }: Omit<PeerFit, keyof PeerTimes>,
  { data, names }: ReturnType<typeof literalData>,
): number {
  const beta = names.map((name, j) => {
    const column =
      columns === undefined ? columnLike(fingerprints!, data.columns[j]!) : columns.indexOf(name);
    return parameters.beta[column]!;
  });
  const literal = { ...data, changepoints: Float64Array.from(changepoints) };
  return literalLogPosterior(literal, { ...parameters, beta });
}

function columnLike(fingerprints: NonNullable<PeerFit['fingerprints']>, column: Float64Array): number {
  const n = column.length;
  const sum = column.reduce((total, value) => total + value, 0);
  const moment = column.reduce((total, value, row) => total + (value * row) / n, 0);
  const distances = fingerprints.map(([a, b]) => Math.abs(a - sum) + Math.abs(b - moment));
  const least = Math.min(...distances);
  if (least > 1e-6 * n) throw new Error('the peer has no such column');
  return distances.indexOf(least);
}
