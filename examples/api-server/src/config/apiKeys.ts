import * as z from 'zod';

/** A key as the configuration holds it: never the key itself. */
export interface HashedKey {
  /** Who it was given to; names the key in logs and limits. */
  readonly name: string;
  /** The SHA-256 of the key, 32 bytes. */
  readonly sha256: Buffer;
}

const entry = /^([A-Za-z0-9._-]{1,40}):([0-9a-f]{64})$/i;

/** A list `name:sha256,name:sha256`; what does not fit is refused without being quoted, as it may be a key. */
export const apiKeysSchema = z.string().transform((text, context): HashedKey[] => {
  const parts = text.split(',').map((part) => part.trim());
  const keys: HashedKey[] = [];
  for (const [index, part] of parts.entries()) {
    const [, name, digest] = entry.exec(part) ?? [];
    if (name !== undefined && digest !== undefined && !keys.some((key) => key.name === name)) {
      keys.push({ name, sha256: Buffer.from(digest, 'hex') });
      continue;
    }
    context.addIssue({
      code: 'custom',
      message:
        `must be name:sha256 entries, each name once, and entry ${index + 1} is not; ` +
        '`npm run key -w examples/api-server -- NAME` makes a key and its entry',
    });
  }
  return keys;
});
