/** A complex number. */
export interface Complex {
  readonly real: number;
  readonly imaginary: number;
}

const maxIterations = 200;

/**
 * All roots of a polynomial, coefficients from the constant term up, by the simultaneous iteration of Ehrlich and
 * Aberth; complex roots come in exactly conjugate pairs, real ones first. Zeros at the top lower the degree, zeros at
 * the bottom are roots at zero. A root of multiplicity k has about 16 / k digits. Quadratic in the degree an iteration.
 *
 * Source: Aberth (1973), Mathematics of Computation 27, 339-344; starting points on circles by the Newton polygon of
 * the moduli: Bini (1996), Numerical Algorithms 13, 179-200.
 *
 * @internal
 */
export function polynomialRoots(coefficients: ArrayLike<number>): Complex[] {
  let bottom = 0;
  let top = coefficients.length - 1;
  while (top >= 0 && coefficients[top] === 0) top -= 1;
  while (bottom < top && coefficients[bottom] === 0) bottom += 1;
  const c = Float64Array.from({ length: Math.max(0, top - bottom + 1) }, (_, i) => coefficients[bottom + i]!);
  const zeros = Array.from({ length: Math.max(0, bottom) }, () => ({ real: 0, imaginary: 0 }));
  return c.length < 2 ? zeros : [...zeros, ...conjugatePairs(c, aberth(c))];
}

