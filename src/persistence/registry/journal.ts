import { IntegrityError, StoreError } from '../../errors/index.js';
import { hexDigits } from '../hexDigits.js';
import type { ModelStore } from '../ModelStore.js';
import { type ChampionHistory, replayJournal } from './ChampionHistory.js';
import { type JournalEntry, readEntry, writeEntry } from './JournalEntry.js';
import { journalKey, journalOf, parseJournalKey } from './keys.js';
import { putOnce } from './putOnce.js';
import { getAll, type RegistryContext } from './RegistryContext.js';

/** How often a journal is listed again before a missing entry is taken for damage. */
const listings = 3;

/** How many others may come first before an entry is given up. */
const attempts = 64;

/**
 * A coin's journal, every checksum and the chain of all entries verified.
 *
 * @throws {@link IntegrityError} when an entry is damaged, was altered, or is missing.
 */
export async function readJournal(
  { store }: Pick<RegistryContext, 'store'>,
  coin: string,
): Promise<JournalEntry[]> {
  for (let listing = 1; ; listing++) {
    const keys = await entryKeys(store, coin);
    const found = await getAll(store, keys);
    const gap = keys.findIndex((key, i) => key !== journalKey(coin, i + 1) || found[i] === undefined);
    if (gap < 0) return linked(coin, await Promise.all(keys.map((key, i) => readEntry(key, found[i]!))));
    // A listing taken while entries are added may show a later one and not the one before.
    if (listing === listings) throw missing(journalKey(coin, gap + 1), keys[gap]!);
  }
}

/** The newest entry of a coin's journal, its own checksum verified; `undefined` where there is none. */
export async function newestEntry(
  { store }: Pick<RegistryContext, 'store'>,
  coin: string,
): Promise<JournalEntry | undefined> {
  const key = (await entryKeys(store, coin)).at(-1);
  if (key === undefined) return undefined;
  const bytes = await store.get(key);
  if (bytes === undefined) throw missing(key, 'nothing');
  return placed(key, await readEntry(key, bytes));
}

/** Whatever else lies there, such as an editor's copy, is for `verify` to tell of. */
async function entryKeys(store: ModelStore, coin: string): Promise<string[]> {
  return (await store.list(journalOf(coin))).filter((key) => parseJournalKey(key) !== undefined);
}

/** What an entry says of a change; the rest follows from the journal. */
export type EntryDraft = Pick<
  JournalEntry,
  'action' | 'alias' | 'from' | 'to' | 'live' | 'who' | 'why' | 'forced' | 'metrics' | 'gate' | 'versions'
>;

/**
 * Adds an entry that `decide` drafts from the journal as it is; where another came first, it decides anew. It may
 * throw, or give `undefined` to add nothing.
 *
 * The number of the entry is what is compared and set: the store lets only one be written under it.
 */
export async function changeJournal(
  context: RegistryContext,
  coin: string,
  decide: (history: ChampionHistory) => Promise<EntryDraft | undefined>,
): Promise<JournalEntry | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const history = replayJournal(await readJournal(context, coin));
    const draft = await decide(history);
    if (draft === undefined) return undefined;
    const { entry, bytes } = await writeEntry({
      ...draft,
      coin,
      sequence: (history.newest?.sequence ?? 0) + 1,
      at: Math.max(context.clock.now(), history.newest?.at ?? 0),
      id: randomDigits(8),
      previousSha256: history.newest?.sha256 ?? null,
    });
    const winner = await putOnce(context.store, journalKey(coin, entry.sequence), bytes);
    if (winner === undefined) return entry;
  }
  throw new StoreError({
    message: `The journal of ${coin} changed ${attempts} times while an entry was to be added. Let fewer processes write it at once, and check that the store lists what it was given.`,
    operation: 'put',
    reason: 'contention',
    key: journalOf(coin),
  });
}

/** Random hexadecimal digits, two a byte. */
export function randomDigits(bytes: number): string {
  return hexDigits(globalThis.crypto.getRandomValues(new Uint8Array(bytes)));
}

/** Each entry where its key says, and each with the checksum of the one before. */
export function linked(coin: string, entries: readonly JournalEntry[]): JournalEntry[] {
  return entries.map((entry, i) => {
    const key = journalKey(coin, i + 1);
    const expected = i === 0 ? null : entries[i - 1]!.sha256;
    if (entry.previousSha256 !== expected) {
      throw new IntegrityError({
        message: `${key} does not follow the entry before it: an entry was altered, removed or put in its place. Restore the journal of ${coin} from a backup.`,
        expected: expected ?? 'no entry before',
        actual: entry.previousSha256 ?? 'no entry before',
      });
    }
    return placed(key, entry);
  });
}

function placed(key: string, entry: JournalEntry): JournalEntry {
  const own = journalKey(entry.coin, entry.sequence);
  if (own === key) return entry;
  throw new IntegrityError({
    message: `${key} holds the entry ${own}. It was copied or renamed; restore the key from a backup.`,
    expected: key,
    actual: own,
  });
}

function missing(key: string, found: string): IntegrityError {
  return new IntegrityError({
    message: `${key} is missing from the journal. Restore it from a backup.`,
    expected: key,
    actual: found,
  });
}
