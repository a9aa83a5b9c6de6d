import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { InvalidArgumentError, isCoincastError } from '../../../src/errors/index.js';
import { createMemoryStore } from '../../../src/persistence/index.js';
import { crown, force, naive, overwrite, testRegistry } from './registries.js';

async function filled() {
  const made = testRegistry();
  for (const version of ['a', 'b', 'c']) await crown(made.registry, version);
  await crown(made.registry, 'e', 'ether');
  await made.registry.rollback('bitcoin');
  await made.registry.prune({ coin: 'bitcoin', keep: 0 });
  return made;
}

const json = (archive: Uint8Array) => JSON.parse(gunzipSync(archive).toString());

describe('a backup', () => {
  it('brings everything into an empty store, once', async () => {
    const { registry, store } = await filled();
    const archive = await registry.exportAll();
    const restored = testRegistry();
    const keys = await store.list('');
    expect(await restored.registry.importAll(archive)).toEqual({
      written: keys.length,
      present: 0,
      repaired: 0,
      pruned: 0,
    });
    expect(await restored.store.list('')).toEqual(keys);
    for (const key of keys) expect(await restored.store.get(key)).toEqual(await store.get(key));
    expect(await restored.registry.journal('bitcoin')).toEqual(await registry.journal('bitcoin'));
    expect(await restored.registry.importAll(archive)).toMatchObject({ written: 0, present: keys.length });
    expect(await restored.registry.verify()).toMatchObject({ clean: true });
  });

  it('of an empty registry is empty', async () => {
    const { registry } = testRegistry();
    expect(await testRegistry().registry.importAll(await registry.exportAll())).toMatchObject({ written: 0 });
  });

  it('leaves what came after it as it is, and what was pruned pruned', async () => {
    const { registry } = testRegistry();
    for (const version of ['a', 'b', 'c']) await crown(registry, version);
    const archive = await registry.exportAll();
    await crown(registry, 'd');
    await registry.prune({ keep: 0 });
    expect(await registry.importAll(archive)).toEqual({ written: 0, present: 4, repaired: 0, pruned: 2 });
    expect((await registry.champion('bitcoin'))?.version).toBe('d');
    expect((await registry.list()).map(({ version }) => version)).toEqual(['d', 'c']);
  });

  it('repairs what is damaged, and only on request', async () => {
    const { registry, store } = await filled();
    const archive = await registry.exportAll();
    const keys = ['models/bitcoin/b', 'journal/bitcoin/000000000002'];
    for (const key of keys) await overwrite(store, key, Uint8Array.of(7));
    await expect(registry.exportAll()).rejects.toMatchObject({ code: 'serialization' });
    await expect(registry.importAll(archive)).rejects.toMatchObject({
      name: 'ImportConflictError',
      code: 'import-conflict',
      key: 'models/bitcoin/b',
    });
    expect(await registry.importAll(archive, { repair: true })).toMatchObject({ written: 0, repaired: 2 });
    expect(await registry.verify()).toMatchObject({ clean: true });
  });

  it('does not overwrite what is whole, even to repair, and then writes nothing', async () => {
    const archive = await (await filled()).registry.exportAll();
    const other = testRegistry();
    await crown(other.registry, 'z');
    const before = await other.store.list('');
    const attempt = other.registry.importAll(archive, { repair: true });
    await expect(attempt).rejects.toMatchObject({ key: 'journal/bitcoin/000000000001' });
    expect(await other.store.list('')).toEqual(before);
  });

  it('can be brought in again after a write failed, whichever it was', async () => {
    const { registry } = await filled();
    const archive = await registry.exportAll();
    for (let failing = 1, isDone = false; !isDone; failing++) {
      const inner = createMemoryStore();
      let writes = 0;
      const { registry: faulty } = testRegistry({
        ...inner,
        async putIfAbsent(key, bytes) {
          if (++writes === failing) throw new Error('full');
          return inner.putIfAbsent(key, bytes);
        },
      });
      isDone = await faulty.importAll(archive).then(
        () => true,
        () => false,
      );
      const whole = testRegistry(inner).registry;
      // An unbroken journal, though perhaps not all of it.
      await whole.journal('bitcoin');
      await whole.importAll(archive);
      expect(await whole.verify()).toMatchObject({ clean: true });
      expect((await whole.champion('bitcoin'))?.version).toBe('b');
    }
  });

  it('is refused where anything in it was changed, and nothing is written', async () => {
    const { registry, store } = await filled();
    const archive = await registry.exportAll();
    for (let at = 0; at < archive.length; at += 41) {
      const changed = Uint8Array.from(archive);
      changed[at]! ^= 1 << (at % 8);
      const target = testRegistry();
      const outcome = await target.registry.importAll(changed).then(
        () => 'the same',
        (error) => (isCoincastError(error) ? 'refused' : 'another error'),
      );
      // gzip's time and origin do not matter.
      if (at > 9) expect(outcome, `byte ${at}`).toBe('refused');
      const written = await target.store.list('');
      expect(written).toEqual(outcome === 'refused' ? [] : await store.list(''));
    }
  });

  it.each([
    ['cut off', (archive: Uint8Array) => archive.subarray(0, -20), 'serialization'],
    ['no gzip', () => Uint8Array.of(1, 2, 3), 'serialization'],
    ['empty', () => new Uint8Array(), 'serialization'],
    ['no backup', () => gzipSync('{"format":"other"}'), 'serialization'],
    [
      'of a newer release',
      (a: Uint8Array) => gzipSync(JSON.stringify({ ...json(a), formatVersion: 2 })),
      'serialization',
    ],
    [
      'with another time',
      (a: Uint8Array) => gzipSync(JSON.stringify({ ...json(a), createdAt: 1 })),
      'integrity',
    ],
    [
      'without an entry',
      (a: Uint8Array) => gzipSync(JSON.stringify({ ...json(a), items: json(a).items.slice(1) })),
      'integrity',
    ],
  ])('is refused when it is %s', async (_what, change, code) => {
    const archive = await (await filled()).registry.exportAll();
    await expect(testRegistry().registry.importAll(change(archive))).rejects.toMatchObject({ code });
  });

  it('is refused as text, beyond maxBytes, and with an unknown option', async () => {
    const { registry } = await filled();
    const archive = await registry.exportAll();
    await expect(registry.importAll('text' as never)).rejects.toThrow(InvalidArgumentError);
    await expect(registry.importAll(archive, { maxBytes: 100 })).rejects.toThrow('beyond 100 bytes');
    await expect(registry.importAll(archive, { fix: true } as never)).rejects.toThrow(InvalidArgumentError);
  });

  it('is made anew when what the champion names was pruned while it was made', async () => {
    const inner = createMemoryStore();
    const { registry: other } = testRegistry(inner);
    await crown(other, 'a');
    let isFirst = true;
    const { registry } = testRegistry({
      ...inner,
      async list(prefix) {
        if (isFirst && prefix === 'models/') {
          isFirst = false;
          for (const version of ['b', 'c']) await crown(other, version);
          await other.prune({ keep: 0 });
        }
        return inner.list(prefix);
      },
    });
    const restored = testRegistry();
    await restored.registry.importAll(await registry.exportAll());
    expect((await restored.registry.champion('bitcoin'))?.version).toBe('c');
  });
});

