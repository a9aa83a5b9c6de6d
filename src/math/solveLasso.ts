/** A pivot below this share of its diagonal entry is rounding: the column depends on those before it. */
const dependent = 3e-15;

/**
 * Minimises ½ x'H x - g'x + c Σ|x_j| exactly, over `x` in place, from where `x` is: active sets in the manner of
 * feature-sign search. Coefficients that are zero at the minimum are exactly zero.
 *
 * On the set of coefficients that are not zero, with their signs, the minimum is a linear system; the step towards it
 * ends where the first sign would change, and that coefficient leaves; when none does, the zero one that most wants to
 * move joins. A column that depends on the active ones stays at zero. `H` is symmetric and non-negative, row-major of
 * side `g.length`, of which `size` rows count. Cubic in the number of active coefficients at worst, and each minimum
 * is lower than the one before, so that it ends.
 *
 * Source: Lee, Battle, Raina & Ng (2007), "Efficient sparse coding algorithms", Advances in NIPS 19.
 *
 * Returns whether the minimum was reached within the limit on steps.
 *
 * @internal
 */
export function solveLasso(H: Float64Array, g: Float64Array, c: number, x: Float64Array): boolean {
  const size = g.length;
  const active: number[] = [];
  const signs = new Float64Array(size);
  const barred = new Uint8Array(size);
  const factor = new Float64Array(size * size);
  const target = new Float64Array(size);
  let factored = 0;
  for (let j = 0; j < size; j++) {
    if (x[j] === 0) continue;
    active.push(j);
    signs[j] = Math.sign(x[j]!);
  }
  for (let step = 0; step < 20 * size + 100; step++) {
    factored = extendFactor(H, size, { active, factor, barred, x, from: factored });
    solveActive(factor, active, target, g, c, signs, size);
    let share = 1;
    let leaving = -1;
    for (let i = 0; i < active.length; i++) {
      const j = active[i]!;
      const goal = target[i]!;
      if (goal * signs[j]! > 0) continue;
      // A coefficient that has just joined starts at zero with its sign, and cannot be the first to leave.
      const crossing = x[j]! === goal ? 0 : x[j]! / (x[j]! - goal);
      if (crossing < share) {
        share = crossing;
        leaving = i;
      }
    }
    for (let i = 0; i < active.length; i++) {
      const j = active[i]!;
      x[j] = share === 1 ? target[i]! : x[j]! + share * (target[i]! - x[j]!);
    }
    if (leaving >= 0) {
      // One that leaves where it joined was sent by rounding.
      if (share === 0) barred[active[leaving]!] = 1;
      x[active[leaving]!] = 0;
      active.splice(leaving, 1);
      factored = leaving;
      continue;
    }
    const joining = worstViolator(H, g, c, x, barred);
    if (joining === 0) return true;
    const j = Math.abs(joining) - 1;
    active.push(j);
    signs[j] = Math.sign(joining);
  }
  return false;
}

/** Appends rows to the Cholesky factor of the active part of H, and bars what depends on the rest. */
function extendFactor(
  H: Float64Array,
  size: number,
  state: { active: number[]; factor: Float64Array; barred: Uint8Array; x: Float64Array; from: number },
): number {
  const { active, factor, barred, x } = state;
  for (let i = state.from; i < active.length; i++) {
    const j = active[i]!;
    const row = i * size;
    let pivot = H[j * size + j]!;
    const whole = pivot;
    for (let k = 0; k < i; k++) {
      let sum = H[j * size + active[k]!]!;
      for (let l = 0; l < k; l++) sum -= factor[row + l]! * factor[k * size + l]!;
      const entry = sum / factor[k * size + k]!;
      factor[row + k] = entry;
      pivot -= entry * entry;
    }
    if (pivot > dependent * whole) {
      factor[row + i] = Math.sqrt(pivot);
      continue;
    }
    barred[j] = 1;
    x[j] = 0;
    active.splice(i, 1);
    i -= 1;
  }
  return active.length;
}

function solveActive(
  factor: Float64Array,
  active: readonly number[],
  target: Float64Array,
  g: Float64Array,
  c: number,
  signs: Float64Array,
  size: number,
): void {
  const count = active.length;
  for (let i = 0; i < count; i++) {
    let sum = g[active[i]!]! - c * signs[active[i]!]!;
    for (let k = 0; k < i; k++) sum -= factor[i * size + k]! * target[k]!;
    target[i] = sum / factor[i * size + i]!;
  }
  for (let i = count - 1; i >= 0; i--) {
    let sum = target[i]!;
    for (let k = i + 1; k < count; k++) sum -= factor[k * size + i]! * target[k]!;
    target[i] = sum / factor[i * size + i]!;
  }
}

/** The zero coefficient that most wants to move: its number from 1, with the sign it would take; 0 for none. */
function worstViolator(
  H: Float64Array,
  g: Float64Array,
  c: number,
  x: Float64Array,
  barred: Uint8Array,
): number {
  const size = g.length;
  let worst = c * (1 + 1e-12);
  let found = 0;
  for (let j = 0; j < size; j++) {
    if (x[j] !== 0 || barred[j] === 1) continue;
    let slope = g[j]!;
    let scale = Math.abs(slope);
    for (let k = 0; k < size; k++) {
      const term = H[j * size + k]! * x[k]!;
      slope -= term;
      scale += Math.abs(term);
    }
    // What rounding makes of a slope is no reason to move.
    const excess = Math.abs(slope) - 4e-15 * scale;
    if (excess <= worst) continue;
    worst = excess;
    found = slope > 0 ? j + 1 : -(j + 1);
  }
  return found;
}
