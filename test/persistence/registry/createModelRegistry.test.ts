import { describe, expect, it } from 'vitest';
import { InvalidArgumentError, ModelNotFoundError } from '../../../src/errors/index.js';
import { createMemoryStore, createModelRegistry, deserializeModel } from '../../../src/persistence/index.js';
import { createTestClock } from '../../../src/testing/index.js';
import { forecastBits, models } from '../models.js';
import { crown, drift, force, hour, naive, overwrite, start, testRegistry } from './registries.js';

describe('createModelRegistry', () => {
  it.each([
    ['no store', {}],
    ['a store that is none', { store: {} }],
    ['an alias that is no name', { store: createMemoryStore(), alias: 'Live' }],
    ['an unknown option', { store: createMemoryStore(), alais: 'live' }],
  ])('refuses %s', (_what, options) => {
    expect(() => createModelRegistry(options as never)).toThrow(InvalidArgumentError);
  });
});

describe('register', () => {
  it('tells what it stored, frozen', async () => {
    const { registry } = testRegistry();
    const registered = await registry.register(naive, {
      coin: 'bitcoin',
      metrics: { mae: 1.5 },
      tags: { trainer: 'nightly' },
    });
    expect(registered).toMatchObject({
      coin: 'bitcoin',
      kind: 'naive',
      registeredAt: start,
      training: { n: 3 },
      metrics: { mae: 1.5 },
      tags: { trainer: 'nightly' },
      version: expect.stringMatching(/^20260101t000000000z-0000-[0-9a-f]{8}$/),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(Object.isFrozen(registered)).toBe(true);
    expect(Object.isFrozen(registered.metrics)).toBe(true);
    expect(await registry.get(registered.version)).toEqual(registered);
  });

  it('makes no champion', async () => {
    const { registry } = testRegistry();
    await registry.register(naive, { coin: 'bitcoin' });
    expect(await registry.champion('bitcoin')).toBeUndefined();
    expect(await registry.loadChampion('bitcoin')).toBeUndefined();
    expect(await registry.journal('bitcoin')).toEqual([]);
  });

  it('gives versions in order of time, also within a millisecond and when the clock goes back', async () => {
    const times = [start, start, start, start - hour, start + 1];
    const clock = { ...createTestClock(), now: () => times.shift()! };
    const registry = createModelRegistry({ store: createMemoryStore(), clock });
    const versions: string[] = [];
    for (let i = 0; i < 5; i++) versions.push((await registry.register(naive, { coin: 'btc' })).version);
    expect(versions).toEqual([...versions].sort());
    expect(new Set(versions).size).toBe(5);
  });

  it('under a version of your own writes once, whatever the second model is', async () => {
    const { registry, store } = testRegistry();
    const first = await registry.register(naive, {
      coin: 'bitcoin',
      version: 'run-7_btc.a',
      metrics: { a: 1 },
    });
    expect(await registry.register(drift, { coin: 'bitcoin', version: 'run-7_btc.a' })).toEqual(first);
    expect(await store.list('')).toEqual(['models/bitcoin/run-7_btc.a']);
  });

  it('lets many under one version at once all have the one that is stored', async () => {
    const { registry } = testRegistry();
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        registry.register(naive, { coin: 'bitcoin', version: 'v', metrics: { i } }),
      ),
    );
    for (const each of all) expect(each).toEqual(all[0]);
  });

  it('lets two coins have a version of one name, told apart by the coin', async () => {
    const { registry } = testRegistry();
    await registry.register(naive, { coin: 'bitcoin', version: 'v' });
    await registry.register(drift, { coin: 'ether', version: 'v' });
    expect((await registry.get('v', { coin: 'bitcoin' })).kind).toBe('naive');
    expect((await registry.load('v', { coin: 'ether' })).kind).toBe('drift');
    await registry.promote('v', { coin: 'ether', force });
    expect(await registry.champion('ether')).toMatchObject({ version: 'v', kind: 'drift' });
    expect(await registry.champion('bitcoin')).toBeUndefined();
    for (const look of [registry.get('v'), registry.load('v'), registry.promote('v', { force })])
      await expect(look).rejects.toThrow('bitcoin and ether have it');
    await expect(registry.get('v', { coin: 'dogecoin' })).rejects.toThrow('no version "v" of dogecoin');
    await expect(registry.get('v', { con: 'ether' } as never)).rejects.toThrow('Did you mean "coin"?');
    await expect(registry.get('v', { coin: '' })).rejects.toThrow(InvalidArgumentError);
  });

  it('refuses a version that was pruned', async () => {
    const { registry } = testRegistry();
    await registry.register(naive, { coin: 'bitcoin', version: 'v' });
    await registry.prune({ keep: 0 });
    const again = registry.register(naive, { coin: 'bitcoin', version: 'v' });
    await expect(again).rejects.toThrow(ModelNotFoundError);
    await expect(again).rejects.toThrow('was pruned');
  });

  it.each([
    ['no coin', {}],
    ['an empty coin', { coin: '' }],
    ['half a surrogate pair', { coin: '\ud800' }],
    ['a coin beyond all bounds', { coin: 'x'.repeat(201) }],
    ['a version with capitals', { coin: 'bitcoin', version: 'V1' }],
    ['a version that leaves its folder', { coin: 'bitcoin', version: '..' }],
    ['a version of folders', { coin: 'bitcoin', version: 'a/b' }],
    ['a version that is too long', { coin: 'bitcoin', version: 'a'.repeat(101) }],
    ['tags that are no texts', { coin: 'bitcoin', tags: { a: 1 } }],
    ['tags that are a list', { coin: 'bitcoin', tags: ['a'] }],
    ['an unknown option', { coin: 'bitcoin', tag: {} }],
  ])('refuses %s and writes nothing', async (_what, options) => {
    const { registry, store } = testRegistry();
    await expect(registry.register(naive, options as never)).rejects.toThrow(InvalidArgumentError);
    expect(await store.list('')).toEqual([]);
  });

  it('refuses metrics that are no JSON, and a model larger than is ever read, and writes nothing', async () => {
    const { registry, store } = testRegistry();
    const nan = registry.register(naive, { coin: 'bitcoin', metrics: { mae: Number.NaN } });
    await expect(nan).rejects.toMatchObject({ code: 'serialization' });
    const large = registry.register(naive, { coin: 'bitcoin', metrics: { text: 'x'.repeat(2 ** 24) } });
    await expect(large).rejects.toMatchObject({ code: 'serialization' });
    expect(await store.list('')).toEqual([]);
  });

  it('keeps coins apart whatever they are called', async () => {
    const { registry, store } = testRegistry();
    const coins = [
      'usd-coin',
      'USD-coin',
      'usd_coin',
      'usd.coin',
      '.',
      '..',
      '../models',
      'con',
      'ü',
      'a/b',
      '_5f',
      '_',
    ];
    for (const coin of coins) await crown(registry, `v${coins.indexOf(coin)}`, coin);
    for (const coin of coins) {
      expect((await registry.champion(coin))?.coin).toBe(coin);
      expect(await registry.list({ coin })).toHaveLength(1);
      expect(await registry.journal(coin)).toHaveLength(1);
    }
    expect(await registry.verify()).toMatchObject({ clean: true, versions: coins.length });
    const folders = (await store.list('models/')).map((key) => key.split('/')[1]!);
    expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(coins.length);
  });
});

