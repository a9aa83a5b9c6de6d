const asymptoticFrom = 10;

/**
 * The digamma function, the derivative of the logarithm of the gamma function, of a positive `x`.
 *
 * Absolute error about 1e-15, relative to 1/x where that is larger: the recurrence up to 10, from there the asymptotic
 * series. Source: Abramowitz and Stegun 6.3.5 and 6.3.18. R: `digamma(x)`.
 *
 * @internal
 */
export function digamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < asymptoticFrom; z++) shift += 1 / z;
  const w = 1 / (z * z);
  const series =
    w * (1 / 12 - w * (1 / 120 - w * (1 / 252 - w * (1 / 240 - w * (1 / 132 - w * (691 / 32760 - w / 12))))));
  return Math.log(z) - 0.5 / z - series - shift;
}
