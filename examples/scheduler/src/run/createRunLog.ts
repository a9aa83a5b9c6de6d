import { type ModelStore, SerializationError } from 'coincast';
import { parseRunRecord } from './parseRunRecord.js';
import type { RunRecord, RunSummary } from './RunRecord.js';

/** What became of a record that was to be written: `present` where there was one that can be read. */
export type Writing = 'written' | 'present' | 'repaired';

/** The records of all runs, each a file of JSON lines; one that cannot be read counts as none. */
export interface RunLog {
  /** Writes a record; of two of one run the first one stays. */
  write(record: RunRecord): Promise<void>;
  has(run: string): Promise<boolean>;
  /** The summary of the newest run. */
  latest(): Promise<RunSummary | undefined>;
  read(run: string): Promise<RunRecord | undefined>;
  /** A record as it lies there, for a backup. */
  text(run: string): Promise<string | undefined>;
  /**
   * Writes a record out of a backup, where there is none.
   *
   * @throws SerializationError when it is none.
   */
  bringBack(run: string, text: string): Promise<Writing>;
  /** The ids of all runs, oldest first. */
  list(): Promise<string[]>;
  /** Removes all but the newest. */
  prune(keep: number): Promise<void>;
}

const folder = 'runs/';

/** A run is done when its record is there, whole; until then it may be done again. */
export function createRunLog(store: ModelStore): RunLog {
  const keyOf = (run: string) => `${folder}${run}.jsonl`;
  // Other files are an operator's notes.
  const list = async () =>
    (await store.list(folder)).flatMap((key) => /^runs\/(\d{8}t\d{9}z)\.jsonl$/.exec(key)?.[1] ?? []);
  const text = async (run: string) => {
    const bytes = await store.get(keyOf(run));
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
  const read = async (run: string) => {
    const found = await text(run);
    return found === undefined ? undefined : parseRunRecord(run, found);
  };
  const put = async (run: string, content: string): Promise<Writing> => {
    const bytes = new TextEncoder().encode(content);
    if (await store.putIfAbsent(keyOf(run), bytes)) return 'written';
    if ((await read(run)) !== undefined) return 'present';
    await store.delete(keyOf(run));
    await store.putIfAbsent(keyOf(run), bytes);
    return 'repaired';
  };
  return {
    async write({ coins, summary }) {
      await put(summary.run, [...coins, summary].map((line) => `${JSON.stringify(line)}\n`).join(''));
    },
    has: async (run) => (await read(run)) !== undefined,
    async latest() {
      for (const run of (await list()).reverse()) {
        const record = await read(run);
        if (record !== undefined) return record.summary;
      }
      return undefined;
    },
    read,
    text,
    async bringBack(run, content) {
      if (parseRunRecord(run, content) !== undefined) return put(run, content);
      throw new SerializationError({
        message: `The record of run ${run} cannot be read. Take another backup.`,
      });
    },
    list,
    async prune(keep) {
      for (const run of (await list()).slice(0, -keep)) await store.delete(keyOf(run));
    },
  };
}
