import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCoincastError } from '../../src/errors/index.js';
import { trainNaive } from '../../src/models/index.js';
import { createMemoryStore, createModelRegistry } from '../../src/persistence/index.js';
import { createTestClock } from '../../src/testing/index.js';

const naive = trainNaive([1, 2, 3]);
const force = { reason: 'property' };

const step = fc.oneof(
  fc.record({ what: fc.constant('register' as const), pick: fc.constant(0) }),
  fc.record({ what: fc.constant('promote' as const), pick: fc.nat(9) }),
  fc.record({ what: fc.constant('rollback' as const), pick: fc.constant(0) }),
  fc.record({ what: fc.constant('prune' as const), pick: fc.nat(4) }),
);

describe('a registry', () => {
  it('does what a list of versions and a pile of champions would, whatever is asked of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const clock = createTestClock();
        const store = createMemoryStore();
        const registry = createModelRegistry({ store, clock });
        let versions: string[] = [];
        let pile: string[] = [];
        let registered = 0;
        const live: [number, string | undefined][] = [[clock.now() - 1, undefined]];
        for (const { what, pick } of steps) {
          clock.advance(1);
          const version = versions[pick % versions.length];
          if (what === 'register') {
            versions.push(`v${registered}`);
            await registry.register(naive, { coin: 'btc', version: `v${registered++}` });
          } else if (what === 'promote' && version !== undefined) {
            const { changed } = await registry.promote(version, { force });
            expect(changed).toBe(version !== pile.at(-1));
            if (changed) pile.push(version);
          } else if (what === 'rollback') {
            const outcome = await registry.rollback('btc').catch((error) => error);
            if (pile.length < 2)
              expect(isCoincastError(outcome) && outcome.code).toBe('rollback-unavailable');
            else pile.pop();
          } else if (what === 'prune') {
            await registry.prune({ keep: pick });
            const held = pile.slice(-2);
            const young = pick === 0 ? [] : versions.slice(-pick);
            versions = versions.filter((each) => young.includes(each) || held.includes(each));
            pile = pile
              .filter((each) => versions.includes(each))
              .filter((each, i, all) => each !== all[i - 1]);
          }
          live.push([clock.now(), pile.at(-1)]);
        }
        expect((await registry.list()).map((each) => each.version)).toEqual([...versions].reverse());
        expect((await registry.champion('btc'))?.version).toBe(pile.at(-1));
        for (const [time, expected] of live) {
          expect((await registry.championAt('btc', time))?.version).toBe(expected);
        }
        expect(await registry.verify()).toMatchObject({ clean: true, versions: versions.length });

        const restored = createModelRegistry({ store: createMemoryStore(), clock });
        await restored.importAll(await registry.exportAll());
        expect(await restored.journal('btc')).toEqual(await registry.journal('btc'));
        expect(await restored.list()).toEqual(await registry.list());
      }),
      { numRuns: 25 },
    );
  });
});
