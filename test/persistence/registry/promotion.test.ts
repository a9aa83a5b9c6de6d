import { describe, expect, it, vi } from 'vitest';
import { InvalidArgumentError } from '../../../src/errors/index.js';
import { compareModels } from '../../../src/evaluation/index.js';
import { trainDrift } from '../../../src/models/index.js';
import {
  createMemoryStore,
  createModelRegistry,
  type GateContext,
  gateMetrics,
} from '../../../src/persistence/index.js';
import { createTestClock, simulateMarket } from '../../../src/testing/index.js';
import { crown, drift, force, hour, naive, overwrite, start, testRegistry } from './registries.js';

const beats = { verdict: { code: 'beats-naive', statement: 'it beats the naive forecast by 5%' } };
const fails = { verdict: { code: 'no-better-than-naive', statement: 'it is no better' } };
const folds = (meanLoss: number, changes = {}) => ({
  folds: { fingerprint: 'f'.repeat(16), count: 20, horizon: 3, loss: 'absolute', meanLoss, ...changes },
});

async function withVersions(metrics: Record<string, object>) {
  const made = testRegistry();
  for (const [version, each] of Object.entries(metrics)) {
    await made.registry.register(naive, { coin: 'bitcoin', version, metrics: each });
  }
  return made;
}

describe('promote', () => {
  it('writes who, when, from, to, why and the figures', async () => {
    const { registry } = await withVersions({ a: beats, b: { ...beats, mae: 2 } });
    await registry.promote('a');
    const { changed, registered, entry } = await registry.promote('b', { who: 'ada', why: 'newer data' });
    expect([changed, registered.version]).toEqual([true, 'b']);
    expect(entry).toMatchObject({
      coin: 'bitcoin',
      sequence: 2,
      action: 'promote',
      alias: 'champion',
      from: 'a',
      to: 'b',
      live: { champion: 'b' },
      who: 'ada',
      why: 'newer data',
      forced: null,
      metrics: { mae: 2 },
      gate: { name: 'default', reason: 'it beats the naive forecast by 5%', comparison: null },
    });
    expect(entry).toEqual((await registry.journal('bitcoin'))[1]);
    expect(Object.isFrozen(entry.live)).toBe(true);
    expect(entry.previousSha256).toBe((await registry.journal('bitcoin'))[0]!.sha256);
  });

  it('of the champion changes nothing, and needs no gate', async () => {
    const { registry } = testRegistry();
    const { entry } = await crown(registry, 'a');
    expect(await registry.promote('a', { expect: null })).toMatchObject({ changed: false, entry });
    expect(await registry.journal('bitcoin')).toHaveLength(1);
  });

  it('never dates an entry before the one before it', async () => {
    const times = [start, start + hour, start, start - hour];
    const clock = { ...createTestClock(), now: () => times.shift()! };
    const registry = createModelRegistry({ store: createMemoryStore(), clock });
    await crown(registry, 'a');
    await crown(registry, 'b');
    expect((await registry.journal('bitcoin')).map(({ at }) => at)).toEqual([start + hour, start + hour]);
    expect((await registry.championAt('bitcoin', start + hour))?.version).toBe('b');
  });

  it.each([
    { gate: true },
    { force: {} },
    { force: { reason: ' ' } },
    { force: { reason: 'x', who: 'y' } },
    { who: 5 },
    { why: '' },
    { expect: 'Not A Version' },
    { comparison: { metric: 'mae', folds: 0, candidateLoss: 1, championLoss: 1, champion: 'a' } },
    { comparison: { metric: 'mae', folds: 1, candidateLoss: Number.NaN, championLoss: 1, champion: 'a' } },
    { comparison: {} },
    { whom: 'ada' },
    { gate: () => ({ passed: 'yes' }) },
    { gate: () => undefined },
  ])('refuses %j', async (options) => {
    const { registry } = await withVersions({ a: beats });
    await expect(registry.promote('a', options as never)).rejects.toThrow(InvalidArgumentError);
    expect(await registry.champion('bitcoin')).toBeUndefined();
  });

  it('refuses a damaged version before it becomes the champion', async () => {
    const { registry, store } = await withVersions({ a: beats });
    await overwrite(store, 'models/bitcoin/a', Uint8Array.of(1));
    await expect(registry.promote('a')).rejects.toMatchObject({ code: 'serialization' });
    expect(await registry.journal('bitcoin')).toEqual([]);
  });
});

