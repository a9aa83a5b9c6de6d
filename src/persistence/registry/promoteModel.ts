import {
  InvalidArgumentError,
  PromotionConflictError,
  PromotionRefusedError,
  RollbackUnavailableError,
  requireKnownKeys,
} from '../../errors/index.js';
import { type ChampionHistory, liveVersion, previousVersion } from './ChampionHistory.js';
import { type FindOptions, findModel, isDamage, prunedModel } from './findModel.js';
import { defaultGate, type GateComparison, type GateContext, type PromotionGate } from './gate.js';
import { comparedByMetrics } from './gateMetrics.js';
import type { GateOutcome, JournalEntry } from './JournalEntry.js';
import { changeJournal } from './journal.js';
import { modelKey, requireCoin } from './keys.js';
import {
  requireComparison,
  requireDecision,
  requireExpect,
  requireForce,
  requireNotes,
} from './promotionOptions.js';
import { describeModel, openModel, type RegisteredModel } from './RegisteredModel.js';
import type { RegistryContext } from './RegistryContext.js';

/** Options of {@link ModelRegistry.rollback}. */
export interface RollbackOptions {
  /** Who does it, for the journal. Default: nobody is named. */
  readonly who?: string | undefined;
  /** Why, for the journal. Default: nothing is said. */
  readonly why?: string | undefined;
  /** The version that must be the present champion, `null` for none; else nothing is changed. Default: any. */
  readonly expect?: string | null | undefined;
}

/** Options of {@link ModelRegistry.promote}. */
export interface PromoteOptions extends RollbackOptions, FindOptions {
  /** Decides whether the version may become the champion. Default: see {@link defaultGate}. */
  readonly gate?: PromotionGate | undefined;
  /** Passes by the gate, for a reason that goes into the journal. Default: the gate decides. */
  readonly force?: { readonly reason: string } | undefined;
  /** How the version did beside the present champion, for the gate. Default: by the metrics of both. */
  readonly comparison?: GateComparison | undefined;
}

/** A change of the champion. */
export interface Promotion {
  /** Whether this call changed it; `false` where the version was the champion already. */
  readonly changed: boolean;
  /** The champion. */
  readonly registered: RegisteredModel;
  /** The journal entry that made it so. */
  readonly entry: JournalEntry;
}

/** Moves the alias to a version, if its gate lets it pass. */
export async function promoteModel(
  context: RegistryContext,
  version: string,
  options: PromoteOptions,
): Promise<Promotion> {
  const known = ['coin', 'gate', 'force', 'who', 'why', 'comparison', 'expect'];
  requireKnownKeys('promote options', options, known);
  const { gate } = options;
  const expect = requireExpect(options.expect);
  const comparison = options.comparison === undefined ? undefined : requireComparison(options.comparison);
  const forced = requireForce(options.force);
  const notes = requireNotes(options);
  if (!(gate === undefined || typeof gate === 'function')) {
    throw new InvalidArgumentError({ argument: 'gate', value: gate, expected: 'a function' });
  }
  const { coin, key, bytes } = await findModel(context, version, options.coin);
  const { registered } = await openModel(key, bytes);

  const requireSame = conflictGuard(context, coin, version);
  let outcome: GateOutcome | null | undefined = forced === null ? undefined : null;
  let standing: JournalEntry | undefined;
  const entry = await changeJournal(context, coin, async (history) => {
    if (history.pruned.has(version)) throw prunedModel(version, coin);
    const champion = liveVersion(history, context.alias);
    standing = history.moves.get(context.alias);
    if (champion === version) return undefined;
    requireSame(history, expect);
    if (comparison !== undefined) requireSame(history, comparison.champion);
    if (outcome === undefined) {
      outcome = await passGate({ context, coin, candidate: registered, champion, comparison }, gate);
    }
    return {
      action: 'promote',
      alias: context.alias,
      from: champion ?? null,
      to: version,
      live: { ...history.newest?.live, [context.alias]: version },
      ...notes,
      forced,
      metrics: registered.metrics,
      gate: outcome,
      versions: [],
    };
  });
  return Object.freeze({ changed: entry !== undefined, registered, entry: entry ?? standing! });
}

