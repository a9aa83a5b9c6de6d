import { ModelNotFoundError } from '../../errors/index.js';
import { aliasOf } from './ChampionHistory.js';
import type { JournalEntry } from './JournalEntry.js';
import { newestEntry, readJournal } from './journal.js';
import { modelKey } from './keys.js';
import { describeModel, type LoadedModel, openModel, type RegisteredModel } from './RegisteredModel.js';
import type { RegistryContext } from './RegistryContext.js';

/** A span of time in which one version was the champion. */
export interface ChampionPeriod {
  readonly coin: string;
  readonly version: string;
  /** Its first moment, epoch ms UTC. */
  readonly from: number;
  /** The moment the next champion took over; `undefined` while it is the present one. */
  readonly until: number | undefined;
  /** The journal entry that made it the champion: who, why, and by which figures. */
  readonly entry: JournalEntry;
}

/** The bytes of the version that the alias names. */
export async function championBytes(
  context: RegistryContext,
  coin: string,
): Promise<{ key: string; bytes: Uint8Array; version: string } | undefined> {
  for (let seen = -1; ; ) {
    const newest = await newestEntry(context, coin);
    const version = newest === undefined ? undefined : aliasOf(newest, context.alias);
    if (version === undefined) return undefined;
    const key = modelKey(coin, version);
    const bytes = await context.store.get(key);
    if (bytes !== undefined) return { key, bytes, version };
    // Between the two reads it can have lost the title and been pruned; then the journal has grown.
    if (newest!.sequence === seen) throw gone(key, version, context.alias, coin);
    seen = newest!.sequence;
  }
}

/** What is told of the champion. */
export async function readChampion(
  context: RegistryContext,
  coin: string,
): Promise<RegisteredModel | undefined> {
  const found = await championBytes(context, coin);
  return found === undefined ? undefined : describeModel(found.key, found.bytes);
}

/** The champion's model. */
export async function loadChampion(context: RegistryContext, coin: string): Promise<LoadedModel | undefined> {
  const found = await championBytes(context, coin);
  return found === undefined ? undefined : openModel(found.key, found.bytes);
}

/** Who was champion at a time. */
export async function championAt(
  context: RegistryContext,
  coin: string,
  time: number,
): Promise<ChampionPeriod | undefined> {
  const moves = (await readJournal(context, coin)).filter(({ alias }) => alias === context.alias);
  // Times never fall along the journal; of several entries at one time the last one holds.
  const past = moves.filter(({ at }) => at <= time);
  const entry = past.at(-1);
  if (entry === undefined) return undefined;
  return Object.freeze({ coin, version: entry.to!, from: entry.at, until: moves[past.length]?.at, entry });
}

function gone(key: string, version: string, alias: string, coin: string): ModelNotFoundError {
  const message = `The ${alias} of ${coin} is ${version}, but ${key} is missing from the store. Restore it from a backup, or roll back.`;
  return new ModelNotFoundError({ message, id: version });
}
