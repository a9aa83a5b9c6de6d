/** The rows of a panel. @internal */
export const panelRows = 64;

/**
 * Adds X'X of one panel to the lower triangle of a block of `gram`: columns of {@link panelRows} numbers, of which
 * `rows` count, one after the other from `base` on. Two columns by two at a time, so that each number that is read is
 * used twice.
 *
 * @internal
 */
export function addPanelGram(
  x: Float64Array,
  base: number,
  { rows, count }: { readonly rows: number; readonly count: number },
  gram: Float64Array,
  { side, at }: { readonly side: number; readonly at: number },
): void {
  for (let i = 0; i < count; i += 2) {
    const a0 = base + i * panelRows;
    const hasPair = i + 1 < count;
    const a1 = hasPair ? a0 + panelRows : a0;
    const row0 = (at + i) * side + at;
    const row1 = row0 + side;
    for (let j = 0; j <= i; j += 2) {
      const b0 = base + j * panelRows;
      const b1 = j + 1 < count ? b0 + panelRows : b0;
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      for (let r = 0; r < rows; r++) {
        const p = x[a0 + r]!;
        const q = x[a1 + r]!;
        const u = x[b0 + r]!;
        const v = x[b1 + r]!;
        s00 += p * u;
        s01 += p * v;
        s10 += q * u;
        s11 += q * v;
      }
      gram[row0 + j] = gram[row0 + j]! + s00;
      if (j < i) gram[row0 + j + 1] = gram[row0 + j + 1]! + s01;
      if (!hasPair) continue;
      gram[row1 + j] = gram[row1 + j]! + s10;
      gram[row1 + j + 1] = gram[row1 + j + 1]! + s11;
    }
  }
}
