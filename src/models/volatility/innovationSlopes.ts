import { digamma, logGamma } from '../../math/index.js';

/** Where the derivatives of each term of a log-likelihood go: by its variance, and by its error. */
export interface Slopes {
  readonly byVariance: Float64Array;
  readonly byError: Float64Array;
}

// Products are kept within these, so that logarithms are few: they would be most of the cost.
const large = 1e100;
const small = 1e-100;

/** The log-likelihood of normal errors of given variances, with its derivatives. @internal */
export function normalSlopes(
  errors: Float64Array,
  variances: Float64Array,
  { byVariance, byError }: Slopes,
): number {
  const n = errors.length;
  let ratios = 0;
  let logarithms = 0;
  let product = 1;
  for (let t = 0; t < n; t++) {
    const h = variances[t]!;
    const inverse = 1 / h;
    const scaled = errors[t]! * inverse;
    const ratio = errors[t]! * scaled;
    ratios += ratio;
    byError[t] = -scaled;
    byVariance[t] = 0.5 * (ratio - 1) * inverse;
    product *= h;
    if (product > large || product < small) {
      logarithms += Math.log(product);
      product = 1;
    }
  }
  return -0.5 * (n * Math.log(2 * Math.PI) + logarithms + Math.log(product) + ratios);
}

/** The same of Student-t errors, and its derivative by the degrees of freedom. @internal */
export function studentSlopes(
  nu: number,
  errors: Float64Array,
  variances: Float64Array,
  { byVariance, byError }: Slopes,
): { readonly value: number; readonly byNu: number } {
  const n = errors.length;
  const spread = nu - 2;
  const constant = studentConstant(nu);
  let shares = 0;
  let logVariances = 0;
  let logTails = 0;
  let variance = 1;
  let tail = 1;
  for (let t = 0; t < n; t++) {
    const h = variances[t]!;
    const inverse = 1 / h;
    const scaled = errors[t]! * inverse;
    const ratio = errors[t]! * scaled;
    const denominator = 1 / (spread + ratio);
    const weight = (nu + 1) * denominator;
    shares += ratio * denominator;
    byError[t] = -weight * scaled;
    byVariance[t] = 0.5 * (weight * ratio - 1) * inverse;
    variance *= h;
    if (variance > large || variance < small) {
      logVariances += Math.log(variance);
      variance = 1;
    }
    tail *= 1 + ratio / spread;
    if (tail > large) {
      logTails += Math.log(tail);
      tail = 1;
    }
  }
  logVariances += Math.log(variance);
  logTails += Math.log(tail);
  return {
    value: n * constant.value - 0.5 * logVariances - 0.5 * (nu + 1) * logTails,
    byNu: n * constant.slope - 0.5 * logTails + (0.5 * (nu + 1) * shares) / spread,
  };
}

/** Gives the derivative of each Student-t term by the degrees of freedom. @internal */
export function studentScores(
  nu: number,
  errors: Float64Array,
  variances: Float64Array,
  give: (t: number, score: number) => void,
): void {
  const spread = nu - 2;
  const { slope } = studentConstant(nu);
  for (let t = 0; t < errors.length; t++) {
    const ratio = (errors[t]! * errors[t]!) / variances[t]!;
    const share = ratio / (spread + ratio);
    give(t, slope - 0.5 * Math.log1p(ratio / spread) + (0.5 * (nu + 1) * share) / spread);
  }
}

/** The logarithm of the Student-t density of unit variance at zero, and its derivative by the degrees of freedom. */
function studentConstant(nu: number): { value: number; slope: number } {
  const value = logGamma(0.5 * (nu + 1)) - logGamma(0.5 * nu) - 0.5 * Math.log(Math.PI * (nu - 2));
  const slope = 0.5 * (digamma(0.5 * (nu + 1)) - digamma(0.5 * nu)) - 0.5 / (nu - 2);
  return { value, slope };
}
