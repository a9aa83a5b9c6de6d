/** A seed that belongs to a name or number as well as to the seed given (FNV-1a, then MurmurHash3's end). */
export function deriveSeed(seed: number, label: string | number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of String(label)) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
