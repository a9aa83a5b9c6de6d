import { requireInteger, requireKnownKeys, requireNumber } from '../../errors/index.js';
import type { ChampionHistory } from './ChampionHistory.js';
import { replayJournal } from './ChampionHistory.js';
import { changeJournal, readJournal } from './journal.js';
import { journalOf, modelKey, modelsOf, modelsPrefix, parseModelKey, requireCoin } from './keys.js';
import { describeAll } from './listModels.js';
import { requireNotes } from './promotionOptions.js';
import type { RegisteredModel } from './RegisteredModel.js';
import type { RegistryContext } from './RegistryContext.js';

/** Options of {@link ModelRegistry.prune}. */
export interface PruneOptions {
  /** Only of this coin. Default: all coins. */
  readonly coin?: string | undefined;
  /** How many of each coin's newest versions stay in any case. Default 0. */
  readonly keep?: number | undefined;
  /** Only versions registered before this time go, epoch ms UTC. Default: those of any age. */
  readonly olderThan?: number | undefined;
  /** Who does it, for the journal. Default: nobody is named. */
  readonly who?: string | undefined;
  /** Why, for the journal. Default: nothing is said. */
  readonly why?: string | undefined;
}

/** What {@link ModelRegistry.prune} did. */
export interface PruneReport {
  /** The versions it pruned. */
  readonly pruned: readonly RegisteredModel[];
  /** The keys it removed of versions that an interrupted prune had left. */
  readonly finished: readonly string[];
}

/** Removes old versions, but none that an alias names or would go back to. */
export async function pruneModels(context: RegistryContext, options: PruneOptions): Promise<PruneReport> {
  requireKnownKeys('prune options', options, ['coin', 'keep', 'olderThan', 'who', 'why']);
  const keep = options.keep === undefined ? undefined : requireInteger('keep', options.keep, { min: 0 });
  const olderThan =
    options.olderThan === undefined ? undefined : requireNumber('olderThan', options.olderThan);
  const notes = requireNotes(options);
  const coins = options.coin === undefined ? await coinsOf(context) : [requireCoin(options.coin)];
  const pruned: RegisteredModel[] = [];
  const finished: string[] = [];
  for (const coin of coins) {
    finished.push(...(await finishPrune(context, coin)));
    // Without a rule nothing is old: only what was left behind goes.
    if (keep === undefined && olderThan === undefined) continue;
    let chosen: RegisteredModel[] = [];
    const entry = await changeJournal(context, coin, async (history) => {
      chosen = await versionsToPrune(
        context,
        coin,
        history,
        keep ?? 0,
        olderThan ?? Number.POSITIVE_INFINITY,
      );
      if (chosen.length === 0) return undefined;
      return {
        action: 'prune',
        alias: null,
        from: null,
        to: null,
        live: { ...history.newest?.live },
        ...notes,
        forced: null,
        metrics: null,
        gate: null,
        versions: chosen.map(({ version }) => version),
      };
    });
    if (entry === undefined) continue;
    for (const version of entry.versions) await context.store.delete(modelKey(coin, version));
    pruned.push(...chosen);
  }
  const prefixes = options.coin === undefined ? [''] : [modelsOf(options.coin), journalOf(options.coin)];
  for (const prefix of prefixes) await context.store.sweep?.(prefix);
  return Object.freeze({ pruned: Object.freeze(pruned), finished: Object.freeze(finished) });
}

/** The coins with versions. */
async function coinsOf({ store }: RegistryContext): Promise<string[]> {
  const keys = await store.list(modelsPrefix);
  return [...new Set(keys.flatMap((key) => parseModelKey(key)?.coin ?? []))];
}

/** Removes what the journal says was pruned. */
async function finishPrune(context: RegistryContext, coin: string): Promise<string[]> {
  const { pruned } = replayJournal(await readJournal(context, coin));
  const keys = await context.store.list(modelsOf(coin));
  const left = keys.filter((key) => {
    const named = parseModelKey(key);
    return named !== undefined && pruned.has(named.version);
  });
  for (const key of left) await context.store.delete(key);
  return left;
}

/** Newest first; what cannot be read stays, for its age is unknown: `verify` tells of it. */
async function versionsToPrune(
  context: RegistryContext,
  coin: string,
  { stacks, pruned }: ChampionHistory,
  keep: number,
  olderThan: number,
): Promise<RegisteredModel[]> {
  const held = new Set([...stacks.values()].flatMap((stack) => stack.slice(-2)));
  const keys = await context.store.list(modelsOf(coin));
  const kept = keys.filter((key) => {
    const named = parseModelKey(key);
    return named !== undefined && !pruned.has(named.version);
  });
  const models = await describeAll(context, kept, () => {});
  return models
    .slice(keep)
    .filter(({ version, registeredAt }) => registeredAt < olderThan && !held.has(version));
}
