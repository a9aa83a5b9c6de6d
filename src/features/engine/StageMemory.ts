/** A part of a stage's memory that can be taken back by one row. */
export interface Rewindable {
  /** Marks the point to go back to. */
  mark(): void;
  /** Goes back to the mark, at most one row ago; a second time does nothing more. */
  rewind(): void;
}

/** Where the stages of a feature keep what they remember between blocks, so that one row can be taken back. */
export interface StageMemory extends Rewindable {
  /** How many rows a block has at most. */
  readonly blockLength: number;
  /** `count` numbers that go back to what they were when the last row is taken back. */
  numbers(count: number): Float64Array;
  /** A column of one block's length for what passes between stages; it is not remembered. */
  scratch(): Float64Array;
  /** Lets a part that knows how to go back by itself take part. */
  attach(part: Rewindable): void;
}

/**
 * Creates the memory of a feature's stages.
 *
 * A stage may keep larger arrays of its own, such as the values of a window. Those are not copied by a mark, so a
 * row may write there only what no row from the marked one on still has to read: a ring then has one place more
 * than its delay, and a block of a window is finished anew by the row that finished it before.
 *
 * @internal
 */
export function createStageMemory(blockLength: number): StageMemory {
  const parts: Rewindable[] = [];
  return {
    blockLength,
    numbers(count) {
      const live = new Float64Array(count);
      const marked = new Float64Array(count);
      parts.push({ mark: () => marked.set(live), rewind: () => live.set(marked) });
      return live;
    },
    scratch: () => new Float64Array(blockLength),
    attach: (part) => parts.push(part),
    mark() {
      for (const part of parts) part.mark();
    },
    rewind() {
      for (const part of parts) part.rewind();
    },
  };
}
