import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  createKeyCheck,
  refuseKeyInUrl,
  refuseUnentitled,
} from '../../../examples/api-server/src/plugins/identity.js';

const hashed = (name: string, key: string) => ({ name, sha256: createHash('sha256').update(key).digest() });

describe('createKeyCheck', () => {
  const identify = createKeyCheck({
    readKeys: [hashed('ada', 'one'), hashed('eve', 'both')],
    adminKeys: [hashed('bob', 'two'), hashed('root', 'both')],
  });

  it('tells whose key it is, and what it allows', () => {
    expect(identify('one')).toEqual({ name: 'ada', role: 'read' });
    expect(identify('two')).toEqual({ name: 'bob', role: 'admin' });
    expect(identify('three')).toBeUndefined();
    expect(identify('')).toBeUndefined();
  });

  it('gives a key that is in both lists the greater role', () => {
    expect(identify('both')).toEqual({ name: 'root', role: 'admin' });
  });

  it('does not take a hash for the key', () => {
    expect(identify(createHash('sha256').update('one').digest('hex'))).toBeUndefined();
  });
});

describe('refuseKeyInUrl', () => {
  const refusal = (url: string) => {
    try {
      refuseKeyInUrl({ raw: { url } } as never);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it.each([
    '/predict?api_key=x',
    '/predict?coin=bitcoin&x-api-key=x',
    '/x?apikey=',
    '/x?KEY=1',
    '/x?token=1',
    '/x?%61pi_key=1',
    '/x?access_token=1',
  ])('refuses %s', (url) => {
    expect(refusal(url)).toBe('key-in-url');
  });

  it.each(['/predict?coin=bitcoin&steps=3', '/predict', '/x?monkey=1', '/x?coin=%', '/api-key/x'])(
    'lets %s pass',
    (url) => {
      expect(refusal(url)).toBeNull();
    },
  );
});

describe('refuseUnentitled', () => {
  const refusal = (...args: Parameters<typeof refuseUnentitled>) => {
    try {
      refuseUnentitled(...args);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const reader = { name: 'ada', role: 'read' } as const;
  const admin = { name: 'bob', role: 'admin' } as const;

  it.each([
    [undefined, null, undefined, null],
    ['wrong', null, undefined, 'invalid-key'],
    ['wrong', null, 'read', 'invalid-key'],
    [['a', 'b'], null, undefined, 'invalid-key'],
    [undefined, null, 'read', 'missing-key'],
    [undefined, null, 'admin', 'missing-key'],
    ['k', reader, 'read', null],
    ['k', reader, 'admin', 'admin-key-required'],
    ['k', admin, 'admin', null],
    ['k', admin, 'read', null],
  ] as const)('key %j of %j on a route for %j: %s', (given, identity, needed, expected) => {
    expect(refusal(given, identity, needed)).toBe(expected);
  });
});
