/** Below this magnitude of the exponent, x^lambda - 1 is taken as a whole rather than as a difference. */
const nearOne = 0.5;

/** Below this one the power cannot be told from the logarithm. */
const negligible = 1e-30;

/**
 * The Box-Cox transform (x^lambda - 1) / lambda, log(x) at lambda = 0; a negative x keeps its sign, as Bickel and
 * Doksum have it: (-|x|^lambda - 1) / lambda. Exact to some roundings for every lambda, however near zero; not
 * finite where there is no transform.
 *
 * @internal
 */
export function boxCoxTransform(x: number, lambda: number): number {
  const exponent = lambda * Math.log(Math.abs(x));
  if (lambda === 0) return Math.log(x);
  if (x < 0 || Math.abs(exponent) >= nearOne) return (signedPower(x, lambda) - 1) / lambda;
  return Math.abs(exponent) < negligible ? Math.log(x) : Math.expm1(exponent) / lambda;
}

/**
 * The x whose Box-Cox transform is `y`; NaN or infinite where there is none.
 *
 * @internal
 */
export function boxCoxInverse(y: number, lambda: number): number {
  const grown = lambda * y;
  if (Math.abs(grown) < negligible) return Math.exp(y);
  if (Math.abs(grown) < nearOne) return Math.exp(Math.log1p(grown) / lambda);
  return signedPower(1 + grown, 1 / lambda);
}

function signedPower(x: number, exponent: number): number {
  if (x < 0 && exponent < 0) return Number.NaN;
  return Math.sign(x) * Math.abs(x) ** exponent;
}
