import type { ModelStore } from 'coincast';
import { mapConcurrently } from '../run/mapConcurrently.js';
import type { Run } from '../run/Run.js';
import { type Stage, stageNames } from '../run/stages.js';
import { keySegment } from '../services/keySegment.js';
import { packWork, unpackWork } from './packWork.js';

/** Where each stage of a coin's way leaves its work for the next, whichever worker does that. */
export interface Workspace {
  get(run: Run, coin: string, stage: Stage): Promise<unknown>;
  /** Of two results of one stage the first one stays; the stage before is no longer needed. */
  put(run: Run, coin: string, stage: Stage, work: unknown): Promise<void>;
  /** Removes what a run, and runs before it, have left. */
  clear(run: Run): Promise<void>;
}

const folder = 'work/';
/** Removals on their way at once. */
const removalsAtOnce = 16;

/** A workspace in the shared store. */
export function createWorkspace(store: ModelStore): Workspace {
  const keyOf = (run: Run, coin: string, stage: Stage) => `${folder}${run.id}/${keySegment(coin)}/${stage}`;
  return {
    async get(run, coin, stage) {
      const bytes = await store.get(keyOf(run, coin, stage));
      return bytes === undefined ? undefined : unpackWork(bytes);
    },
    async put(run, coin, stage, work) {
      await store.putIfAbsent(keyOf(run, coin, stage), packWork(work));
      const before = stageNames[stageNames.indexOf(stage) - 1];
      if (before !== undefined) await store.delete(keyOf(run, coin, before));
    },
    async clear(run) {
      const keys = await store.list(folder);
      const old = keys.filter((key) => key.slice(folder.length).split('/')[0]! <= run.id);
      await mapConcurrently(old, removalsAtOnce, (key) => store.delete(key));
    },
  };
}