describe('load', () => {
  it.each(models.map((model) => [model.kind, model] as const))(
    'gives a %s back bit for bit',
    async (_kind, model) => {
      const { registry } = testRegistry();
      const { version } = await registry.register(model, { coin: 'bitcoin' });
      expect(forecastBits(await registry.load(version))).toBe(forecastBits(model));
    },
  );

  it('stores what any reader of models reads', async () => {
    const { registry, store } = testRegistry();
    await registry.register(naive, { coin: 'bitcoin', version: 'v' });
    const model = await deserializeModel((await store.get('models/bitcoin/v'))!);
    expect(model.kind).toBe('naive');
  });

  it.each(['get', 'load', 'promote'] as const)('and %s name the version that is missing', async (method) => {
    const { registry } = testRegistry();
    await registry.register(naive, { coin: 'bitcoin', version: 'v1' });
    const attempt = registry[method]('v');
    await expect(attempt).rejects.toThrow(ModelNotFoundError);
    await expect(attempt).rejects.toMatchObject({ id: 'v' });
    await expect(attempt).rejects.toThrow('There is no version "v"');
    await expect(registry[method]('V' as string)).rejects.toThrow(InvalidArgumentError);
  });

  it('refuses damage', async () => {
    const { registry, store } = testRegistry();
    await registry.register(naive, { coin: 'bitcoin', version: 'a', metrics: { note: 'x' } });
    await registry.register(naive, { coin: 'bitcoin', version: 'b' });
    const key = 'models/bitcoin/a';
    await overwrite(store, key, (await store.get('models/bitcoin/b'))!);
    await expect(registry.load('a')).rejects.toMatchObject({ code: 'integrity', actual: 'models/bitcoin/b' });
    await overwrite(store, key, Uint8Array.of(1, 2, 3));
    await expect(registry.get('a')).rejects.toMatchObject({ code: 'serialization' });
  });
});

