/** Values in ascending order that come and go one by one. */
export interface SortedWindow {
  /** The values there are, ascending; good until the next change. */
  values(): Float64Array;
  insert(value: number): void;
  /** Takes out one of the values there are. */
  remove(value: number): void;
  /** The mean of the middle two of an even number; NaN of none. */
  median(): number;
}

/** A window for at most `capacity` values; each change costs O(log capacity) comparisons and one block move. */
export function createSortedWindow(capacity: number): SortedWindow {
  const sorted = new Float64Array(capacity);
  let size = 0;
  const position = (value: number) => {
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    values: () => sorted.subarray(0, size),
    insert(value) {
      const at = position(value);
      sorted.copyWithin(at + 1, at, size++);
      sorted[at] = value;
    },
    remove(value) {
      const at = position(value);
      sorted.copyWithin(at, at + 1, size--);
    },
    median() {
      if (size === 0) return Number.NaN;
      const half = size >> 1;
      return size % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
    },
  };
}
