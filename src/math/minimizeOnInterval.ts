/** Where a function of one number is least, and what it is there. */
export interface ScalarMinimum {
  readonly argument: number;
  readonly value: number;
}

const golden = (Math.sqrt(5) - 1) / 2;

/**
 * The least value of a function on the interval from `lower` to `upper`: a scan of `cells` equal parts, ends
 * included, then golden section around the best point until no more can be told apart.
 *
 * The scan keeps the search from the lesser of two valleys a few cells wide; a minimum at an end is that end
 * itself. The argument is good to the square root of rounding, as always when only values are compared; NaN
 * counts as infinite. Cost: `cells` + about 35 values.
 *
 * @internal
 */
export function minimizeOnInterval(
  evaluate: (argument: number) => number,
  { lower, upper, cells }: { readonly lower: number; readonly upper: number; readonly cells: number },
): ScalarMinimum {
  const at = (argument: number): ScalarMinimum => {
    const value = evaluate(argument);
    return { argument, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const width = (upper - lower) / cells;
  let best = at(lower);
  for (let cell = 1; cell <= cells; cell++) {
    best = lesser(best, at(cell === cells ? upper : lower + cell * width));
  }
  let left = Math.max(lower, best.argument - width);
  let right = Math.min(upper, best.argument + width);
  const closest = Math.sqrt(Number.EPSILON) * Math.max(Math.abs(left), Math.abs(right), width);
  let inner = at(right - golden * (right - left));
  let outer = at(left + golden * (right - left));
  while (right - left > closest / 4) {
    if (inner.value <= outer.value) {
      right = outer.argument;
      outer = inner;
      inner = at(right - golden * (right - left));
    } else {
      left = inner.argument;
      inner = outer;
      outer = at(left + golden * (right - left));
    }
  }
  return lesser(best, lesser(inner, outer));
}

function lesser(first: ScalarMinimum, second: ScalarMinimum): ScalarMinimum {
  return second.value < first.value ? second : first;
}
