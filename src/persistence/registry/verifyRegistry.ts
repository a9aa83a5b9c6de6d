import { championBytes } from './champion.js';
import { isDamage } from './findModel.js';
import { type JournalEntry, readEntry } from './JournalEntry.js';
import { newestEntry, readJournal } from './journal.js';
import { journalOf, journalPrefix, modelsPrefix, parseJournalKey, parseModelKey } from './keys.js';
import { openModel } from './RegisteredModel.js';
import { getAll, type RegistryContext } from './RegistryContext.js';

/** Something under a key that is not as it was written. */
export interface Damage {
  readonly key: string;
  /** What is wrong, and what to do, as a sentence. */
  readonly problem: string;
}

/** What {@link ModelRegistry.verify} found. */
export interface VerifyReport {
  /** Whether everything is as it was written. */
  readonly clean: boolean;
  /** The number of versions read, damaged ones and those a prune has not yet removed included. */
  readonly versions: number;
  /** The number of journal entries read, damaged ones included. */
  readonly entries: number;
  readonly damage: readonly Damage[];
}

const foreign = 'No registry makes such a key. Move it out of the store.';

/** Reads everything again: each model is restored, each journal followed, each alias looked up. */
export async function verifyRegistry(context: RegistryContext): Promise<VerifyReport> {
  const models = await verifyModels(context);
  const journals = await verifyJournals(context);
  const damage = [...models.damage, ...journals.damage].map((found) => Object.freeze(found));
  return Object.freeze({
    clean: damage.length === 0,
    versions: models.count,
    entries: journals.count,
    damage: Object.freeze(damage),
  });
}

interface Findings {
  readonly count: number;
  readonly damage: Damage[];
}

async function verifyModels({ store }: RegistryContext): Promise<Findings> {
  const damage: Damage[] = [];
  let count = 0;
  for (const key of await store.list(modelsPrefix)) {
    const bytes = await store.get(key);
    // It was pruned since it was listed.
    if (bytes === undefined) continue;
    count++;
    if (parseModelKey(key) === undefined) damage.push({ key, problem: foreign });
    else await tell(damage, key, () => openModel(key, bytes));
  }
  return { count, damage };
}

async function verifyJournals(context: RegistryContext): Promise<Findings> {
  const damage: Damage[] = [];
  const keys = await context.store.list(journalPrefix);
  const coins = new Set<string>();
  for (const key of keys) {
    const named = parseJournalKey(key);
    if (named === undefined) damage.push({ key, problem: foreign });
    else coins.add(named.coin);
  }
  for (const coin of coins) {
    const broken: Damage[] = [];
    await tell(broken, journalOf(coin), () => readJournal(context, coin));
    // The chain as a whole is told of only where no entry by itself is at fault.
    const entries = broken.length === 0 ? [] : await damagedEntries(context, coin);
    damage.push(...(entries.length > 0 ? entries : broken));
    await verifyAliases(context, coin, damage);
  }
  return { count: keys.length, damage };
}

async function damagedEntries({ store }: RegistryContext, coin: string): Promise<Damage[]> {
  const damage: Damage[] = [];
  const keys = (await store.list(journalOf(coin))).filter((key) => parseJournalKey(key) !== undefined);
  const contents = await getAll(store, keys);
  for (const [i, bytes] of contents.entries()) {
    if (bytes !== undefined) await tell(damage, keys[i]!, () => readEntry(keys[i]!, bytes));
  }
  return damage;
}

async function verifyAliases(context: RegistryContext, coin: string, damage: Damage[]): Promise<void> {
  let newest: JournalEntry | undefined;
  // A newest entry that cannot be read has been told of.
  await tell([], journalOf(coin), async () => {
    newest = await newestEntry(context, coin);
  });
  for (const alias of Object.keys(newest?.live ?? {})) {
    await tell(damage, journalOf(coin), () => championBytes({ ...context, alias }, coin));
  }
}

async function tell(damage: Damage[], key: string, look: () => Promise<unknown>): Promise<void> {
  try {
    await look();
  } catch (error) {
    if (!isDamage(error)) throw error;
    damage.push({ key, problem: (error as Error).message });
  }
}
