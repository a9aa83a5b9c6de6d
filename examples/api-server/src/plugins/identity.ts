import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { HashedKey } from '../config/apiKeys.js';
import { ApiProblem } from '../errors/ApiProblem.js';

/** What a key allows. An admin may do all that a reader may. */
export type Role = 'read' | 'admin';

/** Who sent a request, as far as a key tells. */
export interface Identity {
  readonly name: string;
  readonly role: Role;
}

/** The keys the service knows. */
export interface KnownKeys {
  readonly readKeys: readonly HashedKey[];
  readonly adminKeys: readonly HashedKey[];
}

/** Finds the owner of a key; every known key is compared in constant time, whether or not one has matched. */
export function createKeyCheck({ readKeys, adminKeys }: KnownKeys): (key: string) => Identity | undefined {
  const known = [
    ...adminKeys.map((key) => ({ sha256: key.sha256, identity: { name: key.name, role: 'admin' as const } })),
    ...readKeys.map((key) => ({ sha256: key.sha256, identity: { name: key.name, role: 'read' as const } })),
  ];
  return (key) => {
    const digest = createHash('sha256').update(key).digest();
    let found: Identity | undefined;
    for (const { sha256, identity } of known) {
      if (timingSafeEqual(digest, sha256)) found ??= identity;
    }
    return found;
  };
}

const keyInUrl = /[?&](?:x[-_]?)?(?:api[-_]?key|admin[-_]?key|key|token|access[-_]?token|authorization)=/i;

/** Refuses a request that carries a key in its URL. */
export function refuseKeyInUrl(request: FastifyRequest): void {
  const url = request.raw.url ?? '';
  const query = url.indexOf('?');
  if (query < 0 || !keyInUrl.test(url.includes('%', query) ? decodeLeniently(url) : url)) return;
  throw new ApiProblem(
    'key-in-url',
    'Send the key in the header X-API-Key. A key that was in a URL may be in the logs of others: replace it.',
  );
}

function decodeLeniently(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Refuses a request whose key is unknown, or does not allow what the route does. */
export function refuseUnentitled(
  given: string | readonly string[] | undefined,
  identity: Identity | null,
  needed: Role | undefined,
): void {
  if (given !== undefined && identity === null) {
    throw new ApiProblem(
      'invalid-key',
      'Check the key for typing errors, or leave it out where none is needed.',
    );
  }
  if (needed === undefined) return;
  if (identity === null) {
    throw new ApiProblem('missing-key', `Send a key of the role ${needed} in the header X-API-Key.`);
  }
  if (needed === 'admin' && identity.role !== 'admin') {
    throw new ApiProblem('admin-key-required', `The key "${identity.name}" has the role ${identity.role}.`);
  }
}
