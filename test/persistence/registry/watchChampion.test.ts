import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../src/errors/index.js';
import { createMemoryStore, createModelRegistry, type ModelStore } from '../../../src/persistence/index.js';
import { createTestClock } from '../../../src/testing/index.js';
import { crown } from './registries.js';

function watched(store: ModelStore = createMemoryStore()) {
  const clock = createTestClock();
  return { registry: createModelRegistry({ store, clock }), clock };
}

describe('watch', () => {
  it('tells of the champion at first, and of every other one', async () => {
    const { registry, clock } = watched();
    await crown(registry, 'a');
    const seen: [string, string | undefined][] = [];
    for await (const { version, previous, entry } of registry.watch('bitcoin', { intervalMs: 1000 })) {
      seen.push([version, previous]);
      expect(entry.to).toBe(version);
      if (version === 'a' && seen.length === 1) await crown(registry, 'b');
      else if (version === 'b') await registry.rollback('bitcoin');
      else break;
    }
    expect(seen).toEqual([
      ['a', undefined],
      ['b', 'a'],
      ['a', 'b'],
    ]);
    expect(clock.sleeps).toEqual([1000, 1000]);
  });

  it('waits for a first champion', async () => {
    const { registry, clock } = watched();
    const changes = registry.watch('bitcoin')[Symbol.asyncIterator]();
    const first = changes.next();
    await clock.sleep(20_000);
    await crown(registry, 'a');
    expect((await first).value).toMatchObject({ version: 'a' });
    await changes.return?.();
  });

  it('does not tell of a prune, nor of another alias', async () => {
    const store = createMemoryStore();
    const { registry } = watched(store);
    const shadow = createModelRegistry({ store, alias: 'shadow' });
    await crown(registry, 'a');
    await crown(registry, 'b');
    const versions: string[] = [];
    for await (const { version } of registry.watch('bitcoin')) {
      versions.push(version);
      if (version === 'c') break;
      await registry.prune({ keep: 0 });
      await crown(shadow, 'd');
      await crown(registry, 'c');
    }
    expect(versions).toEqual(['b', 'c']);
  });

  it('ends with the reason of the signal', async () => {
    const { registry } = watched();
    const controller = new AbortController();
    const changes = registry.watch('bitcoin', { signal: controller.signal })[Symbol.asyncIterator]();
    const next = changes.next();
    controller.abort(new Error('shutdown'));
    await expect(next).rejects.toThrow('shutdown');
    const aborted = registry.watch('bitcoin', { signal: controller.signal })[Symbol.asyncIterator]();
    await expect(aborted.next()).rejects.toThrow('shutdown');
  });

  it('ends at a failure, or tells of it and goes on', async () => {
    const inner = createMemoryStore();
    let isDown = false;
    const store: ModelStore = {
      ...inner,
      async list(prefix) {
        if (isDown) throw new Error('no connection');
        return inner.list(prefix);
      },
    };
    const { registry } = watched(store);
    await crown(registry, 'a');
    isDown = true;
    const changes = registry.watch('bitcoin')[Symbol.asyncIterator]();
    await expect(changes.next()).rejects.toThrow('no connection');

    const errors: unknown[] = [];
    const onError = (error: unknown) => {
      errors.push(error);
      isDown = errors.length < 3;
    };
    for await (const { version } of registry.watch('bitcoin', { onError })) {
      expect(version).toBe('a');
      break;
    }
    expect(errors).toHaveLength(3);
  });

  it.each([{ intervalMs: 0 }, { intervalMs: Number.NaN }, { interval: 5 }])(
    'refuses %j at once',
    (options) => {
      expect(() => watched().registry.watch('bitcoin', options as never)).toThrow(InvalidArgumentError);
      expect(() => watched().registry.watch('')).toThrow(InvalidArgumentError);
    },
  );
});
