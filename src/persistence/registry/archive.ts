import * as z from 'zod/mini';
import { InvalidArgumentError, SerializationError } from '../../errors/index.js';
import { canonicalJson } from '../canonicalJson.js';
import { gunzip, gzipText, isGzip } from '../gzip.js';
import { requireKey } from '../ModelStore.js';
import { parseJson } from '../parseJson.js';
import { requireChecksum } from '../requireChecksum.js';
import { sha256 } from '../sha256.js';
import { fromBase64, toBase64 } from './base64.js';

/** What a backup holds, by key. */
export type ArchiveContents = ReadonlyMap<string, Uint8Array>;

const format = 'coincast-registry';
const formatVersion = 1;

/** The gzipped JSON of contents: each key with its bytes and their SHA-256, and one SHA-256 over all. */
export async function packArchive(contents: ArchiveContents, createdAt: number): Promise<Uint8Array> {
  const items = [];
  for (const [key, bytes] of contents) {
    items.push({ key, sha256: await sha256(bytes), base64: toBase64(bytes) });
  }
  const fields = { format, formatVersion, createdAt, items };
  return gzipText(canonicalJson({ ...fields, sha256: await sha256(canonicalJson(fields)) }));
}

/**
 * What a backup holds, every checksum verified.
 *
 * @throws {@link IntegrityError} when a checksum does not match.
 * @throws {@link SerializationError} when it is no backup, cut off, larger than `maxBytes`, or of a newer release.
 * @throws {@link InvalidArgumentError} when it is no `Uint8Array`.
 */
export async function unpackArchive(archive: Uint8Array, maxBytes: number): Promise<ArchiveContents> {
  if (!(archive instanceof Uint8Array)) {
    throw new InvalidArgumentError({
      argument: 'archive',
      value: archive,
      expected: 'the Uint8Array of exportAll',
    });
  }
  const { sha256: expected, ...fields } = parseArchive(await decode(archive, maxBytes));
  const advice = 'take another backup';
  await requireChecksum({ what: 'The backup', expected, content: canonicalJson(fields), advice });
  const contents = new Map<string, Uint8Array>();
  for (const item of fields.items) {
    const bytes = fromBase64(item.base64);
    const what = `${item.key} in the backup`;
    await requireChecksum({ what, expected: item.sha256, content: bytes, advice });
    contents.set(requireKey(item.key), bytes);
  }
  return contents;
}

async function decode(archive: Uint8Array, maxBytes: number): Promise<unknown> {
  try {
    if (!isGzip(archive)) throw new SerializationError({ message: 'It is not gzipped.' });
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      await gunzip(Uint8Array.from(archive), maxBytes),
    );
    return parseJson(text);
  } catch (error) {
    throw new SerializationError(
      {
        message: `The backup cannot be read: it is cut off, damaged, no backup at all, or expands beyond ${maxBytes} bytes. Give the bytes of exportAll unchanged, or a larger maxBytes.`,
      },
      { cause: error },
    );
  }
}

let schema: ReturnType<typeof buildSchema> | undefined;

function parseArchive(data: unknown) {
  schema ??= buildSchema();
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new SerializationError({
    message: `It is no backup that this release can read, at ${path.join('.') || 'the top'}: ${message}. Give the bytes of exportAll, and update coincast if a newer release wrote them.`,
    path: path.join('.'),
  });
}

function buildSchema() {
  const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
  const base64 = z
    .string()
    .check(z.regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/));
  return z.strictObject({
    format: z.literal(format),
    formatVersion: z.literal(formatVersion),
    createdAt: z.number(),
    items: z.array(z.strictObject({ key: z.string(), sha256: hash, base64 })),
    sha256: hash,
  });
}
