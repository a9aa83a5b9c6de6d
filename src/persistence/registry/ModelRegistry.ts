import type { FittedModel } from '../../models/index.js';
import type { StoredModel } from '../modelKinds.js';
import type { ImportOptions, ImportReport } from './backup.js';
import type { ChampionPeriod } from './champion.js';
import type { FindOptions } from './findModel.js';
import type { JournalEntry } from './JournalEntry.js';
import type { ListOptions } from './listModels.js';
import type { PromoteOptions, Promotion, RollbackOptions } from './promoteModel.js';
import type { PruneOptions, PruneReport } from './pruneModels.js';
import type { LoadedModel, RegisteredModel } from './RegisteredModel.js';
import type { RegisterOptions } from './registerModel.js';
import type { VerifyReport } from './verifyRegistry.js';
import type { ChampionChange, WatchOptions } from './watchChampion.js';

/**
 * Versions of models, and which of them is the champion of its coin: now, and at any time before.
 *
 * Every method reads the store anew; nothing is kept in between, so any number of registries in any number of
 * processes may work on one store. What the store refuses comes as {@link StoreError} from the stores of coincast,
 * and unchanged from a store of your own.
 */
export interface ModelRegistry {
  /**
   * Stores a fitted model as a new version that never changes. It is there whole or not at all, and becomes the
   * champion only by `promote`.
   *
   * @throws {@link SerializationError} when the model, `metrics` or `tags` cannot be written as JSON, or are larger
   * than 16 MiB.
   * @throws {@link ModelNotFoundError} when the given `version` was pruned.
   * @throws {@link InvalidArgumentError} when an option is unknown or does not fit.
   */
  register(model: FittedModel, options: RegisterOptions): Promise<RegisteredModel>;

  /**
   * What is told of a version.
   *
   * @throws {@link ModelNotFoundError} when there is none, or it was pruned.
   * @throws {@link IntegrityError}, {@link SerializationError} when it is damaged.
   * @throws {@link InvalidArgumentError} when two coins have a version of that name and `coin` is not given.
   */
  get(version: string, options?: FindOptions): Promise<RegisteredModel>;

  /** The model of a version, with bit-identical forecasts. It throws as `get` does. */
  load(version: string, options?: FindOptions): Promise<StoredModel>;

  /**
   * The versions that were not pruned, newest first. It reads each of them.
   *
   * @throws {@link IntegrityError} when one is damaged and there is no `onDamage` to be told of it.
   */
  list(options?: ListOptions): Promise<RegisteredModel[]>;

  /**
   * Makes a version the champion of its coin, if its gate lets it pass. A version that is the champion already stays
   * it, and nothing is written.
   *
   * The version is read and its model made first, so that the champion can always be loaded.
   *
   * @throws {@link PromotionRefusedError} when the gate does not let it pass, with the figures.
   * @throws {@link PromotionConflictError} when another promotion or rollback came first, or the champion is not the
   * one of `expect` or of the `comparison`.
   * @throws {@link ModelNotFoundError} when there is no such version, or it was pruned.
   * @throws {@link IntegrityError}, {@link SerializationError} when it, or the coin's journal, is damaged.
   * @throws {@link InvalidArgumentError} when an option is unknown or does not fit, or two coins have a version of that
   * name and `coin` is not given.
   */
  promote(version: string, options?: PromoteOptions): Promise<Promotion>;

  /**
   * Makes the champion before the present one the champion again: promotions pile up, each rollback takes the top one
   * off. What was pruned is passed over. Two calls go back two: give `expect` where a call may be repeated.
   *
   * @throws {@link RollbackUnavailableError} when no earlier champion is kept.
   * @throws {@link PromotionConflictError} when another promotion or rollback came first, or the champion is not the
   * one of `expect`.
   * @throws {@link IntegrityError}, {@link SerializationError} when the version to go back to, or the journal, is damaged.
   */
  rollback(coin: string, options?: RollbackOptions): Promise<Promotion>;

  /**
   * The present champion of a coin, or `undefined` where it has none.
   *
   * @throws {@link ModelNotFoundError} when the version it names is missing from the store.
   * @throws {@link IntegrityError}, {@link SerializationError} when it, or the newest journal entry, is damaged.
   */
  champion(coin: string): Promise<RegisteredModel | undefined>;

  /** The present champion with its model. It throws as `champion` does. */
  loadChampion(coin: string): Promise<LoadedModel | undefined>;

  /**
   * Which version was the champion at a time (epoch ms UTC), since when and by whom, also where it has been pruned
   * since; `undefined` before the first promotion.
   *
   * @throws {@link IntegrityError}, {@link SerializationError} when the journal is damaged.
   */
  championAt(coin: string, time: number): Promise<ChampionPeriod | undefined>;

  /**
   * Every change of a coin's aliases and every prune, oldest first, each checksum and their chain verified.
   *
   * @throws {@link IntegrityError}, {@link SerializationError} when the journal is damaged.
   */
  journal(coin: string): Promise<JournalEntry[]>;

  /**
   * Removes versions that are neither among the newest `keep` nor registered at or after `olderThan`, but never one
   * that an alias names or a rollback would go back to. It first finishes what an interrupted prune left, and clears
   * the store of interrupted writes; without `keep` and `olderThan` it does only that.
   *
   * The journal is told before anything is removed. Versions that cannot be read stay.
   *
   * @throws {@link IntegrityError}, {@link SerializationError} when a journal is damaged.
   */
  prune(options?: PruneOptions): Promise<PruneReport>;

  /**
   * All versions and journals as one gzipped archive with checksums, for a backup.
   *
   * @throws {@link IntegrityError}, {@link SerializationError} when something is damaged: see `verify`.
   */
  exportAll(): Promise<Uint8Array>;

  /**
   * Brings an archive of `exportAll` into the store. Everything is verified before anything is written; what is there
   * already is left, and what was pruned is not brought back. One that was interrupted is finished by repeating it; until
   * then the journal ends early, and the champion it names may be one that was pruned later.
   *
   * @throws {@link ImportConflictError} when a key is there with other bytes.
   * @throws {@link IntegrityError}, {@link SerializationError} when the archive is damaged or none.
   */
  importAll(archive: Uint8Array, options?: ImportOptions): Promise<ImportReport>;

  /**
   * Reads everything again: restores each model, follows each journal from its first entry, looks up each alias. Damage
   * is reported, not thrown. What no chain of checksums can tell is that the newest entries of a journal are gone.
   */
  verify(): Promise<VerifyReport>;

  /**
   * Tells of the coin's champion now, and whenever it is another, by looking at the journal from time to time; a
   * champion that did not last from one look to the next is passed over.
   *
   * @throws the reason of the signal, when it aborts.
   */
  watch(coin: string, options?: WatchOptions): AsyncIterable<ChampionChange>;
}
