import { describe, expect, it } from 'vitest';
import type { ArmaOrders } from '../../../src/models/arima/armaOrders.js';
import type { CandidateFit, CandidateFits } from '../../../src/models/arima/CandidateFits.js';
import { differencedData } from '../../../src/models/arima/differencedData.js';
import { fitArma } from '../../../src/models/arima/fitArma.js';
import { type OrderSearch, ranked, searchOrders } from '../../../src/models/arima/searchOrders.js';
import golden from '../../golden/arima-seasonal/cases.json' with { type: 'json' };
import { gaussian } from './bruteForce.js';

const none = { p: 0, q: 0, seasonalP: 0, seasonalQ: 0, period: 1 };

function searchOf(
  values: ArrayLike<number>,
  differencing: { d: number; seasonalD: number; period: number },
  changes: Partial<OrderSearch> = {},
): OrderSearch {
  const known = [false, true].map((hasConstant) =>
    differencedData({ values: Float64Array.from(values), differencing, hasConstant, regressors: [] }),
  );
  return {
    data: (hasConstant) => known[Number(hasConstant)]!,
    constants: [false, true],
    least: { ...none, period: differencing.period },
    most: { ...none, p: 3, q: 3, period: differencing.period },
    criterion: 'aicc',
    rule: { leastModulus: 1.001, leastDistance: 0.01 },
    isOver: () => false,
    onFit: () => {},
    signal: undefined,
    ...changes,
  };
}
const plain = { d: 1, seasonalD: 0, period: 1 };
const nameOf = ({
  orders: { p, q, seasonalP, seasonalQ },
  hasConstant,
}: Pick<CandidateFit, 'orders' | 'hasConstant'>) => `${p},${q},${seasonalP},${seasonalQ},${hasConstant}`;
const byName = (fits: readonly CandidateFit[]) => new Map(fits.map((fit) => [nameOf(fit), fit]));

/** An over-differenced series asks for a moving average on the unit circle. */
const overDifferenced = (() => {
  const next = gaussian(31);
  const level = Array.from({ length: 90 }, next);
  return level.map((value, t) => value + 0.3 * (level[t - 1] ?? 0));
})();

