/**
 * A seed that follows from another one and a number, unlike those of the neighbouring numbers: the finaliser of
 * MurmurHash3 over both, an integer of 32 bits without a sign.
 *
 * @internal
 */
export function derivedSeed(seed: number, number: number): number {
  let hash = Math.imul((seed >>> 0) ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
