import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import { deepFreeze } from '../../models/index.js';
import { canonicalJson, isPlainObject } from '../canonicalJson.js';
import type { JsonValue } from '../ModelEnvelope.js';
import { parseJson } from '../parseJson.js';
import { requireChecksum } from '../requireChecksum.js';
import { sha256 } from '../sha256.js';
import type { GateComparison } from './gate.js';

/** What a gate said when a version was promoted. */
export interface GateOutcome {
  /** `default`, or `own` for a gate given to `promote`. */
  readonly name: 'default' | 'own';
  /** Why it let the version pass, with the figures. */
  readonly reason: string;
  /** The comparison with the champion it was given. */
  readonly comparison: GateComparison | null;
}

/** One change in the life of a coin's champion. Frozen, JSON-safe data; what does not apply is `null`. */
export interface JournalEntry {
  readonly coin: string;
  /** Counted from 1, without gaps. */
  readonly sequence: number;
  /** When it was made, epoch ms UTC; never earlier than the entry before. */
  readonly at: number;
  readonly action: 'promote' | 'rollback' | 'prune';
  /** The alias that was moved, such as `champion`; `null` when versions were pruned. */
  readonly alias: string | null;
  /** The version the alias named before. */
  readonly from: string | null;
  /** The version it names since. */
  readonly to: string | null;
  /** What every alias of the coin names since. */
  readonly live: Readonly<Record<string, string>>;
  readonly who: string | null;
  readonly why: string | null;
  /** The reason given for passing by the gate. */
  readonly forced: string | null;
  /** The metrics of the version promoted. */
  readonly metrics: { readonly [name: string]: JsonValue } | null;
  readonly gate: GateOutcome | null;
  /** The versions pruned; empty for other actions. */
  readonly versions: readonly string[];
  /** 16 random hexadecimal digits, so that no two entries are equal. */
  readonly id: string;
  /** The `sha256` of the entry before; `null` for the first. */
  readonly previousSha256: string | null;
  /** SHA-256 over the canonical JSON of all other fields, 64 hexadecimal digits. */
  readonly sha256: string;
}

const format = 'coincast-journal';
const formatVersion = 1;

/** The bytes of an entry, and the entry with its checksum. */
export async function writeEntry(
  content: Omit<JournalEntry, 'sha256'>,
): Promise<{ entry: JournalEntry; bytes: Uint8Array }> {
  const fields = { format, formatVersion, ...content };
  const sum = await sha256(canonicalJson(fields));
  const bytes = new TextEncoder().encode(canonicalJson({ ...fields, sha256: sum }));
  return { entry: deepFreeze({ ...structuredClone(content), sha256: sum }), bytes };
}

/**
 * The entry that bytes hold, its own checksum verified.
 *
 * @throws {@link IntegrityError} when they do not match it.
 * @throws {@link SerializationError} when they are no journal entry, or a newer release wrote it.
 */
export async function readEntry(key: string, bytes: Uint8Array): Promise<JournalEntry> {
  const data = parseEntry(key, bytes);
  const { sha256: expected, ...content } = data;
  await requireChecksum({ what: key, expected, content: canonicalJson(content) });
  const { format: _, formatVersion: __, ...entry } = data;
  return deepFreeze(entry) as JournalEntry;
}

type EntryText = z.output<ReturnType<typeof buildSchema>>;
let schema: ReturnType<typeof buildSchema> | undefined;

function parseEntry(key: string, bytes: Uint8Array): EntryText {
  let data: unknown;
  try {
    data = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw unreadable(key, 'it is not JSON', error);
  }
  if (isPlainObject(data) && typeof data['formatVersion'] === 'number') {
    if (data['formatVersion'] > formatVersion) {
      throw new SerializationError({
        message: `${key} was written in format version ${data['formatVersion']}, and this release reads up to ${formatVersion}. Update coincast.`,
        path: 'formatVersion',
      });
    }
  }
  schema ??= buildSchema();
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw unreadable(key, `${issue.path.join('.')}: ${issue.message}`, undefined);
}

function unreadable(key: string, what: string, cause: unknown): SerializationError {
  const message = `${key} is no journal entry: ${what}. Restore it from a backup.`;
  return new SerializationError({ message }, cause === undefined ? undefined : { cause });
}

function buildSchema() {
  const text = z.nullable(z.string());
  const record = z.custom<{ [name: string]: JsonValue }>(isPlainObject, 'expected an object');
  const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
  const loss = z.number();
  return z.strictObject({
    format: z.literal(format),
    formatVersion: z.literal(formatVersion),
    coin: z.string(),
    sequence: z.int().check(z.positive()),
    at: z.number(),
    action: z.enum(['promote', 'rollback', 'prune']),
    alias: text,
    from: text,
    to: text,
    live: z.record(z.string(), z.string()),
    who: text,
    why: text,
    forced: text,
    metrics: z.nullable(record),
    gate: z.nullable(
      z.strictObject({
        name: z.enum(['default', 'own']),
        reason: z.string(),
        comparison: z.nullable(
          z.strictObject({
            metric: z.string(),
            folds: z.int(),
            candidateLoss: loss,
            championLoss: loss,
            champion: z.string(),
          }),
        ),
      }),
    ),
    versions: z.array(z.string()),
    id: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
    previousSha256: z.nullable(hash),
    sha256: hash,
  });
}
