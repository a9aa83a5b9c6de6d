/**
 * The natural logarithm of `value` over `base`, both positive: by `log1p` of the relative change where they are near
 * each other, which keeps all digits of tiny moves.
 *
 * @internal
 */
export function logRatio(value: number, base: number): number {
  const near = value < 2 * base && base < 2 * value;
  return near ? Math.log1p((value - base) / base) : Math.log(value) - Math.log(base);
}
