import type { JournalEntry, Logger, ModelRegistry, RegisteredModel } from 'coincast';
import type { Champion } from './createChampions.js';
import { createMemo } from './createMemo.js';
import type { Versions } from './createVersions.js';

/** A model that is shown beside others, brought up to date with the newest prices. */
export interface Contender extends Champion {
  readonly isChampion: boolean;
}

/** What the registry knows of a coin. */
export interface Lineup {
  /** The champion's version; `null` where there is none. */
  readonly champion: string | null;
  /** Every version, newest first. */
  readonly models: readonly RegisteredModel[];
  /** Who was champion when, oldest first. */
  readonly journal: readonly JournalEntry[];
  /** The champion first, then the newest version of every other kind. */
  readonly contenders: readonly Contender[];
}

/** The versions of every coin, and those of them whose forecasts are shown and recorded. */
export interface Lineups {
  /** Read anew at most every two seconds. */
  of(coin: string): Promise<Lineup>;
  /** The registry has changed: the next answer is read anew. */
  forget(coin: string): void;
}

const freshMs = 2000;

export function createLineups(services: {
  readonly registry: ModelRegistry;
  readonly versions: Versions;
  readonly logger: Logger;
}): Lineups {
  const { registry, versions, logger } = services;
  const told = new Set<string>();

  async function contenderOf(version: string, isChampion: boolean): Promise<Contender[]> {
    try {
      return [{ ...(await versions.get(version)), isChampion }];
    } catch (error) {
      // A version that forecasts no prices, or is damaged: the others are shown all the same.
      if (!told.has(version)) logger.warn({ err: error, version }, 'A version cannot be shown.');
      told.add(version);
      return [];
    }
  }

  const memo = createMemo(freshMs, async (coin: string): Promise<Lineup> => {
    const [champion, models, journal] = await Promise.all([
      registry.champion(coin),
      registry.list({ coin, onDamage: () => {} }),
      registry.journal(coin),
    ]);
    const found: Contender[] = [];
    for (const version of versionsToShow(champion, models)) {
      found.push(...(await contenderOf(version, version === champion?.version)));
    }
    return { champion: champion?.version ?? null, models, journal, contenders: found };
  });
  return { of: (coin) => memo(coin), forget: (coin) => memo.forget(coin) };
}

function versionsToShow(champion: RegisteredModel | undefined, models: readonly RegisteredModel[]): string[] {
  const shown = champion === undefined ? [] : [champion];
  for (const model of models) if (!shown.some(({ kind }) => kind === model.kind)) shown.push(model);
  return shown.map(({ version }) => version);
}
