import type { JournalEntry } from './JournalEntry.js';

/** What a coin's journal comes to. */
export interface ChampionHistory {
  /** All entries, in order. */
  readonly entries: readonly JournalEntry[];
  /** The newest entry. */
  readonly newest: JournalEntry | undefined;
  /** The entry that last moved each alias. */
  readonly moves: ReadonlyMap<string, JournalEntry>;
  /**
   * The versions each alias can go back to, the present one last: promotions push, rollbacks pop, and what was pruned
   * is gone.
   */
  readonly stacks: ReadonlyMap<string, readonly string[]>;
  /** The versions that were pruned. */
  readonly pruned: ReadonlyMap<string, JournalEntry>;
}

/** Replays a journal. */
export function replayJournal(entries: readonly JournalEntry[]): ChampionHistory {
  const moves = new Map<string, JournalEntry>();
  const stacks = new Map<string, string[]>();
  const pruned = new Map<string, JournalEntry>();
  for (const entry of entries) {
    const { action, alias, to } = entry;
    if (action === 'prune') {
      for (const version of entry.versions) pruned.set(version, entry);
      for (const [name, stack] of stacks) stacks.set(name, withoutPruned(stack, pruned));
    } else {
      const stack = stacks.get(alias!) ?? [];
      if (action === 'rollback') stack.splice(stack.lastIndexOf(to!) + 1);
      else stack.push(to!);
      stacks.set(alias!, stack);
      moves.set(alias!, entry);
    }
  }
  return { entries, newest: entries.at(-1), moves, stacks, pruned };
}

/** Two promotions of one version with only pruned ones between them become one step. */
function withoutPruned(stack: readonly string[], pruned: ReadonlyMap<string, unknown>): string[] {
  return stack
    .filter((version) => !pruned.has(version))
    .filter((version, i, kept) => version !== kept[i - 1]);
}

/** The version an alias names. */
export function liveVersion(history: ChampionHistory, alias: string): string | undefined {
  return history.newest === undefined ? undefined : aliasOf(history.newest, alias);
}

/** The version an alias names after an entry. */
export function aliasOf({ live }: JournalEntry, alias: string): string | undefined {
  return Object.hasOwn(live, alias) ? live[alias] : undefined;
}

/** The version that a rollback of an alias would go back to. */
export function previousVersion(history: ChampionHistory, alias: string): string | undefined {
  return history.stacks.get(alias)?.at(-2);
}
