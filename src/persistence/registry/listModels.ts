import { IntegrityError, InvalidArgumentError, requireKnownKeys } from '../../errors/index.js';
import { replayJournal } from './ChampionHistory.js';
import { isDamage } from './findModel.js';
import { readJournal } from './journal.js';
import { modelsOf, modelsPrefix, parseModelKey, requireCoin } from './keys.js';
import { describeModel, type RegisteredModel } from './RegisteredModel.js';
import { getAll, type RegistryContext } from './RegistryContext.js';
import { requireTags } from './registerModel.js';
import type { Damage } from './verifyRegistry.js';

/** Options of {@link ModelRegistry.list}. */
export interface ListOptions {
  /** Only of this coin. Default: all coins. */
  readonly coin?: string | undefined;
  /** Only of this kind, such as `arima`. */
  readonly kind?: string | undefined;
  /** Only those with all of these labels. Default: all. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Told of every version that cannot be read, which is then left out. Without it such a version is an error. */
  readonly onDamage?: ((damage: Damage) => void) | undefined;
}

/** The versions that were not pruned, newest first. */
export async function listModels(context: RegistryContext, options: ListOptions): Promise<RegisteredModel[]> {
  requireKnownKeys('list options', options, ['coin', 'kind', 'tags', 'onDamage']);
  const { coin, kind, onDamage } = options;
  const tags = Object.entries(requireTags(options.tags ?? {}));
  if (!(kind === undefined || typeof kind === 'string')) {
    throw new InvalidArgumentError({ argument: 'kind', value: kind, expected: 'a kind such as "arima"' });
  }
  const keys = await keptKeys(context, coin);
  const models = await describeAll(context, keys, onDamage ?? refuse);
  return models.filter(
    (model) =>
      (kind === undefined || model.kind === kind) &&
      tags.every(([name, value]) => Object.hasOwn(model.tags, name) && model.tags[name] === value),
  );
}

/** The versions under keys, newest first; each that cannot be read is told of and left out. */
export async function describeAll(
  { store }: RegistryContext,
  keys: readonly string[],
  onDamage: (damage: Damage) => void,
): Promise<RegisteredModel[]> {
  const models: RegisteredModel[] = [];
  const contents = await getAll(store, keys);
  for (const [i, bytes] of contents.entries()) {
    // It was pruned since it was listed.
    if (bytes === undefined) continue;
    try {
      models.push(await describeModel(keys[i]!, bytes));
    } catch (error) {
      if (!isDamage(error)) throw error;
      onDamage({ key: keys[i]!, problem: (error as Error).message });
    }
  }
  return models.sort(
    (a, b) => b.registeredAt - a.registeredAt || (a.version < b.version ? 1 : a.version > b.version ? -1 : 0),
  );
}

/** The keys of all versions that were not pruned, of one coin or of all. */
export async function keptKeys(context: RegistryContext, coin: string | undefined): Promise<string[]> {
  const keys = await context.store.list(coin === undefined ? modelsPrefix : modelsOf(requireCoin(coin)));
  const pruned = new Map<string, ReadonlyMap<string, unknown>>();
  const kept: string[] = [];
  for (const key of keys) {
    const named = parseModelKey(key);
    if (named !== undefined && !pruned.has(named.coin)) {
      pruned.set(named.coin, replayJournal(await readJournal(context, named.coin)).pruned);
    }
    if (named === undefined || !pruned.get(named.coin)!.has(named.version)) kept.push(key);
  }
  return kept;
}

function refuse({ key, problem }: Damage): never {
  throw new IntegrityError({
    message: `${problem} Give onDamage to list the other versions, and verify() to see all damage.`,
    expected: `a whole model under ${key}`,
    actual: 'what cannot be read',
  });
}
