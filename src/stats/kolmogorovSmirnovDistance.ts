/** What `kolmogorovSmirnovTest` looks for: `greater` means that the distribution function of `x` lies above. */
export type KolmogorovSmirnovAlternative = 'two-sided' | 'greater' | 'less';

/** How far apart counts are, in units of 1 / (m n), which are whole numbers: i of m below, and j of n. */
export function distanceOf(
  i: number,
  j: number,
  m: number,
  n: number,
  alternative: KolmogorovSmirnovAlternative,
): number {
  const difference = i * n - j * m;
  if (alternative === 'two-sided') return Math.abs(difference);
  return alternative === 'greater' ? difference : -difference;
}
