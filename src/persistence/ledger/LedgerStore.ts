import { mapConcurrently } from '../../runtime/index.js';
import { gunzip, gzipText, isGzip } from '../gzip.js';
import type { ModelStore } from '../ModelStore.js';
import type { LedgerLine } from './ledgerLine.js';
import { parseLedgerLine, unreadable } from './parseLedgerLine.js';

/** A store as a ledger uses it: objects of lines, which never change, some of them kept in memory. */
export interface LedgerStore {
  readonly store: ModelStore;
  /** The lines of each key, `undefined` where it is gone. */
  readAll(keys: readonly string[]): Promise<(readonly LedgerLine[] | undefined)[]>;
  /** Writes lines under a key that is made of what they say, so that whoever was first wrote the same. */
  write(key: string, lines: readonly LedgerLine[]): Promise<boolean>;
}

/** How many keys are read at a time. */
const readsAtOnce = 64;
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
    readAll: (keys) => mapConcurrently(keys, { concurrency: readsAtOnce }, read),
    async write(key, lines) {
      const text = lines.map((line) => JSON.stringify(line)).join('\n');
      // A single forecast is not worth the time of compressing: it is half the size, and soon part of a segment.
      const bytes = lines.length === 1 ? new TextEncoder().encode(text) : await gzipText(text);
      return store.putIfAbsent(key, bytes);
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
  return text.split('\n').map((line) => parseLedgerLine(line, key));
}
