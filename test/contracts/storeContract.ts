import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../src/errors/index.js';
import type { ModelStore } from '../../src/persistence/index.js';

/** A store under test. */
export interface StoreUnderTest {
  readonly store: ModelStore;
  /** Another one on the same data, as another process would have it. */
  readonly other: ModelStore;
  /** Ends both and removes their data. */
  close(): Promise<void>;
}

const bytes = (...values: number[]) => Uint8Array.from(values);
const every = Uint8Array.from({ length: 256 }, (_, i) => i);

/** What every {@link ModelStore} must do; `open` gives an empty one. */
export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a store`, () => {
    let opened: StoreUnderTest;
    let store: ModelStore;
    let other: ModelStore;

    beforeEach(async () => {
      opened = await open();
      ({ store, other } = opened);
    });
    afterEach(() => opened.close());

    it.each([
      ['no bytes', bytes()],
      ['every byte', every],
      ['bytes within a larger buffer', every.subarray(7, 19)],
      ['a megabyte', Uint8Array.from({ length: 2 ** 20 }, (_, i) => (i * 31 + (i >> 8)) & 255)],
    ])('gives back %s, to others too', async (_what, content) => {
      expect(await store.putIfAbsent('models/bitcoin/a', content)).toBe(true);
      for (const reader of [store, other]) {
        const found = await reader.get('models/bitcoin/a');
        expect(found).toBeInstanceOf(Uint8Array);
        expect(Buffer.compare(found!, content)).toBe(0);
      }
    });

    it('gives nothing for what is absent, and for what only begins a key', async () => {
      await store.putIfAbsent('models/bitcoin/a', bytes(1));
      for (const key of ['models/bitcoin/b', 'models', 'models/bitcoin', 'models/bitcoin/a/b', 'none/a']) {
        expect(await store.get(key), key).toBeUndefined();
      }
    });

    it('keeps what it has, and says so', async () => {
      expect(await store.putIfAbsent('a/b', bytes(1))).toBe(true);
      expect(await other.putIfAbsent('a/b', bytes(2))).toBe(false);
      expect(await store.putIfAbsent('a/b', bytes(1))).toBe(false);
      expect(await store.get('a/b')).toEqual(bytes(1));
    });

    it('lets one of many writers at once win, and what it wrote is there', async () => {
      for (let round = 0; round < 5; round++) {
        const key = `journal/bitcoin/${round}`;
        const won = await Promise.all(
          Array.from({ length: 16 }, (_, i) => [store, other][i % 2]!.putIfAbsent(key, bytes(i, round))),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
        expect(await other.get(key)).toEqual(bytes(won.indexOf(true), round));
      }
    });

    it('does not hold on to the bytes of others', async () => {
      const given = bytes(1, 2);
      await store.putIfAbsent('a', given);
      given[0] = 9;
      const found = await store.get('a');
      expect(found).toEqual(bytes(1, 2));
      found![1] = 9;
      expect(await store.get('a')).toEqual(bytes(1, 2));
    });

    it('lists keys in order, by any prefix', async () => {
      const keys = ['a-1/c', 'a/b', 'a/b-1/c', 'a/b.1', 'a/b0', 'a/b_', 'b', 'journal/x/000000000010', 'z/z'];
      for (const key of [...keys].reverse()) await store.putIfAbsent(key, bytes(1));
      const sorted = [...keys].sort();
      for (const prefix of [
        '',
        'a',
        'a/',
        'a/b',
        'a/b-',
        'b',
        'journal/x/',
        'z/z',
        'z/z/',
        'none',
        'A',
        '~',
        '../',
      ]) {
        expect(await other.list(prefix), prefix).toEqual(sorted.filter((key) => key.startsWith(prefix)));
      }
    });

    it('removes a key, once, and can have it anew', async () => {
      await store.putIfAbsent('a/b', bytes(1));
      await store.putIfAbsent('a/c', bytes(1));
      await other.delete('a/b');
      await other.delete('a/b');
      await store.delete('never/was');
      expect(await store.get('a/b')).toBeUndefined();
      expect(await store.list('')).toEqual(['a/c']);
      expect(await store.putIfAbsent('a/b', bytes(2))).toBe(true);
      expect(await store.get('a/b')).toEqual(bytes(2));
    });

    it('leaves what is whole when it sweeps', async () => {
      await store.putIfAbsent('a/b', every);
      await store.sweep?.('');
      expect(await store.list('')).toEqual(['a/b']);
      expect(Buffer.compare((await store.get('a/b'))!, every)).toBe(0);
    });

    it('takes keys as long as they may be', async () => {
      const key = `models/${'a'.repeat(200)}/${'b'.repeat(200)}`;
      expect(await store.putIfAbsent(key, bytes(1))).toBe(true);
      expect(await store.list('models/')).toEqual([key]);
    });

    it.each([
      '',
      '/',
      'a/',
      '/a',
      'a//b',
      '.',
      '..',
      '../a',
      'a/../../b',
      '.hidden',
      'a.',
      'A',
      'a b',
      'a\\b',
      'a\0',
      'ü',
      'con',
      'nul.txt',
      'a'.repeat(201),
      `${'a/'.repeat(16)}a`,
      undefined as never,
      5 as never,
    ])('refuses the key %j', async (key) => {
      await expect(store.get(key)).rejects.toThrow(InvalidArgumentError);
      await expect(store.putIfAbsent(key, bytes(1))).rejects.toThrow(InvalidArgumentError);
      await expect(store.delete(key)).rejects.toThrow(InvalidArgumentError);
      expect(await store.list('')).toEqual([]);
    });

    it('refuses what is no bytes, and a prefix that is no text', async () => {
      await expect(store.putIfAbsent('a', 'text' as never)).rejects.toThrow(InvalidArgumentError);
      await expect(store.list(undefined as never)).rejects.toThrow(InvalidArgumentError);
      expect(await store.list('')).toEqual([]);
    });
  });
}
