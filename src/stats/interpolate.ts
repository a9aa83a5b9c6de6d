/** A value read from a table, and whether it was asked for beyond the table's end. */
export interface Interpolated {
  readonly value: number;
  readonly bounded: boolean;
}

/**
 * Linear interpolation of the points (`xs`, `ys`), `xs` strictly ascending; beyond the ends the end's own
 * value, flagged. R: `approx(xs, ys, x, rule = 2)`.
 */
export function interpolate(xs: readonly number[], ys: readonly number[], x: number): Interpolated {
  const last = xs.length - 1;
  if (x < xs[0]!) return { value: ys[0]!, bounded: true };
  if (x > xs[last]!) return { value: ys[last]!, bounded: true };
  let left = 0;
  while (x > xs[left + 1]!) left++;
  const share = (x - xs[left]!) / (xs[left + 1]! - xs[left]!);
  return { value: ys[left]! + share * (ys[left + 1]! - ys[left]!), bounded: false };
}
