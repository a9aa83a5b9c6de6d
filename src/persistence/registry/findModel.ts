import {
  InvalidArgumentError,
  isCoincastError,
  ModelNotFoundError,
  requireKnownKeys,
} from '../../errors/index.js';
import { replayJournal } from './ChampionHistory.js';
import { readJournal } from './journal.js';
import { modelKey, modelsPrefix, parseModelKey, requireCoin, requireVersion } from './keys.js';
import type { RegistryContext } from './RegistryContext.js';

type Reading = Pick<RegistryContext, 'store'>;

/** Options of {@link ModelRegistry.get} and {@link ModelRegistry.load}. */
export interface FindOptions {
  /**
   * The coin whose version it is. Give it where it is known: it is then looked up by its key, else among the versions of
   * all coins. Default: whichever coin has it.
   */
  readonly coin?: string | undefined;
}

/** Where a version lies, and its bytes. */
export interface FoundModel {
  readonly coin: string;
  readonly key: string;
  readonly bytes: Uint8Array;
}

/**
 * Finds a version that was not pruned, of the coin given or of whichever has it.
 *
 * @throws {@link ModelNotFoundError} naming the version.
 * @throws {@link InvalidArgumentError} when it can be no version, or two coins have one of that name and none is given.
 */
export async function findModel(
  context: Reading,
  version: string,
  given: string | undefined,
): Promise<FoundModel> {
  requireVersion(version);
  const coin = given === undefined ? await coinOf(context, version) : requireCoin(given);
  if (coin === undefined) throw notFound(version, '');
  const { pruned } = replayJournal(await readJournal(context, coin));
  if (pruned.has(version)) throw prunedModel(version, coin);
  const key = modelKey(coin, version);
  const bytes = await context.store.get(key);
  if (bytes === undefined) throw notFound(version, ` of ${coin}`);
  return { coin, key, bytes };
}

/** @throws {@link InvalidArgumentError} when an option is unknown. */
export function requireFindOptions(options: FindOptions): FindOptions {
  requireKnownKeys('find options', options, ['coin']);
  return options;
}

/** The coin of a version, pruned or not. */
async function coinOf({ store }: Reading, version: string): Promise<string | undefined> {
  const keys = (await store.list(modelsPrefix)).filter((key) => key.endsWith(`/${version}`));
  const [coin, ...others] = keys.flatMap((key) => parseModelKey(key)?.coin ?? []);
  if (others.length === 0) return coin;
  throw new InvalidArgumentError({
    argument: 'version',
    value: version,
    expected: `a version of one coin, but ${[coin, ...others].join(' and ')} have it`,
    hint: 'Say whose with the option coin.',
  });
}

/** @internal */
export function prunedModel(version: string, coin: string): ModelNotFoundError {
  const message = `The version ${version} of ${coin} was pruned. Register the model again under a new version, or restore a backup in another store.`;
  return new ModelNotFoundError({ message, id: version });
}

function notFound(version: string, whose: string): ModelNotFoundError {
  const message = `There is no version "${version}"${whose}: it was never registered here, or was pruned. List the versions with registry.list().`;
  return new ModelNotFoundError({ message, id: version });
}

/** Whether an error says that a model is damaged or gone, rather than that the store failed. */
export function isDamage(error: unknown): boolean {
  if (!isCoincastError(error)) return false;
  return ['integrity', 'serialization', 'model-not-found'].includes(error.code);
}
