/** From here on the tail is less than the least double. */
const tailsEnd = 40;

/**
 * The standard normal distribution function: the probability of a value at or below `z`.
 *
 * Relative error below 1e-15 in the body and in the lower tail, down to where doubles end (z about -38); 0 and 1
 * at the infinities. For the upper tail take `normalCdf(-z)`, not one minus the result. Source: Cody, "Rational
 * Chebyshev approximations for the error function", Mathematics of Computation 23 (1969), as in R's `pnorm`.
 *
 * @internal
 */
export function normalCdf(z: number): number {
  const size = Math.min(Math.abs(z), tailsEnd);
  if (size <= 0.67448975) {
    const square = size > 1.11e-16 ? z * z : 0;
    return 0.5 + (z * horner(square, centreTop)) / horner(square, centreBottom);
  }
  const tail = size <= Math.sqrt(32) ? middleTail(size) : farTail(size);
  return z > 0 ? 1 - tail : tail;
}

/**
 * The standard normal quantile: the value with probability `probability`, strictly between 0 and 1, below it.
 *
 * Relative error about 1e-16 for any probability a double can hold. Source: Wichura, "Algorithm AS 241: The
 * percentage points of the normal distribution", Applied Statistics 37 (1988), PPND16, as in R's `qnorm`.
 *
 * @internal
 */
export function normalQuantile(probability: number): number {
  const centred = probability - 0.5;
  if (Math.abs(centred) <= 0.425) {
    const r = 0.180625 - centred * centred;
    return (centred * horner(r, quantileCentreTop)) / horner(r, quantileCentreBottom);
  }
  const r = Math.sqrt(-Math.log(centred < 0 ? probability : 1 - probability));
  const size =
    r <= 5
      ? horner(r - 1.6, quantileMiddleTop) / horner(r - 1.6, quantileMiddleBottom)
      : horner(r - 5, quantileFarTop) / horner(r - 5, quantileFarBottom);
  return centred < 0 ? -size : size;
}

function middleTail(size: number): number {
  return splitExponential(size) * (horner(size, middleTop) / horner(size, middleBottom));
}

function farTail(size: number): number {
  const inverse = 1 / (size * size);
  const correction = (inverse * horner(inverse, farTop)) / horner(inverse, farBottom);
  return (splitExponential(size) * (0.3989422804014327 - correction)) / size;
}

/** exp(-size²/2) without the rounding of size²: its sixteenths are squared exactly, the rest apart. */
function splitExponential(size: number): number {
  const coarse = Math.trunc(size * 16) / 16;
  return Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (size - coarse) * (size + coarse));
}

function horner(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < coefficients.length; i++) sum = sum * x + coefficients[i]!;
  return sum;
}

const centreTop = [
  0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356,
];
const centreBottom = [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const middleTop = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
];
const middleBottom = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
];
const farTop = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  2.9112874951168793e-5,
];
const farBottom = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5,
];
const quantileCentreTop = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
];
const quantileCentreBottom = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
];
const quantileMiddleTop = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const quantileMiddleBottom = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const quantileFarTop = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const quantileFarBottom = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
];