describe('the default gate', () => {
  it('lets pass what beats the naive forecast', async () => {
    const { registry } = await withVersions({ a: beats });
    expect((await registry.promote('a')).changed).toBe(true);
  });

  it.each([
    ['no verdict', {}, 'its metrics hold no verdict'],
    ['a verdict that is none', { verdict: 'good' }, 'its metrics hold no verdict'],
    ['another verdict', fails, 'its verdict is no-better-than-naive (it is no better)'],
  ])('refuses a first champion with %s, and says so', async (_what, metrics, reason) => {
    const { registry } = await withVersions({ a: metrics });
    const attempt = registry.promote('a');
    await expect(attempt).rejects.toMatchObject({
      name: 'PromotionRefusedError',
      code: 'promotion-refused',
      version: 'a',
      champion: undefined,
      reason: expect.stringContaining(reason),
    });
    await expect(attempt).rejects.toThrow('give force with a reason');
    expect(await registry.champion('bitcoin')).toBeUndefined();
  });

  it.each([
    ['less', 0.9, true],
    ['as much', 1, true],
    ['more', 1.1, false],
  ])('compares on the same folds by the metrics of both: a loss of %s', async (_what, loss, passes) => {
    const { registry } = await withVersions({
      a: { ...beats, ...folds(1) },
      b: { ...fails, ...folds(loss) },
    });
    await registry.promote('a');
    const attempt = registry.promote('b');
    if (passes) {
      expect((await attempt).entry.gate).toEqual({
        name: 'default',
        reason: `not worse than the champion: its mean absolute error over the same 20 folds is ${loss}, that of the champion a 1`,
        comparison: {
          metric: 'mean absolute error',
          folds: 20,
          candidateLoss: loss,
          championLoss: 1,
          champion: 'a',
        },
      });
    } else {
      await expect(attempt).rejects.toThrow(`over the same 20 folds is 1.1, that of the champion a 1`);
    }
  });

  it.each([
    ['other folds', { fingerprint: 'e'.repeat(16) }],
    ['another loss', { loss: 'squared' }],
    ['another horizon', { horizon: 4 }],
    ['no loss at all', { meanLoss: null }],
  ])('does not compare on %s', async (_what, changes) => {
    const { registry } = await withVersions({ a: { ...beats, ...folds(1) }, b: folds(0.5, changes) });
    await registry.promote('a');
    await expect(registry.promote('b')).rejects.toThrow(
      'there is no comparison with the champion a on the same',
    );
  });

  it('takes a comparison with the present champion, and no other', async () => {
    const { registry } = await withVersions({ a: beats, b: {}, c: {} });
    await registry.promote('a');
    const comparison = { metric: 'MASE', folds: 12, candidateLoss: 0.8, championLoss: 0.9, champion: 'a' };
    expect((await registry.promote('b', { comparison })).entry.gate?.comparison).toEqual(comparison);
    await expect(registry.promote('c', { comparison })).rejects.toMatchObject({
      code: 'promotion-conflict',
      champion: 'b',
      sequence: 2,
    });
  });

  it('looks at what gateMetrics makes of comparisons: the same folds, and a shifted series', async () => {
    const prices = simulateMarket({ seed: 3, length: 160 });
    const compare = (values: ArrayLike<number>, extra: object = {}) =>
      compareModels(Array.from(values), { drift: (each) => trainDrift(each), ...extra });
    const first = gateMetrics(await compare(prices.prices), 'drift');
    const again = gateMetrics(await compare(prices.prices, { other: trainDrift }), 'other');
    const later = gateMetrics(await compare(prices.prices.slice(1)), 'drift');
    expect(again.folds).toEqual(first.folds);
    expect(later.folds.fingerprint).not.toBe(first.folds.fingerprint);
    expect(gateMetrics(await compare(prices.prices), 'naive').verdict).toBeNull();

    const { registry } = await withVersions({ a: first, b: again, c: later });
    await registry.promote('a', { force });
    expect((await registry.promote('b')).entry.gate?.comparison?.championLoss).toBe(first.folds.meanLoss);
    await expect(registry.promote('c')).rejects.toMatchObject({ code: 'promotion-refused' });
    const comparison = await compare(prices.prices);
    expect(() => gateMetrics(comparison, 'drif')).toThrow('model must be one of');
  });
});