describe('verify', () => {
  it('counts what it reads', async () => {
    const { registry } = await filled();
    const before = await registry.verify();
    expect(before).toEqual({ clean: true, versions: 3, entries: 6, damage: [] });
    await registry.register(naive, { coin: 'bitcoin' });
    expect(await registry.verify()).toMatchObject({ versions: 4 });
  });

  it.each([
    [
      'an altered model',
      'models/bitcoin/b',
      (bytes: Uint8Array) => bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
    ],
    ['a model cut off', 'models/bitcoin/b', (bytes: Uint8Array) => bytes.subarray(0, 90)],
    ['an altered entry', 'journal/bitcoin/000000000002', (bytes: Uint8Array) => edited(bytes, '"b"', '"c"')],
    ['an entry that is no JSON', 'journal/bitcoin/000000000002', () => Uint8Array.of(123)],
    [
      'an entry of a newer release',
      'journal/bitcoin/000000000002',
      (b: Uint8Array) => edited(b, 'formatVersion":1', 'formatVersion":2'),
    ],
  ])('tells of %s, and of nothing else', async (_what, key, change) => {
    const { registry, store } = await filled();
    await overwrite(store, key, change((await store.get(key))!));
    const { clean, damage } = await registry.verify();
    expect(clean).toBe(false);
    expect(damage.length).toBeGreaterThan(0);
    expect(damage[0]).toEqual({ key, problem: expect.stringMatching(/\.$/) });
  });

  it('tells of a removed entry, of one put in its place, and of swapped ones', async () => {
    const { registry, store } = await filled();
    const [second, third] = ['journal/bitcoin/000000000002', 'journal/bitcoin/000000000003'];
    const [two, three] = [(await store.get(second!))!, (await store.get(third!))!];
    await store.delete(second!);
    expect((await registry.verify()).damage).toEqual([
      { key: 'journal/bitcoin/', problem: expect.stringContaining(`${second} is missing from the journal`) },
    ]);
    await expect(registry.journal('bitcoin')).rejects.toMatchObject({ code: 'integrity' });
    await expect(registry.promote('b', { force })).rejects.toMatchObject({ code: 'integrity' });
    // The champion stands in the newest entry, which is whole.
    expect((await registry.champion('bitcoin'))?.version).toBe('b');

    await store.putIfAbsent(second!, three);
    expect((await registry.verify()).clean).toBe(false);
    await overwrite(store, third!, two);
    await overwrite(store, second!, three);
    expect((await registry.verify()).clean).toBe(false);
  });

  it('tells of an entry written anew with a checksum of its own, by the chain', async () => {
    const { registry, store } = await filled();
    const forger = testRegistry();
    for (const version of ['a', 'b']) await crown(forger.registry, version);
    const key = 'journal/bitcoin/000000000002';
    await overwrite(store, key, (await forger.store.get(key))!);
    const { damage } = await registry.verify();
    expect(damage).toEqual([
      { key: 'journal/bitcoin/', problem: expect.stringContaining('does not follow the entry before it') },
    ]);
  });

  it('tells of an alias that names what is missing, and of keys that are none of its own', async () => {
    const { registry, store } = await filled();
    await store.delete('models/bitcoin/b');
    await store.putIfAbsent('models/stray', Uint8Array.of(1));
    await store.putIfAbsent('journal/bitcoin/note', Uint8Array.of(1));
    await store.putIfAbsent('ledger/bitcoin/1', Uint8Array.of(1));
    const keys = (await registry.verify()).damage.map(({ key }) => key);
    expect(new Set(keys)).toEqual(new Set(['models/stray', 'journal/bitcoin/note', 'journal/bitcoin/']));
    await expect(registry.exportAll()).rejects.toMatchObject({ code: 'serialization' });
    expect((await registry.champion('ether'))?.version).toBe('e');
    expect(await registry.journal('bitcoin')).toHaveLength(5);
  });
});

function edited(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  expect(text).toContain(from);
  return new TextEncoder().encode(text.replace(from, to));
}
