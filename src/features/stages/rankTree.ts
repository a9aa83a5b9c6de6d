const none = -1;

/** Values in numbered slots, ordered by size: a search tree that knows how many and how much is below each node. */
export interface RankTree {
  valueOf(slot: number): number;
  insert(slot: number, value: number): void;
  remove(slot: number): void;
  /** The value of a rank, 0 the lowest. */
  valueAt(rank: number): number;
  /** The sum of how far each value below a level is from it. */
  shortfall(level: number): number;
  /** Keeps sums as differences from another centre from here on; takes linear time. */
  recentre(centre: number): void;
}

/**
 * A treap (Seidel and Aragon 1996) of at most `capacity` values, in typed arrays: its shape follows from its values
 * and from the fixed priorities of their slots alone, whatever was inserted and removed before.
 */
export function createRankTree(capacity: number): RankTree {
  const values = new Float64Array(capacity);
  const sums = new Float64Array(capacity);
  const sizes = new Int32Array(capacity);
  const left = new Int32Array(capacity);
  const right = new Int32Array(capacity);
  const priorities = Int32Array.from({ length: capacity }, (_, slot) => scrambled(slot));
  let root = none;
  let centre = 0;
  let splitLeft = none;
  let splitRight = none;

  function isBefore(slot: number, node: number): boolean {
    const value = values[slot]!;
    const other = values[node]!;
    return value < other || (value === other && slot < node);
  }

  function refresh(node: number): void {
    const lower = left[node]!;
    const higher = right[node]!;
    let size = 1;
    let sum = values[node]! - centre;
    if (lower !== none) {
      size += sizes[lower]!;
      sum += sums[lower]!;
    }
    if (higher !== none) {
      size += sizes[higher]!;
      sum += sums[higher]!;
    }
    sizes[node] = size;
    sums[node] = sum;
  }

  function split(node: number, slot: number): void {
    if (node === none) {
      splitLeft = none;
      splitRight = none;
    } else if (isBefore(slot, node)) {
      split(left[node]!, slot);
      left[node] = splitRight;
      refresh(node);
      splitRight = node;
    } else {
      split(right[node]!, slot);
      right[node] = splitLeft;
      refresh(node);
      splitLeft = node;
    }
  }

  function merge(lower: number, higher: number): number {
    if (lower === none) return higher;
    if (higher === none) return lower;
    if (priorities[lower]! > priorities[higher]!) {
      right[lower] = merge(right[lower]!, higher);
      refresh(lower);
      return lower;
    }
    left[higher] = merge(lower, left[higher]!);
    refresh(higher);
    return higher;
  }

  function insertBelow(node: number, slot: number): number {
    if (node === none || priorities[slot]! > priorities[node]!) {
      split(node, slot);
      left[slot] = splitLeft;
      right[slot] = splitRight;
      refresh(slot);
      return slot;
    }
    if (isBefore(slot, node)) left[node] = insertBelow(left[node]!, slot);
    else right[node] = insertBelow(right[node]!, slot);
    refresh(node);
    return node;
  }

  function removeBelow(node: number, slot: number): number {
    if (node === slot) return merge(left[node]!, right[node]!);
    if (isBefore(slot, node)) left[node] = removeBelow(left[node]!, slot);
    else right[node] = removeBelow(right[node]!, slot);
    refresh(node);
    return node;
  }

  function refreshBelow(node: number): void {
    if (node === none) return;
    refreshBelow(left[node]!);
    refreshBelow(right[node]!);
    refresh(node);
  }

  return {
    valueOf: (slot) => values[slot]!,
    insert(slot, value) {
      values[slot] = value;
      root = insertBelow(root, slot);
    },
    remove(slot) {
      root = removeBelow(root, slot);
    },
    valueAt(rank) {
      let node = root;
      let remaining = rank;
      for (;;) {
        const lower = left[node]!;
        const below = lower === none ? 0 : sizes[lower]!;
        if (remaining === below) return values[node]!;
        if (remaining < below) node = lower;
        else {
          remaining -= below + 1;
          node = right[node]!;
        }
      }
    },
    shortfall(level) {
      let total = 0;
      for (let node = root; node !== none; ) {
        const lower = left[node]!;
        if (values[node]! < level) {
          if (lower !== none) total += sizes[lower]! * (level - centre) - sums[lower]!;
          total += level - values[node]!;
          node = right[node]!;
        } else {
          node = lower;
        }
      }
      return total;
    },
    recentre(next) {
      centre = next;
      refreshBelow(root);
    },
  };
}

/** The same for the same slot, and without order over slots: the last step of MurmurHash3. */
function scrambled(slot: number): number {
  let bits = slot + 0x9e3779b9;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
