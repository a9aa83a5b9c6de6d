import * as z from 'zod';
import { verdictSchema } from './forecast.js';

/** A version in the registry. */
export const versionSchema = z
  .string()
  .max(100)
  .regex(/^[a-z0-9_-](?:[a-z0-9._-]*[a-z0-9_-])?$/, 'must be a version as GET /models lists them');

/** A version, as a path names it. */
export const versionParamsSchema = z.strictObject({ version: versionSchema });

/** A version in the registry. */
export const modelSchema = z
  .object({
    version: z.string(),
    coin: z.string(),
    kind: z.string(),
    registeredAt: z.number(),
    isChampion: z.boolean(),
    verdict: verdictSchema.nullable(),
    training: z.object({
      n: z.number(),
      firstTimestamp: z.number(),
      lastTimestamp: z.number(),
      stepMs: z.number(),
      coinId: z.string().optional(),
      vsCurrency: z.string().optional(),
      fingerprint: z.string(),
      fittedAt: z.number(),
      durationMs: z.number(),
    }),
    metrics: z.record(z.string(), z.unknown()),
    tags: z.record(z.string(), z.string()),
    bytes: z.number(),
    sha256: z.string(),
  })
  .meta({ id: 'Model' });

/** A change of a champion, as the registry's journal keeps it. */
export const journalEntrySchema = z
  .object({
    sequence: z.int(),
    at: z.number(),
    action: z.enum(['promote', 'rollback', 'prune']),
    from: z.string().nullable(),
    to: z.string().nullable(),
    who: z.string().nullable(),
    why: z.string().nullable(),
    forced: z.string().nullable(),
    gate: z.string().nullable().meta({ description: 'Why the gate let it pass.' }),
    versions: z.array(z.string()).meta({ description: 'The versions pruned.' }),
    sha256: z.string(),
  })
  .meta({ id: 'JournalEntry' });