describe('searchOrders', () => {
  it.each([
    ['LakeHuron', golden.series.LakeHuron, plain],
    ['noise differenced', overDifferenced, plain],
    ['noise differenced twice', overDifferenced, { d: 2, seasonalD: 0, period: 1 }],
    ['logLynx', golden.series.logLynx, { d: 0, seasonalD: 0, period: 1 }],
  ] as const)('finds no model worse than one with a term fewer: %s', (_, values, differencing) => {
    const found = searchOrders(searchOf(values, differencing));
    const fits = byName(found.all);
    expect(fits.size).toBe(32);
    for (const fit of fits.values()) {
      const { p, q } = fit.orders;
      for (const smaller of [
        { orders: { ...fit.orders, p: p - 1 }, hasConstant: fit.hasConstant },
        { orders: { ...fit.orders, q: q - 1 }, hasConstant: fit.hasConstant },
        ...(fit.hasConstant ? [{ orders: fit.orders, hasConstant: false }] : []),
      ]) {
        const known = fits.get(nameOf(smaller));
        // One fitted again from all starts may have found another maximum since.
        if (known === undefined || found.isPolished(known)) continue;
        // The search may stop while it gains less than a hundredth.
        const loss = known.logLikelihood - fit.logLikelihood;
        expect(loss, `${nameOf(fit)} after ${nameOf(smaller)}`).toBeLessThan(0.02);
      }
    }
  });

  it('finds no seasonal model worse than one with a term fewer', () => {
    const differencing = { d: 1, seasonalD: 0, period: 4 };
    const most = { p: 1, q: 1, seasonalP: 2, seasonalQ: 2, period: 4 };
    const found = searchOrders(searchOf(golden.series.logUKgas, differencing, { most }));
    const fits = byName(found.all);
    for (const fit of fits.values()) {
      for (const term of ['p', 'q', 'seasonalP', 'seasonalQ'] as const) {
        const orders = { ...fit.orders, [term]: fit.orders[term] - 1 };
        const known = fits.get(nameOf({ orders, hasConstant: fit.hasConstant }));
        if (known !== undefined && !found.isPolished(known))
          expect(known.logLikelihood - fit.logLikelihood).toBeLessThan(0.02);
      }
    }
  });

  it('covers the whole grid, with the constants in their order, and tells of each fit', () => {
    const told: number[] = [];
    const onFit = (fits: CandidateFits) => told.push(fits.count);
    const fits = searchOrders(searchOf(golden.series.LakeHuron, plain, { onFit }));
    const wanted = [0, 1, 2, 3].flatMap((p) =>
      [0, 1, 2, 3].flatMap((q) => [`${p},${q},0,0,false`, `${p},${q},0,0,true`]),
    );
    expect(fits.all.map(nameOf).sort()).toEqual(wanted.sort());
    expect(told).toEqual(Array.from({ length: 32 }, (_, i) => i + 1));
    expect(fits.all.slice(0, 2).map(nameOf)).toEqual(['0,0,0,0,false', '0,0,0,0,true']);
  });

  it.each<[string, Partial<ArmaOrders>, Partial<ArmaOrders>]>([
    ['few terms', {}, { p: 1, q: 2 }],
    ['given terms', { p: 2, q: 1 }, { p: 2, q: 1 }],
    ['some given', { p: 1 }, { p: 1, q: 2 }],
    ['a season', { seasonalP: 1 }, { p: 1, q: 1, seasonalP: 1, seasonalQ: 1 }],
    ['a season and given terms', { p: 1 }, { p: 1, seasonalP: 1, seasonalQ: 1 }],
  ])('stays within its limits: %s', (_, fewest, most) => {
    const limits = {
      least: { ...none, ...fewest, period: 4 },
      most: { ...none, ...most, period: 4 },
      constants: [true],
    };
    const { all } = searchOrders(searchOf(golden.series.logUKgas, { ...plain, period: 4 }, limits));
    expect(all.length).toBeGreaterThan(0);
    for (const { orders, hasConstant } of all) {
      expect(hasConstant).toBe(true);
      expect(orders.period).toBe(4);
      for (const term of ['p', 'q', 'seasonalP', 'seasonalQ'] as const) {
        expect(orders[term]).toBeGreaterThanOrEqual(limits.least[term]);
        expect(orders[term]).toBeLessThanOrEqual(limits.most[term]);
      }
    }
    expect(all.map(nameOf)).toContain(nameOf({ orders: limits.least, hasConstant: true }));
  });

  it.each([1, 4])('fits one model at least when the time is up at once, period %i', (period) => {
    const most = { p: 2, q: 2, seasonalP: period > 1 ? 1 : 0, seasonalQ: 0, period };
    const search = searchOf(golden.series.logUKgas, { ...plain, period }, { most, isOver: () => true });
    expect(searchOrders(search).all.map(nameOf)).toEqual(['0,0,0,0,false']);
  });

  it('stops when the time is up', () => {
    let asked = 0;
    const isOver = () => ++asked > 5;
    expect(searchOrders(searchOf(golden.series.LakeHuron, plain, { isOver })).count).toBe(6);
  });

  it.each([1, 4])('rethrows the reason of a signal that aborts meanwhile, period %i', (period) => {
    const controller = new AbortController();
    const reason = new Error('shutting down');
    const most = { p: 2, q: 2, seasonalP: period > 1 ? 1 : 0, seasonalQ: 0, period };
    let told = 0;
    const onFit = () => {
      told += 1;
      if (told === 4) controller.abort(reason);
    };
    const search = searchOf(
      golden.series.logUKgas,
      { ...plain, period },
      { most, onFit, signal: controller.signal },
    );
    expect(() => searchOrders(search)).toThrow(reason);
    expect(told).toBe(4);
  });

  it('fits the best from all starts', () => {
    const search = searchOf(golden.series.logLynx, { d: 0, seasonalD: 0, period: 1 });
    const fits = searchOrders(search);
    const [best] = ranked(search, fits.all);
    const { series, columns, scale } = search.data(best!.hasConstant);
    const { logLikelihood } = fitArma({
      series,
      regressors: columns,
      orders: best!.orders,
      signal: undefined,
    });
    expect(fits.isPolished(best!)).toBe(true);
    expect(best!.logLikelihood).toBeCloseTo(logLikelihood - series.length * Math.log(scale), 4);
  });

  it('ranks by the criterion, leaving out what is rejected', () => {
    const search = searchOf(overDifferenced, plain);
    const { all } = searchOrders(search);
    const good = ranked(search, all);
    const rejected = all.filter((fit) => fit.rejected !== undefined);
    expect(rejected.length).toBeGreaterThan(0);
    expect(good.length).toBe(all.length - rejected.length);
    for (const criterion of ['aicc', 'bic'] as const) {
      const order = ranked({ criterion }, all).map((fit) => fit[criterion]);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  it('leaves out models that the series is too short for', () => {
    const { all } = searchOrders(searchOf(overDifferenced.slice(0, 9), plain));
    // Eight differences: p + q + constant + variance leave three.
    for (const { orders, parameters, aicc } of all) {
      expect(parameters).toBeLessThanOrEqual(5);
      expect(orders.p + orders.q).toBeLessThanOrEqual(4);
      expect(Number.isFinite(aicc)).toBe(true);
    }
    expect(all.length).toBeGreaterThan(4);
  });
});

describe('fitArma with seasonal polynomials on both sides', () => {
  it('also starts from the maxima with one side only', () => {
    const deaths = golden.series.ldeaths;
    const orders = { p: 1, q: 0, seasonalP: 2, seasonalQ: 1, period: 12 };
    const { data } = searchOf(deaths, { d: 0, seasonalD: 1, period: 12 });
    const { series, columns, scale } = data(true);
    const fit = fitArma({ series, regressors: columns, orders, signal: undefined });
    // R's arima(method = "ML") and a search from the other starts end at -419.2297.
    expect(fit.logLikelihood - series.length * Math.log(scale)).toBeGreaterThan(-417.268);
  });
});
