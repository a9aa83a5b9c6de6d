/** A factor c(B) = 1 - c1 B - c2 B² put into both polynomials of a model, the autoregressive one then moved. */
export interface CommonFactor {
  /** [c1] or [c1, c2]: the factor of the moving average, in the signs of an autoregression. */
  readonly shared: readonly number[];
  /** The same factor of the autoregression after one Gauss-Newton step. */
  readonly moved: readonly number[];
  /** The increase of the log-likelihood that the step promises. */
  readonly gain: number;
}

const realFactors = [-0.98, -0.93, -0.85, -0.7, -0.45, -0.15, 0.15, 0.45, 0.7, 0.85, 0.93, 0.98];
/** Factors that promise less than this fraction of the best are left out. */
const worthwhile = 0.2;
/** Radii of the complex factors, and how many angles are tried on each: peaks are narrower near the circle. */
const rings = [
  { radius: 0.985, angles: 64 },
  { radius: 0.95, angles: 32 },
  { radius: 0.85, angles: 18 },
  { radius: 0.6, angles: 10 },
];

/**
 * Where an ARMA model may grow by one real root (with `lag`, one in B^lag) in each polynomial. A factor common to both changes nothing, so
 * the likelihood is flat along all of them, and its slope across, a score test for each, tells where maxima
 * may lie: with x = e / c(B), e being the innovations, it is the regression of e on x[t-1].
 *
 * Returns up to `count` factors, the most promising first. Cost: 12 n.
 *
 * @internal
 */
export function scanRealFactors(innovations: Float64Array, count: number, lag = 1): CommonFactor[] {
  const score = lag === 1 ? scoreReal : scoreSeasonal;
  return highest(peaksOf(realFactors.map((c) => score(innovations, c, lag))), count);
}

/** The same for a pair of complex roots in each polynomial, with e regressed on x[t-1] and x[t-2]. @internal */
export function scanComplexFactors(innovations: Float64Array, count: number): CommonFactor[] {
  return highest(
    rings.flatMap(({ radius, angles }) =>
      peaksOf(
        Array.from({ length: angles }, (_, i) =>
          scoreComplex(innovations, radius, ((i + 0.5) * Math.PI) / angles),
        ),
      ),
    ),
    count,
  );
}

function peaksOf(row: readonly CommonFactor[]): CommonFactor[] {
  return row.filter(({ gain }, i) => gain >= (row[i - 1]?.gain ?? 0) && gain >= (row[i + 1]?.gain ?? 0));
}

function highest(factors: CommonFactor[], count: number): CommonFactor[] {
  const sorted = factors.sort((a, b) => b.gain - a.gain);
  return sorted.slice(0, count).filter(({ gain }) => gain >= worthwhile * sorted[0]!.gain);
}

function scoreReal(e: Float64Array, c: number): CommonFactor {
  const n = e.length;
  let x = 0;
  let cross = 0;
  let power = 0;
  let total = 0;
  for (let t = 0; t < n; t++) {
    const value = e[t]!;
    total += value * value;
    cross += value * x;
    power += x * x;
    x = value + c * x;
  }
  const slope = power > 0 ? cross / power : 0;
  return { shared: [c], moved: [c + slope], gain: (n * slope * cross) / (2 * total) };
}

function scoreSeasonal(e: Float64Array, c: number, lag: number): CommonFactor {
  const n = e.length;
  const x = new Float64Array(n);
  let cross = 0;
  let power = 0;
  let total = 0;
  for (let t = 0; t < n; t++) {
    const value = e[t]!;
    const before = t < lag ? 0 : x[t - lag]!;
    total += value * value;
    cross += value * before;
    power += before * before;
    x[t] = value + c * before;
  }
  const slope = power > 0 ? cross / power : 0;
  return { shared: [c], moved: [c + slope], gain: (n * slope * cross) / (2 * total) };
}

function scoreComplex(e: Float64Array, radius: number, angle: number): CommonFactor {
  const n = e.length;
  const c1 = 2 * radius * Math.cos(angle);
  const c2 = -radius * radius;
  let x1 = 0;
  let x2 = 0;
  let cross1 = 0;
  let cross2 = 0;
  let power1 = 0;
  let power2 = 0;
  let mixed = 0;
  let total = 0;
  for (let t = 0; t < n; t++) {
    const value = e[t]!;
    total += value * value;
    cross1 += value * x1;
    cross2 += value * x2;
    power1 += x1 * x1;
    power2 += x2 * x2;
    mixed += x1 * x2;
    const x = value + c1 * x1 + c2 * x2;
    x2 = x1;
    x1 = x;
  }
  const determinant = power1 * power2 - mixed * mixed;
  if (!(determinant > 1e-10 * power1 * power2)) return { shared: [c1, c2], moved: [c1, c2], gain: 0 };
  const slope1 = (cross1 * power2 - cross2 * mixed) / determinant;
  const slope2 = (cross2 * power1 - cross1 * mixed) / determinant;
  return {
    shared: [c1, c2],
    moved: [c1 + slope1, c2 + slope2],
    gain: (n * (slope1 * cross1 + slope2 * cross2)) / (2 * total),
  };
}
