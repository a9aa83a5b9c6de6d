/** Objects in batches of at most so many lines, in their order; one that has more is a batch by itself. */
export function inBatches<Each extends { readonly lines: number }>(
  objects: readonly Each[],
  maxLines: number,
): Each[][] {
  const batches: Each[][] = [];
  let lines = Number.POSITIVE_INFINITY;
  for (const object of objects) {
    lines += object.lines;
    if (lines > maxLines) {
      batches.push([]);
      lines = object.lines;
    }
    batches.at(-1)!.push(object);
  }
  return batches;
}