describe('list', () => {
  async function filled() {
    const made = testRegistry();
    const { registry } = made;
    await registry.register(naive, { coin: 'bitcoin', version: 'b1', tags: { run: '1', by: 'ada' } });
    await registry.register(drift, { coin: 'ether', version: 'e1', tags: { run: '1' } });
    await registry.register(drift, { coin: 'bitcoin', version: 'a2', tags: { run: '2', by: 'ada' } });
    return made;
  }

  it.each([
    [undefined, ['a2', 'e1', 'b1']],
    [{ coin: 'bitcoin' }, ['a2', 'b1']],
    [{ kind: 'drift' }, ['a2', 'e1']],
    [{ tags: { by: 'ada' } }, ['a2', 'b1']],
    [{ tags: { by: 'ada', run: '1' } }, ['b1']],
    [{ coin: 'ether', kind: 'drift', tags: { run: '1' } }, ['e1']],
    [{ tags: { toString: 'x' } }, []],
    [{ coin: 'dogecoin' }, []],
  ])('%j, newest first', async (options, expected) => {
    const { registry } = await filled();
    expect((await registry.list(options)).map(({ version }) => version)).toEqual(expected);
  });

  it('leaves a damaged version out only where it can tell of it', async () => {
    const { registry, store } = await filled();
    await overwrite(store, 'models/ether/e1', Uint8Array.of(0));
    const damaged: string[] = [];
    const rest = await registry.list({ onDamage: ({ key, problem }) => damaged.push(key, problem) });
    expect(rest.map(({ version }) => version)).toEqual(['a2', 'b1']);
    expect(damaged).toEqual(['models/ether/e1', expect.stringMatching(/\.$/)]);
    await expect(registry.list()).rejects.toThrow('Give onDamage to list the other versions');
    expect(await registry.list({ coin: 'bitcoin' })).toHaveLength(2);
  });

  it.each([{ coins: 'bitcoin' }, { coin: 5 }, { kind: 5 }, { tags: { a: 1 } }])(
    'refuses %j',
    async (options) => {
      const { registry } = await filled();
      await expect(registry.list(options as never)).rejects.toThrow(InvalidArgumentError);
    },
  );
});

describe('aliases', () => {
  it('move by themselves, in one journal', async () => {
    const { registry, store, clock } = testRegistry();
    const shadow = createModelRegistry({ store, clock, alias: 'shadow' });
    await crown(registry, 'a');
    await crown(shadow, 'b');
    await crown(shadow, 'c');
    expect((await registry.champion('bitcoin'))?.version).toBe('a');
    expect((await shadow.champion('bitcoin'))?.version).toBe('c');
    await shadow.rollback('bitcoin');
    expect((await registry.champion('bitcoin'))?.version).toBe('a');
    const journal = await registry.journal('bitcoin');
    expect(journal.map(({ alias }) => alias)).toEqual(['champion', 'shadow', 'shadow', 'shadow']);
    expect(journal.at(-1)!.live).toEqual({ champion: 'a', shadow: 'b' });
  });

  it('do not disturb each other when they move at once', async () => {
    const { registry, store, clock } = testRegistry();
    const shadow = createModelRegistry({ store, clock, alias: 'shadow' });
    await registry.register(naive, { coin: 'bitcoin', version: 'a' });
    await registry.register(naive, { coin: 'bitcoin', version: 'b' });
    await Promise.all([registry.promote('a', { force }), shadow.promote('b', { force })]);
    expect((await registry.champion('bitcoin'))?.version).toBe('a');
    expect((await shadow.champion('bitcoin'))?.version).toBe('b');
  });
});
