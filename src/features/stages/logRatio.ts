/** The natural logarithm of a value over a base, both positive, with all digits where they are near each other. */
export function logRatio(value: number, base: number): number {
  const near = value < 2 * base && base < 2 * value;
  return near ? Math.log1p((value - base) / base) : Math.log(value) - Math.log(base);
}
