/** What is known of the last q innovations. */
export interface InnovationKnowledge {
  /** Their expected values, the latest first. */
  readonly innovations: readonly number[];
  /** Their covariance in units of sigma², row-major; absent where they are known exactly. */
  readonly innovationCovariance?: readonly number[] | undefined;
}

const negligible = 1e-12;

/** Whether a covariance of innovations, in units of sigma², is too small to show in any forecast. @internal */
export function isNegligible(covariance: ArrayLike<number>): boolean {
  for (let i = 0; i < covariance.length; i++) if (Math.abs(covariance[i]!) >= negligible) return false;
  return true;
}

/**
 * The exact filter for the last q innovations of a moving average with coefficients `ma`, after a one-step
 * prediction error: a Kalman filter whose gain is 1 for the new innovation once the earlier ones are known.
 *
 * @internal
 */
export function absorbError(
  ma: readonly number[],
  { innovations, innovationCovariance: covariance }: InnovationKnowledge,
  error: number,
): InnovationKnowledge {
  const q = ma.length;
  if (covariance === undefined) return { innovations: [error + 0, ...innovations].slice(0, q) };
  const spread = innovations.map((_, i) =>
    ma.reduce((sum, coefficient, j) => sum + covariance[i * q + j]! * coefficient, 0),
  );
  const variance = 1 + ma.reduce((sum, coefficient, j) => sum + coefficient * spread[j]!, 0);
  const gains = [1, ...spread].map((covarianceWithError) => covarianceWithError / variance);
  const before = [0, ...innovations];
  const updated = Array.from({ length: q }, (_, i) => before[i]! + gains[i]! * error + 0);
  const next = Array.from({ length: q * q }, (_, at) => {
    const i = Math.floor(at / q);
    const j = at % q;
    const prior = i > 0 && j > 0 ? covariance[(i - 1) * q + j - 1]! : Number(i === j);
    return prior - gains[i]! * gains[j]! * variance + 0;
  });
  return isNegligible(next) ? { innovations: updated } : { innovations: updated, innovationCovariance: next };
}
