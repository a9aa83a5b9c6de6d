import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../src/errors/index.js';
import { createMemoryStore, createModelRegistry } from '../../../src/persistence/index.js';
import { drift, force, naive, start } from './registries.js';

/** Names that mean something to a language, a file system or a shell. */
const names = ['__proto__', 'constructor', 'con', 'aux-1', 'nul', '-', '_', '--help', 'a'.repeat(100)];
const coins = [
  ...names,
  '..',
  '.',
  '/',
  'a/b',
  '\\',
  '🚀',
  '%2e%2e',
  'CON',
  'Bitcoin',
  'bitcoin ',
  '\0',
  '\n',
  'ÅNG',
];

describe('hostile names', () => {
  it.each(coins)('of a coin mean a coin: %j', async (coin) => {
    const store = createMemoryStore();
    const registry = createModelRegistry({ store });
    const { version } = await registry.register(naive, { coin });
    const second = await registry.register(drift, { coin });
    await registry.promote(version, { force });
    await registry.promote(second.version, { coin, force });
    await registry.rollback(coin);
    expect(await registry.champion(coin)).toMatchObject({ coin, version });
    expect(await registry.verify()).toMatchObject({ clean: true, versions: 2, entries: 3 });
    const other = createModelRegistry({ store: createMemoryStore() });
    await other.importAll(await registry.exportAll());
    expect(await other.journal(coin)).toEqual(await registry.journal(coin));
    const { pruned } = await registry.prune({ coin, keep: 0 });
    expect(pruned.map((each) => each.version)).toEqual([second.version]);
  });

  it.each(names)('of a version mean a version, or are refused: %j', async (version) => {
    const registry = createModelRegistry({ store: createMemoryStore() });
    const registering = registry.register(naive, { coin: 'bitcoin', version });
    if (/^(?:con|nul)$/.test(version)) return expect(registering).rejects.toThrow(InvalidArgumentError);
    await registering;
    await registry.promote(version, { force });
    expect((await registry.champion('bitcoin'))?.version).toBe(version);
    expect((await registry.load(version)).kind).toBe('naive');
    expect(await registry.verify()).toMatchObject({ clean: true });
  });

  it.each(names)('of an alias mean an alias, or are refused: %j', async (alias) => {
    const store = createMemoryStore();
    const make = () => createModelRegistry({ store, alias });
    if (/^(?:con|nul|__proto__)$/.test(alias)) return expect(make).toThrow(InvalidArgumentError);
    const registry = make();
    const { version } = await registry.register(naive, { coin: 'bitcoin' });
    expect(await registry.champion('bitcoin')).toBeUndefined();
    await registry.promote(version, { force });
    expect((await registry.champion('bitcoin'))?.version).toBe(version);
    expect(await registry.verify()).toMatchObject({ clean: true });
    await registry.prune({ keep: 0 });
    expect((await registry.list()).length).toBe(1);
  });

  it('of labels and metrics are refused where they would change a prototype', async () => {
    const store = createMemoryStore();
    const registry = createModelRegistry({ store });
    for (const part of ['tags', 'metrics']) {
      const options = { coin: 'bitcoin', ...JSON.parse(`{"${part}":{"__proto__":"x"}}`) };
      await expect(registry.register(naive, options)).rejects.toThrow('__proto__');
    }
    expect(await store.list('')).toEqual([]);
  });

  it.each(['constructor', 'toJSON'])('of labels and metrics are kept: %j', async (name) => {
    const registry = createModelRegistry({ store: createMemoryStore() });
    const tags = JSON.parse(`{"${name}":"x"}`);
    const metrics = JSON.parse(`{"${name}":{"mae":1}}`);
    const { version } = await registry.register(naive, { coin: 'bitcoin', tags, metrics });
    const found = await registry.get(version);
    expect(JSON.stringify([found.tags, found.metrics])).toBe(JSON.stringify([tags, metrics]));
    expect(await registry.list({ tags })).toHaveLength(1);
    await registry.promote(version, { force });
    expect(JSON.stringify((await registry.journal('bitcoin'))[0]!.metrics)).toBe(JSON.stringify(metrics));
    expect(({} as { mae?: number }).mae).toBeUndefined();
  });
});

describe('hostile clocks', () => {
  const registryAt = (now: () => number) =>
    createModelRegistry({ store: createMemoryStore(), clock: { now, sleep: async () => {} } });

  it('that go backwards leave the journal in order', async () => {
    let time = start;
    const registry = registryAt(() => (time -= 60_000));
    const first = await registry.register(naive, { coin: 'bitcoin' });
    const second = await registry.register(drift, { coin: 'bitcoin' });
    expect(first.version < second.version).toBe(true);
    await registry.promote(first.version, { force });
    await registry.promote(second.version, { force });
    const [one, two] = await registry.journal('bitcoin');
    expect(two!.at).toBe(one!.at);
    expect((await registry.championAt('bitcoin', one!.at))?.version).toBe(second.version);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15, '1' as never])(
    'that say %s are refused',
    async (now) => {
      await expect(registryAt(() => now).register(naive, { coin: 'bitcoin' })).rejects.toThrow(
        InvalidArgumentError,
      );
      let time: number = start;
      const registry = registryAt(() => time);
      const { version } = await registry.register(naive, { coin: 'bitcoin' });
      time = now;
      await expect(registry.promote(version, { force })).rejects.toThrow(InvalidArgumentError);
      await expect(registry.exportAll()).rejects.toThrow(InvalidArgumentError);
      expect(await registry.verify()).toMatchObject({ clean: true, entries: 0 });
    },
  );
});
