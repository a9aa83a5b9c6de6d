import type { ModelStore } from 'coincast';
import type { CoinRecord, RunRecord, RunSummary } from './RunRecord.js';

/** The records of all runs, each a file of JSON lines. */
export interface RunLog {
  /** Writes a record; of two of one run the first one stays. */
  write(record: RunRecord): Promise<void>;
  has(run: string): Promise<boolean>;
  /** The summary of the newest run. */
  latest(): Promise<RunSummary | undefined>;
  read(run: string): Promise<RunRecord | undefined>;
  /** The ids of all runs, oldest first. */
  list(): Promise<string[]>;
  /** Removes all but the newest. */
  prune(keep: number): Promise<void>;
}

const folder = 'runs/';

/** A run is done when its record is there, whole; until then it may be done again. */
export function createRunLog(store: ModelStore): RunLog {
  const keyOf = (run: string) => `${folder}${run}.jsonl`;
  const list = async () =>
    (await store.list(folder)).map((key) => key.slice(folder.length, -'.jsonl'.length));
  const read = async (run: string): Promise<RunRecord | undefined> => {
    const bytes = await store.get(keyOf(run));
    if (bytes === undefined) return undefined;
    const lines = new TextDecoder().decode(bytes).trimEnd().split('\n');
    const parsed = lines.map((line) => JSON.parse(line) as CoinRecord | RunSummary);
    return { summary: parsed.at(-1) as RunSummary, coins: parsed.slice(0, -1) as CoinRecord[] };
  };
  return {
    async write({ coins, summary }) {
      const text = [...coins, summary].map((line) => `${JSON.stringify(line)}\n`).join('');
      await store.putIfAbsent(keyOf(summary.run), new TextEncoder().encode(text));
    },
    has: async (run) => (await store.get(keyOf(run))) !== undefined,
    async latest() {
      const run = (await list()).at(-1);
      return run === undefined ? undefined : (await read(run))?.summary;
    },
    read,
    list,
    async prune(keep) {
      for (const run of (await list()).slice(0, -keep)) await store.delete(keyOf(run));
    },
  };
}