interface Points {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function aberth(c: Float64Array): Points {
  const { re, im } = startingPoints(c);
  const degree = re.length;
  const isDone = new Uint8Array(degree);
  const absolute = c.map(Math.abs);
  let left = degree;
  for (let iteration = 0; iteration < maxIterations && left > 0; iteration++) {
    for (let k = 0; k < degree; k++) {
      if (isDone[k] === 1) continue;
      const step = newtonStep(c, absolute, re[k]!, im[k]!);
      if (step === undefined) {
        isDone[k] = 1;
        left -= 1;
        continue;
      }
      let sumRe = 0;
      let sumIm = 0;
      for (let j = 0; j < degree; j++) {
        if (j === k) continue;
        const dRe = re[k]! - re[j]!;
        const dIm = im[k]! - im[j]!;
        const square = dRe * dRe + dIm * dIm;
        if (square === 0) continue;
        sumRe += dRe / square;
        sumIm -= dIm / square;
      }
      // The correction is step / (1 - step * sum).
      const belowRe = 1 - (step.real * sumRe - step.imaginary * sumIm);
      const belowIm = -(step.real * sumIm + step.imaginary * sumRe);
      const square = belowRe * belowRe + belowIm * belowIm;
      const isSafe = square > 1e-20;
      const moveRe = isSafe ? (step.real * belowRe + step.imaginary * belowIm) / square : step.real;
      const moveIm = isSafe ? (step.imaginary * belowRe - step.real * belowIm) / square : step.imaginary;
      re[k] = re[k]! - moveRe;
      im[k] = im[k]! - moveIm;
    }
  }
  return { re, im };
}

/** p / p' at a point; `undefined` where p is as small as its rounding error. Beyond the unit circle by the reciprocal. */
function newtonStep(c: Float64Array, absolute: Float64Array, re: number, im: number): Complex | undefined {
  const degree = c.length - 1;
  const square = re * re + im * im;
  const isInside = square <= 1;
  const xRe = isInside ? re : re / square;
  const xIm = isInside ? im : -im / square;
  const modulus = Math.sqrt(isInside ? square : 1 / square);
  let pRe = 0;
  let pIm = 0;
  let dRe = 0;
  let dIm = 0;
  let bound = 0;
  for (let i = 0; i <= degree; i++) {
    const at = isInside ? degree - i : i;
    const nextRe = dRe * xRe - dIm * xIm + pRe;
    dIm = dRe * xIm + dIm * xRe + pIm;
    dRe = nextRe;
    const valueRe = pRe * xRe - pIm * xIm + c[at]!;
    pIm = pRe * xIm + pIm * xRe;
    pRe = valueRe;
    bound = bound * modulus + absolute[at]!;
  }
  if (Math.hypot(pRe, pIm) <= 2 * Number.EPSILON * bound) return undefined;
  if (isInside) return quotient(pRe, pIm, dRe, dIm);
  // With q(x) = x^n p(1 / x): p'(z) / p(z) = x (n - x q'(x) / q(x)).
  const ratio = quotient(dRe, dIm, pRe, pIm);
  const innerRe = degree - (xRe * ratio.real - xIm * ratio.imaginary);
  const innerIm = -(xRe * ratio.imaginary + xIm * ratio.real);
  return quotient(1, 0, xRe * innerRe - xIm * innerIm, xRe * innerIm + xIm * innerRe);
}

function quotient(aRe: number, aIm: number, bRe: number, bIm: number): Complex {
  const square = bRe * bRe + bIm * bIm;
  // At a stationary point any step will do to leave it.
  if (square === 0) return { real: 1e-3, imaginary: 1e-3 };
  return { real: (aRe * bRe + aIm * bIm) / square, imaginary: (aIm * bRe - aRe * bIm) / square };
}

/** On a circle for each edge of the upper hull of log |c[i]|, which estimates the moduli of as many roots. */
function startingPoints(c: Float64Array): Points {
  const degree = c.length - 1;
  const height = c.map((value) => (value === 0 ? Number.NEGATIVE_INFINITY : Math.log(Math.abs(value))));
  const hull: number[] = [];
  for (let i = 0; i <= degree; i++) {
    if (height[i] === Number.NEGATIVE_INFINITY) continue;
    while (hull.length > 1) {
      const [a, b] = [hull.at(-2)!, hull.at(-1)!];
      const bends = (height[b]! - height[a]!) * (i - a) > (height[i]! - height[a]!) * (b - a);
      if (bends) break;
      hull.pop();
    }
    hull.push(i);
  }
  const re = new Float64Array(degree);
  const im = new Float64Array(degree);
  for (let edge = 1; edge < hull.length; edge++) {
    const [a, b] = [hull[edge - 1]!, hull[edge]!];
    const radius = Math.exp((height[a]! - height[b]!) / (b - a));
    for (let k = a; k < b; k++) {
      const angle = (2 * Math.PI * (k - a)) / (b - a) + (2 * Math.PI * edge) / degree + 0.7;
      re[k] = radius * Math.cos(angle);
      im[k] = radius * Math.sin(angle);
    }
  }
  return { re, im };
}

/** Real coefficients have roots that are real or in pairs: what lies nearest to the conjugate of a root is its mate. */
function conjugatePairs(c: Float64Array, { re, im }: Points): Complex[] {
  const open = new Set(re.keys());
  const real: Complex[] = [];
  const pairs: Complex[] = [];
  for (const k of re.keys()) {
    if (!open.delete(k)) continue;
    let mate: number | undefined;
    let nearest = 2 * Math.abs(im[k]!);
    for (const j of open) {
      const distance = Math.hypot(re[j]! - re[k]!, im[j]! + im[k]!);
      if (distance >= nearest) continue;
      nearest = distance;
      mate = j;
    }
    if (mate === undefined) {
      real.push({ real: polished(c, re[k]!), imaginary: 0 });
      continue;
    }
    open.delete(mate);
    const middle = (re[k]! + re[mate]!) / 2;
    const size = Math.abs(im[k]! - im[mate]!) / 2;
    pairs.push({ real: middle, imaginary: size }, { real: middle, imaginary: -size });
  }
  return [...real.sort((a, b) => a.real - b.real), ...pairs];
}

/** One step of Newton's along the real line, where it goes hardly anywhere. */
function polished(c: Float64Array, x: number): number {
  const step = newtonStep(c, c.map(Math.abs), x, 0);
  return step !== undefined && Math.abs(step.real) < 1e-6 * Math.abs(x) ? x - step.real : x;
}
