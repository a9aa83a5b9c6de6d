/** The twiddle factors and the bit reversal of one power of two. */
interface Radix2Plan {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/**
 * The discrete Fourier transform X[k] = Σ x[t] exp(-2πi k t / n), in place, of any length n.
 *
 * A power of two is transformed by decimation in time, another length by a convolution of such a length
 * (Bluestein's chirp transform); both are O(n log n), the second about six times as slow. The error is a few
 * roundings of the root mean square of the output, growing as log n: a power far below the largest one has
 * that many digits fewer. Source: Cooley and Tukey, Mathematics of Computation 19 (1965); Bluestein, IEEE
 * Transactions on Audio and Electroacoustics 18 (1970).
 *
 * @internal
 */
export function fourierTransform(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  if (n <= 1) return;
  if ((n & (n - 1)) === 0) transformPowerOfTwo(real, imaginary, radix2Plan(n));
  else transformAnyLength(real, imaginary);
}

/** The first half of the unit circle in `size` steps, each point from the library's own cosine and sine. */
function radix2Plan(size: number): Radix2Plan {
  const cosines = new Float64Array(size / 2);
  const sines = new Float64Array(size / 2);
  for (let i = 0; i < size / 2; i++) {
    cosines[i] = Math.cos((2 * Math.PI * i) / size);
    sines[i] = Math.sin((2 * Math.PI * i) / size);
  }
  return { cosines, sines };
}

function transformPowerOfTwo(
  real: Float64Array,
  imaginary: Float64Array,
  { cosines, sines }: Radix2Plan,
): void {
  const n = real.length;
  reverseBits(real, imaginary);
  for (let half = 1; half < n; half *= 2) {
    const stride = n / (2 * half);
    for (let start = 0; start < n; start += 2 * half) {
      for (let i = 0; i < half; i++) {
        const even = start + i;
        const odd = even + half;
        const cosine = cosines[i * stride]!;
        const sine = sines[i * stride]!;
        const re = real[odd]! * cosine + imaginary[odd]! * sine;
        const im = imaginary[odd]! * cosine - real[odd]! * sine;
        real[odd] = real[even]! - re;
        imaginary[odd] = imaginary[even]! - im;
        real[even] = real[even]! + re;
        imaginary[even] = imaginary[even]! + im;
      }
    }
  }
}

function reverseBits(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  for (let i = 1, reversed = 0; i < n; i++) {
    let bit = n >> 1;
    for (; (reversed & bit) !== 0; bit >>= 1) reversed ^= bit;
    reversed ^= bit;
    if (i >= reversed) continue;
    const re = real[i]!;
    real[i] = real[reversed]!;
    real[reversed] = re;
    const im = imaginary[i]!;
    imaginary[i] = imaginary[reversed]!;
    imaginary[reversed] = im;
  }
}

/** With k t = (k² + t² - (k - t)²) / 2 the transform is a convolution with the chirp exp(πi t² / n). */
function transformAnyLength(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  const size = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const plan = radix2Plan(size);
  const { cosines, sines } = chirp(n);
  const chirpReal = new Float64Array(size);
  const chirpImaginary = new Float64Array(size);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let t = 0; t < n; t++) {
    re[t] = real[t]! * cosines[t]! + imaginary[t]! * sines[t]!;
    im[t] = imaginary[t]! * cosines[t]! - real[t]! * sines[t]!;
    chirpReal[t] = cosines[t]!;
    chirpImaginary[t] = sines[t]!;
    chirpReal[(size - t) % size] = cosines[t]!;
    chirpImaginary[(size - t) % size] = sines[t]!;
  }
  transformPowerOfTwo(re, im, plan);
  transformPowerOfTwo(chirpReal, chirpImaginary, plan);
  for (let i = 0; i < size; i++) {
    const product = re[i]! * chirpReal[i]! - im[i]! * chirpImaginary[i]!;
    im[i] = re[i]! * chirpImaginary[i]! + im[i]! * chirpReal[i]!;
    re[i] = product;
  }
  // The inverse transform is the forward one with real and imaginary parts exchanged, over its length.
  transformPowerOfTwo(im, re, plan);
  for (let k = 0; k < n; k++) {
    real[k] = (re[k]! * cosines[k]! + im[k]! * sines[k]!) / size;
    imaginary[k] = (im[k]! * cosines[k]! - re[k]! * sines[k]!) / size;
  }
}

/** Cosine and sine of π t² / n; the square is kept modulo 2n by its differences, so that no digit is lost. */
function chirp(n: number): Radix2Plan {
  const cosines = new Float64Array(n);
  const sines = new Float64Array(n);
  for (let t = 0, square = 0; t < n; square = (square + 2 * t + 1) % (2 * n), t++) {
    cosines[t] = Math.cos((Math.PI * square) / n);
    sines[t] = Math.sin((Math.PI * square) / n);
  }
  return { cosines, sines };
}
