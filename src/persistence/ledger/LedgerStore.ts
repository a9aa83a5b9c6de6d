import { IntegrityError } from '../../errors/index.js';
import { mapConcurrently } from '../../runtime/index.js';
import { gunzip, gzipText, isGzip } from '../gzip.js';
import type { ModelStore } from '../ModelStore.js';
import { inBatches } from './inBatches.js';
import { isKeyOfLines } from './keyOfLines.js';
import { parseObjectKey, segmentLines } from './ledgerKeys.js';
import type { LedgerLine } from './ledgerLine.js';
import { parseLedgerLine, unreadable } from './parseLedgerLine.js';

/** A store as a ledger uses it: objects of lines, which never change, some of them kept in memory. */
export interface LedgerStore {
  readonly store: ModelStore;
  /** The lines of each key, `undefined` where it is gone. */
  readAll(keys: readonly string[]): Promise<(readonly LedgerLine[] | undefined)[]>;
  /** Writes lines under a key that is made of what they say, so that whoever was first wrote the same. */
  write(key: string, lines: readonly LedgerLine[]): Promise<boolean>;
  /** Deletes keys, in no order. */
  deleteAll(keys: readonly string[]): Promise<void>;
}

/** How many keys are read or deleted at a time. */
const keysAtOnce = 64;
/** The largest segment is about a tenth of it. */
const maxBytes = 2 ** 28;

/** Keeps up to `maxLines` lines in memory, those used last. */
export function createLedgerStore(store: ModelStore, maxLines: number): LedgerStore {
  const kept = new Map<string, readonly LedgerLine[]>();
  let count = 0;

  async function read(key: string): Promise<readonly LedgerLine[] | undefined> {
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const bytes = await store.get(key);
    if (bytes === undefined) return undefined;
    const lines = await linesOf(bytes, key);
    if (!kept.has(key)) {
      kept.set(key, lines);
      count += lines.length;
    }
    for (const [oldest, { length }] of kept) {
      if (count <= maxLines) break;
      kept.delete(oldest);
      count -= length;
    }
    return lines;
  }

  return {
    store,
    async readAll(keys) {
      const objects = keys.map((key) => ({ key, lines: parseObjectKey(key)?.lines ?? 1 }));
      const all: (readonly LedgerLine[] | undefined)[] = [];
      for (const batch of inBatches(objects, segmentLines)) {
        all.push(...(await mapConcurrently(batch, { concurrency: keysAtOnce }, ({ key }) => read(key))));
      }
      return all;
    },
    async write(key, lines) {
      const text = lines.map((line) => JSON.stringify(line)).join('\n');
      // A single forecast is not worth the time of compressing: it is half the size, and soon part of a segment.
      const bytes = lines.length === 1 ? new TextEncoder().encode(text) : await gzipText(text);
      return store.putIfAbsent(key, bytes);
    },
    async deleteAll(keys) {
      await mapConcurrently(keys, { concurrency: keysAtOnce }, (key) => store.delete(key));
    },
  };
}

async function linesOf(bytes: Uint8Array, key: string): Promise<readonly LedgerLine[]> {
  let text: string;
  try {
    const plain = isGzip(bytes) ? await gunzip(Uint8Array.from(bytes), maxBytes) : bytes;
    text = new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch (error) {
    throw unreadable(key, error);
  }
  const lines = text.split('\n').map((line) => parseLedgerLine(line, key));
  if (isKeyOfLines(key, lines)) return lines;
  throw new IntegrityError({
    message: `What is under ${JSON.stringify(key)} belongs elsewhere or is not whole: it was copied, renamed or cut. Restore the key from a backup, or delete it to go on without.`,
    expected: key,
    actual: `${lines.length} lines that make another key`,
  });
}