describe('a gate of your own', () => {
  it('is asked with all there is to know, and may wait', async () => {
    const { registry } = await withVersions({ a: { ...beats, ...folds(1) }, b: folds(2) });
    await registry.promote('a');
    const gate = vi.fn(async ({ comparison }: GateContext) => ({
      passed: comparison!.candidateLoss < 3,
      reason: 'below 3',
    }));
    const { entry } = await registry.promote('b', { gate });
    expect(entry.gate).toMatchObject({ name: 'own', reason: 'below 3' });
    expect(gate).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        coin: 'bitcoin',
        candidate: expect.objectContaining({ version: 'b' }),
        champion: expect.objectContaining({ version: 'a' }),
        comparison: expect.objectContaining({ championLoss: 1 }),
      }),
    );
  });

  it('that refuses is quoted, and what it throws comes through', async () => {
    const { registry } = await withVersions({ a: beats });
    const refused = registry.promote('a', { gate: () => ({ passed: false, reason: 'too wild' }) });
    await expect(refused).rejects.toMatchObject({ code: 'promotion-refused', reason: 'too wild' });
    const gate = () => {
      throw new TypeError('a bug of the gate');
    };
    await expect(registry.promote('a', { gate })).rejects.toThrow(TypeError);
  });

  it('is not asked by force, whose reason is kept', async () => {
    const { registry } = await withVersions({ a: fails });
    const gate = vi.fn();
    const { entry } = await registry.promote('a', { gate, force: { reason: 'outage' }, why: 'ticket 7' });
    expect(gate).not.toHaveBeenCalled();
    expect(entry).toMatchObject({ forced: 'outage', why: 'ticket 7', gate: null });
  });

  it('sees no champion where the champion is damaged, which can so be replaced', async () => {
    const { registry, store } = await withVersions({ a: beats, b: beats });
    await registry.promote('a');
    await overwrite(store, 'models/bitcoin/a', Uint8Array.of(1));
    await expect(registry.champion('bitcoin')).rejects.toMatchObject({ code: 'serialization' });
    await registry.promote('b', {
      gate: ({ champion }) => ({ passed: champion === undefined, reason: 'ok' }),
    });
    expect((await registry.champion('bitcoin'))?.version).toBe('b');
  });
});

describe('promotions at once', () => {
  it('are decided on what holds: one wins, the others are told who', async () => {
    const { registry } = await withVersions({ a: beats, b: beats, c: beats, d: beats });
    await registry.promote('a', { who: 'eve' });
    const outcomes = await Promise.allSettled(
      ['b', 'c', 'd'].map((version) => registry.promote(version, { who: `${version}'s` })),
    );
    const won = outcomes.flatMap((each) =>
      each.status === 'fulfilled' ? [each.value.registered.version] : [],
    );
    const lost = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect([won.length, lost.length]).toEqual([1, 2]);
    for (const error of lost) {
      expect(error).toMatchObject({
        name: 'PromotionConflictError',
        champion: won[0],
        sequence: 2,
        who: `${won[0]}'s`,
      });
      expect(error.message).toContain(
        `the champion of bitcoin is ${won[0]}, made so by ${won[0]}'s in entry 2`,
      );
    }
    expect(await registry.journal('bitcoin')).toHaveLength(2);
  });

  it('of one version are the same promotion', async () => {
    const { registry } = await withVersions({ a: beats });
    const all = await Promise.all([1, 2, 3].map(() => registry.promote('a')));
    expect(all.filter(({ changed }) => changed)).toHaveLength(1);
    expect(new Set(all.map(({ entry }) => entry.sha256)).size).toBe(1);
  });

  it('conflict where the champion changes while the gate thinks, also when it changes back', async () => {
    const { registry } = await withVersions({ a: beats, b: beats, c: beats });
    await registry.promote('a');
    const gate = async () => {
      await registry.promote('b');
      await registry.rollback('bitcoin');
      return { passed: true, reason: 'slow' };
    };
    await expect(registry.promote('c', { gate })).rejects.toMatchObject({
      code: 'promotion-conflict',
      champion: 'a',
      sequence: 3,
    });
  });

  it('go on where only a prune came between, without asking the gate again', async () => {
    const { registry } = await withVersions({ a: beats, b: beats, c: beats });
    await registry.promote('a');
    const gate = vi.fn(async () => {
      await registry.prune({ keep: 1 });
      return { passed: true, reason: 'slow' };
    });
    await expect(registry.promote('b', { gate })).rejects.toMatchObject({ code: 'model-not-found', id: 'b' });
    await registry.promote('c', { gate });
    expect(gate).toHaveBeenCalledTimes(2);
    expect((await registry.journal('bitcoin')).map(({ action }) => action)).toEqual([
      'promote',
      'prune',
      'promote',
    ]);
  });

  it.each([
    ['another', 'b'],
    ['none', null],
  ])('are refused where %s is expected', async (_what, expected) => {
    const { registry } = await withVersions({ a: beats, c: beats });
    await registry.promote('a');
    const attempt = registry.promote('c', { expect: expected });
    await expect(attempt).rejects.toMatchObject({ code: 'promotion-conflict', champion: 'a', version: 'c' });
    await expect(registry.rollback('bitcoin', { expect: expected })).rejects.toMatchObject({
      code: 'promotion-conflict',
      version: undefined,
    });
    expect((await registry.promote('c', { expect: 'a' })).changed).toBe(true);
  });
});