/** Moves the alias back to the version before. */
export async function rollbackChampion(
  context: RegistryContext,
  coin: string,
  options: RollbackOptions,
): Promise<Promotion> {
  requireKnownKeys('rollback options', options, ['who', 'why', 'expect']);
  requireCoin(coin);
  const notes = requireNotes(options);
  const expect = requireExpect(options.expect);
  const requireSame = conflictGuard(context, coin, undefined);
  let registered: RegisteredModel | undefined;
  const entry = await changeJournal(context, coin, async (history) => {
    requireSame(history, expect);
    const champion = liveVersion(history, context.alias);
    const to = previousVersion(history, context.alias);
    if (to === undefined) throw nothingBefore(coin, champion);
    const { key, bytes } = await findModel(context, to, coin);
    ({ registered } = await openModel(key, bytes));
    return {
      action: 'rollback',
      alias: context.alias,
      from: champion!,
      to,
      live: { ...history.newest!.live, [context.alias]: to },
      ...notes,
      forced: null,
      metrics: registered.metrics,
      gate: null,
      versions: [],
    };
  });
  return Object.freeze({ changed: true, registered: registered!, entry: entry! });
}

/**
 * Refuses to go on from another champion than the one met first, or expected: what was decided for that one does not
 * hold for another. Entries that leave the alias where it is, such as those of a prune, do not matter.
 */
function conflictGuard({ alias }: RegistryContext, coin: string, version: string | undefined) {
  let met: number | undefined;
  return (history: ChampionHistory, expect: string | null | undefined) => {
    const move = history.moves.get(alias);
    const champion = move?.to ?? undefined;
    const sequence = move?.sequence ?? 0;
    met ??= sequence;
    if (sequence === met && (expect === undefined || (expect ?? undefined) === champion)) return;
    const by = move?.who == null ? '' : ` by ${move.who}`;
    const now =
      move === undefined
        ? `${coin} has no ${alias}`
        : `the ${alias} of ${coin} is ${champion}, made so${by} in entry ${sequence} of its journal`;
    const wanted = expect == null ? '' : ` and not ${expect}`;
    throw new PromotionConflictError({
      message: `${version === undefined ? 'The rollback' : `The promotion of ${version}`} came too late: ${now}${wanted}. Nothing was changed; look at it and decide anew.`,
      coin,
      version,
      champion,
      sequence,
      who: move?.who ?? undefined,
    });
  };
}

interface Judged {
  readonly context: RegistryContext;
  readonly coin: string;
  readonly candidate: RegisteredModel;
  readonly champion: string | undefined;
  readonly comparison: GateComparison | undefined;
}

async function passGate(judged: Judged, own: PromotionGate | undefined): Promise<GateOutcome> {
  const { context, coin, candidate } = judged;
  const champion = await readableChampion(context, coin, judged.champion);
  const comparison =
    judged.comparison ?? (champion === undefined ? undefined : comparedByMetrics(candidate, champion));
  const gateContext: GateContext = Object.freeze({ coin, candidate, champion, comparison });
  const decision: unknown = await (own ?? defaultGate)(gateContext);
  const { passed, reason } = requireDecision(decision);
  if (passed) return { name: own === undefined ? 'default' : 'own', reason, comparison: comparison ?? null };
  throw new PromotionRefusedError({
    message: `${candidate.version} may not become the ${context.alias} of ${coin}: ${reason}. Nothing was changed; give force with a reason to pass by the gate.`,
    coin,
    version: candidate.version,
    champion: judged.champion,
    reason,
  });
}

/** A champion that is damaged or gone can be replaced, but not compared with. */
async function readableChampion(
  { store }: RegistryContext,
  coin: string,
  version: string | undefined,
): Promise<RegisteredModel | undefined> {
  if (version === undefined) return undefined;
  const key = modelKey(coin, version);
  const bytes = await store.get(key);
  if (bytes === undefined) return undefined;
  try {
    return await describeModel(key, bytes);
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

function nothingBefore(coin: string, champion: string | undefined): RollbackUnavailableError {
  const has =
    champion === undefined ? 'has no champion' : `has had no champion before ${champion} that is kept`;
  const message = `${coin} ${has}, so there is nothing to go back to. Promote a version instead.`;
  return new RollbackUnavailableError({ message, coin, champion });
}
