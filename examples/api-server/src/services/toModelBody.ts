import type { JournalEntry, RegisteredModel } from 'coincast';
import type * as z from 'zod';
import type { journalEntrySchema, modelSchema } from '../schemas/model.js';
import { verdictOf } from './verdictOf.js';

/** A version as JSON has it. */
export function toModelBody(
  registered: RegisteredModel,
  champion: string | undefined,
): z.input<typeof modelSchema> {
  const { training, metrics, tags, ...rest } = registered;
  return {
    ...rest,
    isChampion: registered.version === champion,
    verdict: verdictOf(registered),
    training: { ...training },
    metrics: { ...metrics } as Record<string, never>,
    tags: { ...tags },
  };
}

/** A journal entry likewise. */
export function toJournalBody(entry: JournalEntry): z.input<typeof journalEntrySchema> {
  const { sequence, at, action, from, to, who, why, forced, gate, versions, sha256 } = entry;
  return {
    sequence,
    at,
    action,
    from,
    to,
    who,
    why,
    forced,
    gate: gate?.reason ?? null,
    versions: [...versions],
    sha256,
  };
}
