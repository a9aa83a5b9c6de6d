import {
  ImportConflictError,
  IntegrityError,
  requireBoolean,
  requireInteger,
  requireKnownKeys,
  SerializationError,
} from '../../errors/index.js';
import { type ArchiveContents, packArchive, unpackArchive } from './archive.js';
import { replayJournal } from './ChampionHistory.js';
import { isDamage } from './findModel.js';
import { type JournalEntry, readEntry } from './JournalEntry.js';
import { linked, readJournal } from './journal.js';
import { journalPrefix, modelKey, modelsPrefix, parseJournalKey, parseModelKey } from './keys.js';
import { putOnce, sameBytes } from './putOnce.js';
import { openModel } from './RegisteredModel.js';
import { getAll, type RegistryContext } from './RegistryContext.js';

/** Options of {@link ModelRegistry.importAll}. */
export interface ImportOptions {
  /** Puts what the backup holds in the place of what is damaged in the store. Default `false`. */
  readonly repair?: boolean | undefined;
  /** The largest backup that is read, bytes after decompression. Default 256 MiB. */
  readonly maxBytes?: number | undefined;
}

/** What {@link ModelRegistry.importAll} did, in numbers of keys. */
export interface ImportReport {
  /** The number of those that were not there before. */
  readonly written: number;
  /** Those that were there with the same bytes. */
  readonly present: number;
  /** Those that took the place of damaged ones. */
  readonly repaired: number;
  /** The number of versions that a journal says were pruned. */
  readonly pruned: number;
}

/** How often a backup is begun anew: versions pruned while it is made can be missing from it. */
const attempts = 3;

/** All versions and journals in one archive, every alias naming a version in it. */
export async function exportRegistry(context: RegistryContext): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    const contents = await readContents(context);
    try {
      await checkContents(contents);
      return packArchive(contents, context.clock.now());
    } catch (error) {
      if (attempt === attempts || !isDamage(error)) throw error;
    }
  }
}

/** Puts an archive's versions and journals into the store, everything verified before anything is written. */
export async function importRegistry(
  context: RegistryContext,
  archive: Uint8Array,
  options: ImportOptions,
): Promise<ImportReport> {
  requireKnownKeys('importAll options', options, ['repair', 'maxBytes']);
  const repair = requireBoolean('repair', options.repair ?? false);
  const maxBytes = requireInteger('maxBytes', options.maxBytes ?? 2 ** 28, { min: 1 });
  const contents = await unpackArchive(archive, maxBytes);
  await checkContents(contents);
  const pruned = await prunedKeys(context, contents);

  const absent: string[] = [];
  const damaged: string[] = [];
  let present = 0;
  // Versions first, then journals from their first entry: whoever promotes meanwhile makes a conflict, not a broken chain.
  const keys = [...contents.keys()].filter((key) => !pruned.has(key)).sort(modelsFirst);
  const found = await getAll(context.store, keys);
  for (const [i, key] of keys.entries()) {
    const bytes = found[i];
    if (bytes === undefined) absent.push(key);
    else if (sameBytes(bytes, contents.get(key)!)) present++;
    else if (repair && (await isDamaged(key, bytes))) damaged.push(key);
    else throw conflict(key);
  }
  for (const key of damaged) await context.store.delete(key);
  const writes = new Set([...absent, ...damaged]);
  for (const key of keys.filter((each) => writes.has(each))) {
    if ((await putOnce(context.store, key, contents.get(key)!)) !== undefined) throw conflict(key);
  }
  return Object.freeze({
    written: absent.length,
    present,
    repaired: damaged.length,
    pruned: contents.size - keys.length,
  });
}

/** Journals first: a version is registered before a journal names it. */
async function readContents({ store }: RegistryContext): Promise<Map<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  for (const prefix of [journalPrefix, modelsPrefix]) {
    const keys = await store.list(prefix);
    for (const [i, bytes] of (await getAll(store, keys)).entries()) {
      if (bytes !== undefined) contents.set(keys[i]!, bytes);
    }
  }
  return contents;
}

/** Refuses contents in which a model or a journal is not whole, or an alias names a version that is not there. */
async function checkContents(contents: ArchiveContents): Promise<void> {
  for (const [key, bytes] of contents) {
    if (parseModelKey(key) !== undefined) {
      await openModel(key, bytes);
    } else if (parseJournalKey(key) === undefined) {
      const message = `${key} is no key of a registry. Move it out of the store, or give the bytes of exportAll.`;
      throw new SerializationError({ message });
    }
  }
  for (const [coin, entries] of await journalsOf(contents)) {
    for (const [alias, version] of Object.entries(entries.at(-1)!.live)) {
      if (contents.has(modelKey(coin, version))) continue;
      throw new IntegrityError({
        message: `The ${alias} of ${coin} is ${version}, which is missing. Restore it from another backup, or roll back first.`,
        expected: modelKey(coin, version),
        actual: 'nothing',
      });
    }
  }
}

async function journalsOf(contents: ArchiveContents): Promise<Map<string, JournalEntry[]>> {
  const journals = new Map<string, JournalEntry[]>();
  for (const key of [...contents.keys()].sort()) {
    const coin = parseJournalKey(key)?.coin;
    if (coin === undefined) continue;
    journals.set(coin, [...(journals.get(coin) ?? []), await readEntry(key, contents.get(key)!)]);
  }
  for (const [coin, entries] of journals) linked(coin, entries);
  return journals;
}

/** The keys of versions that were pruned, here or in the archive: they are not brought back. */
async function prunedKeys(context: RegistryContext, contents: ArchiveContents): Promise<Set<string>> {
  const pruned = new Set<string>();
  const archived = await journalsOf(contents);
  const coins = [...contents.keys()].flatMap((key) => parseModelKey(key)?.coin ?? []);
  for (const coin of new Set(coins)) {
    const own = await readJournal(context, coin).catch((error): JournalEntry[] => {
      if (isDamage(error)) return [];
      throw error;
    });
    for (const entries of [archived.get(coin) ?? [], own]) {
      for (const version of replayJournal(entries).pruned.keys()) pruned.add(modelKey(coin, version));
    }
  }
  return pruned;
}

async function isDamaged(key: string, bytes: Uint8Array): Promise<boolean> {
  try {
    if (parseModelKey(key) === undefined) await readEntry(key, bytes);
    else await openModel(key, bytes);
    return false;
  } catch (error) {
    if (isDamage(error)) return true;
    throw error;
  }
}

function modelsFirst(a: string, b: string): number {
  const [first, second] = [a.startsWith(modelsPrefix), b.startsWith(modelsPrefix)];
  if (first !== second) return first ? -1 : 1;
  return a < b ? -1 : 1;
}

function conflict(key: string): ImportConflictError {
  const message = `The store holds other bytes under ${key} than the backup does. Import it into an empty store, or give repair: true where verify() says that the key is damaged.`;
  return new ImportConflictError({ message, key });
}
