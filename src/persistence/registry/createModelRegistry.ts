import { InvalidArgumentError, requireKnownKeys, requireNumber } from '../../errors/index.js';
import { type Clock, systemClock } from '../../runtime/index.js';
import { isKeySegment, type ModelStore } from '../ModelStore.js';
import { exportRegistry, importRegistry } from './backup.js';
import { championAt, loadChampion, readChampion } from './champion.js';
import { findModel, requireFindOptions } from './findModel.js';
import { readJournal } from './journal.js';
import { requireCoin } from './keys.js';
import { listModels } from './listModels.js';
import type { ModelRegistry } from './ModelRegistry.js';
import { promoteModel, rollbackChampion } from './promoteModel.js';
import { pruneModels } from './pruneModels.js';
import { describeModel, openModel } from './RegisteredModel.js';
import type { RegistryContext } from './RegistryContext.js';
import { createVersions, registerModel } from './registerModel.js';
import { verifyRegistry } from './verifyRegistry.js';
import { watchChampion } from './watchChampion.js';

/** Options of {@link createModelRegistry}. */
export interface ModelRegistryOptions {
  /** Where versions and journals are kept, see {@link ModelStore}. */
  readonly store: ModelStore;
  /** Where the times of entries come from, and what `watch` waits by. Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /**
   * The alias that `promote` moves and `champion` looks up, such as `shadow` for a challenger that runs beside; all
   * aliases of a coin share its journal. Default `champion`.
   */
  readonly alias?: string | undefined;
}

/** The end of the last year of four digits, as versions have them. */
const lastTime = Date.UTC(10_000, 0) - 1;

/**
 * A registry of models: immutable versions, a champion for each coin that only a gate lets in, and a journal that
 * says who was champion when, and why.
 *
 * The alias is the journal: the newest entry says which version is the champion, entries are only ever added, and each
 * carries the number after the one before, which the store lets only one writer take. So of two promotions at once
 * one fails with a {@link PromotionConflictError}, a process killed at any moment leaves the old champion or the new
 * one, and no history is lost. Entries are chained by SHA-256.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown or does not fit.
 * @example
 * ```ts
 * import { createMemoryStore, createModelRegistry, trainDrift, trainNaive } from 'coincast';
 *
 * const registry = createModelRegistry({ store: createMemoryStore() });
 * const first = await registry.register(trainNaive([100, 102, 101]), { coin: 'bitcoin' });
 * const second = await registry.register(trainDrift([100, 102, 101]), { coin: 'bitcoin' });
 * await registry.promote(first.version, { force: { reason: 'the first one' } });
 * await registry.promote(second.version, { gate: () => ({ passed: true, reason: 'looks good' }) });
 * await registry.rollback('bitcoin', { who: 'ada', why: 'it did not look good after all' });
 * const champion = await registry.champion('bitcoin');
 * champion?.version === first.version; // => true
 * (await registry.journal('bitcoin')).map(({ action }) => action); // => ['promote', 'promote', 'rollback']
 * ```
 */
export function createModelRegistry(options: ModelRegistryOptions): ModelRegistry {
  requireKnownKeys('createModelRegistry options', options, ['store', 'clock', 'alias']);
  const { store, clock = systemClock, alias = 'champion' } = options;
  if (typeof store?.putIfAbsent !== 'function') {
    throw new InvalidArgumentError({
      argument: 'store',
      value: store,
      expected: 'a ModelStore, such as createMemoryStore() or createFileStore(folder) of coincast/node',
    });
  }
  if (!(typeof alias === 'string' && isKeySegment(alias) && alias !== '__proto__')) {
    throw new InvalidArgumentError({
      argument: 'alias',
      value: alias,
      expected: 'a name of a-z 0-9 . _ -, without a dot at its ends',
    });
  }
  const now = () => requireNumber('clock.now()', clock.now(), { min: 0, max: lastTime });
  const context: RegistryContext = {
    store,
    clock: { now, sleep: (ms, signal) => clock.sleep(ms, signal) },
    alias,
  };
  const nextVersion = createVersions();
  return Object.freeze<ModelRegistry>({
    register: (model, registering) => registerModel(context, nextVersion, model, registering),
    async get(version, finding = {}) {
      const { key, bytes } = await findModel(context, version, requireFindOptions(finding).coin);
      return describeModel(key, bytes);
    },
    async load(version, finding = {}) {
      const { key, bytes } = await findModel(context, version, requireFindOptions(finding).coin);
      return (await openModel(key, bytes)).model;
    },
    list: async (listing = {}) => listModels(context, listing),
    promote: async (version, promoting = {}) => promoteModel(context, version, promoting),
    rollback: async (coin, rolling = {}) => rollbackChampion(context, coin, rolling),
    champion: async (coin) => readChampion(context, requireCoin(coin)),
    loadChampion: async (coin) => loadChampion(context, requireCoin(coin)),
    championAt: async (coin, time) => championAt(context, requireCoin(coin), requireNumber('time', time)),
    journal: async (coin) => readJournal(context, requireCoin(coin)),
    prune: async (pruning = {}) => pruneModels(context, pruning),
    exportAll: async () => exportRegistry(context),
    importAll: async (archive, importing = {}) => importRegistry(context, archive, importing),
    verify: async () => verifyRegistry(context),
    watch: (coin, watching = {}) => watchChampion(context, coin, watching),
  });
}