describe('rollback', () => {
  it('takes promotions off one by one, until none is left', async () => {
    const { registry } = testRegistry();
    for (const version of ['a', 'b', 'c']) await crown(registry, version);
    const back = await registry.rollback('bitcoin', { who: 'ada', why: 'alarm' });
    expect(back).toMatchObject({ changed: true, registered: { version: 'b' } });
    expect(back.entry).toMatchObject({ action: 'rollback', from: 'c', to: 'b', who: 'ada', why: 'alarm' });
    await crown(registry, 'd');
    expect((await registry.rollback('bitcoin')).registered.version).toBe('b');
    expect((await registry.rollback('bitcoin')).registered.version).toBe('a');
    await expect(registry.rollback('bitcoin')).rejects.toMatchObject({
      name: 'RollbackUnavailableError',
      code: 'rollback-unavailable',
      champion: 'a',
    });
    await expect(registry.rollback('dogecoin')).rejects.toThrow('dogecoin has no champion');
  });

  it('passes over what was pruned', async () => {
    const { registry } = testRegistry();
    for (const version of ['a', 'b', 'c', 'd']) await crown(registry, version);
    await registry.prune({ keep: 0 });
    expect((await registry.list()).map(({ version }) => version)).toEqual(['d', 'c']);
    expect((await registry.rollback('bitcoin')).registered.version).toBe('c');
    await expect(registry.rollback('bitcoin')).rejects.toThrow('no champion before c that is kept');
  });

  it('does not go back to what is damaged', async () => {
    const { registry, store } = testRegistry();
    await crown(registry, 'a');
    await crown(registry, 'b');
    await overwrite(store, 'models/bitcoin/a', Uint8Array.of(1));
    await expect(registry.rollback('bitcoin')).rejects.toMatchObject({ code: 'serialization' });
    expect((await registry.champion('bitcoin'))?.version).toBe('b');
  });

  it('refuses an unknown option', async () => {
    const { registry } = testRegistry();
    await expect(registry.rollback('bitcoin', { because: 'x' } as never)).rejects.toThrow(
      InvalidArgumentError,
    );
  });
});

describe('championAt', () => {
  it('says who was champion when, also of what was pruned since', async () => {
    const { registry } = testRegistry();
    const first = await crown(registry, 'a');
    await registry.register(drift, { coin: 'bitcoin', version: 'b' });
    const second = await registry.promote('b', { force });
    const third = await registry.rollback('bitcoin');
    await crown(registry, 'c');
    await crown(registry, 'd');
    await registry.prune({ keep: 0 });
    const at = async (time: number) => (await registry.championAt('bitcoin', time))?.version;
    expect(await at(first.entry.at - 1)).toBeUndefined();
    expect(await at(first.entry.at)).toBe('a');
    expect(await at(second.entry.at - 1)).toBe('a');
    expect(await at(second.entry.at)).toBe('b');
    expect(await at(third.entry.at + 1)).toBe('a');
    expect(await registry.championAt('bitcoin', second.entry.at)).toEqual({
      coin: 'bitcoin',
      version: 'b',
      from: second.entry.at,
      until: third.entry.at,
      entry: second.entry,
    });
    const now = await registry.championAt('bitcoin', start + 1000 * hour);
    expect([now?.version, now?.until]).toEqual(['d', undefined]);
    await expect(registry.get('b')).rejects.toMatchObject({ code: 'model-not-found' });
    await expect(registry.championAt('bitcoin', new Date() as never)).rejects.toThrow(InvalidArgumentError);
  });
});
