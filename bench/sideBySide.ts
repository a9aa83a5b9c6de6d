/** One contender in a comparison: the same job, done once. */
export interface Contender {
  readonly name: string;
  readonly run: () => unknown;
}

/** What a contender needed. */
export interface Timing {
  readonly name: string;
  /** Median time of one run, milliseconds. */
  readonly medianMs: number;
  /** Median of this contender's time over the first contender's, round by round. */
  readonly ratio: number;
}

/**
 * Times contenders side by side: in every round each runs once, in turn, so that whatever else the machine is
 * doing falls on all of them alike. Short jobs are repeated within a round until they fill `roundMs`.
 */
export function sideBySide(
  contenders: readonly Contender[],
  { rounds = 15, roundMs = 20 }: { rounds?: number; roundMs?: number } = {},
): Timing[] {
  const repeats = contenders.map(({ run }) => {
    const once = timed(run, 3);
    return Math.max(1, Math.ceil(roundMs / Math.max(once, 1e-4)));
  });
  const times = contenders.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { run }] of contenders.entries()) times[index]!.push(timed(run, repeats[index]!));
  }
  return contenders.map(({ name }, index) => ({
    name,
    medianMs: median(times[index]!),
    ratio: median(times[index]!.map((time, round) => time / times[0]![round]!)),
  }));
}

function timed(run: () => unknown, repeats: number): number {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) run();
  return (performance.now() - start) / repeats;
}

/** The middle value; the mean of the two middle ones when there are two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
