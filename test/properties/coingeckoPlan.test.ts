import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignChart } from '../../src/coingecko/alignChart.js';
import { type PlanFetchOptions, planFetch } from '../../src/coingecko/index.js';
import { answerCall, priceOf, rangeStep } from '../coingecko/modelServer.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Any moment but the minute around a step of 5 minutes, which is one around a full hour too: there points of the edge are
 * recorded late or not at all, and a call made late begins after them.
 */
const present = fc
  .tuple(fc.integer({ min: 0, max: 240_000 }), fc.integer({ min: minute, max: 4 * minute }))
  .map(([steps, offset]) => Date.UTC(2024, 0, 1) + steps * 5 * minute + offset);
const interval = fc.constantFrom('auto', 'hourly', 'daily');
const plan = fc.constantFrom('keyless', 'demo', 'pro');
const days = fc.integer({ min: 1, max: 365 });
const ended = fc.tuple(days, fc.double({ min: 0, max: 1, noNaN: true }));

const lastDays = fc
  .record({ now: present, interval, plan, days })
  .map((options) => options as PlanFetchOptions & { now: number });
const ranges = fc.tuple(present, interval, plan, ended).map(([now, resolution, name, [back, fraction]]) => {
  const from = now - back * day;
  const to = Math.min(now, from + Math.max(1, Math.round(fraction * back)) * day);
  return { now, interval: resolution, plan: name, from, to } as PlanFetchOptions & { now: number };
});

describe('planFetch', () => {
  it('has calls whose answers, joined, are exactly the history asked for, however late they are made', () => {
    const wait = fc.integer({ min: 0, max: minute });
    fc.assert(
      fc.property(fc.oneof(lastDays, ranges), wait, (options, waitMs) => {
        const planned = planFetch(options);
        const isLate = options.days === undefined || planned.calls.length > 1;
        const answers = planned.calls.map((call) => answerCall(call, options.now + (isLate ? waitMs : 0)));
        for (const { stepMs } of answers) expect(stepMs).toBe(planned.stepMs);
        const charts = answers.map(({ points }) => ({
          prices: points.filter(([, price]) => price !== 999),
          volumes: [],
          marketCaps: [],
        }));
        const expected = Array.from({ length: planned.count }, (_, i) => planned.first + i * planned.stepMs);
        const { timestamps, prices } = alignChart(charts, planned);
        expect(timestamps).toEqual(expected);
        expect(prices).toEqual(expected.map(priceOf));
      }),
      { numRuns: 150 },
    );
  });

  it('stays within the plan for a minute to come, in whole seconds, with pieces that adjoin', () => {
    fc.assert(
      fc.property(fc.oneof(lastDays, ranges), (options) => {
        const { calls, first, last, stepMs, count } = planFetch(options);
        let next = first;
        for (const { endpoint, parameters, expected } of calls) {
          expect(expected.first).toBe(next);
          expect(expected.count).toBe((expected.last - expected.first) / stepMs + 1);
          next = expected.last + stepMs;
          if (endpoint === 'market_chart') {
            if (options.plan !== 'pro') expect(parameters.days).toBeLessThanOrEqual(365);
          } else {
            const { from, to } = parameters;
            if (options.plan !== 'pro') expect(from).toBeGreaterThanOrEqual(options.now + minute - 365 * day);
            expect(to).toBeLessThan(options.now);
            expect((from % 1000) + (to % 1000)).toBe(0);
          }
        }
        expect(next).toBe(last + stepMs);
        expect(calls.reduce((sum, { expected }) => sum + expected.count, 0)).toBe(count);
      }),
    );
  });

  /**
   * The fewest calls by trial of all: the farthest day that can be had with one more call, where a call may be
   * any range of half days (or days up to now) whose answer is hourly by CoinGecko's rule.
   */
  function fewestByTrial(spanDays: number): number {
    const now = Date.UTC(2026, 0, 1, 12, 37);
    const half = day / 2;
    const start = now - spanDays * day;
    const halves = spanDays * 2;
    const fewest = [0, ...Array<number>(halves).fill(Number.POSITIVE_INFINITY)];
    for (let end = 1; end <= halves; end++) {
      for (let begin = 0; begin < end; begin++) {
        const isHourly = rangeStep(start + begin * half, start + end * half, now) === hour;
        const isHourlyWhenLonger = rangeStep(start + begin * half - day, start + end * half, now) === hour;
        if (isHourly || isHourlyWhenLonger) fewest[end] = Math.min(fewest[end]!, fewest[begin]! + 1);
      }
    }
    return fewest[halves]!;
  }

  it('makes no more calls than the fewest found by trying all splits', () => {
    const now = Date.UTC(2026, 0, 1, 12, 37);
    for (const span of [1, 2, 45, 89, 90, 91, 179, 180, 181, 270, 271, 359, 360, 361, 364, 365]) {
      const fewest = fewestByTrial(span);
      expect(planFetch({ days: span, interval: 'hourly', now }).calls).toHaveLength(fewest);
      expect(planFetch({ from: now - span * day, to: now, interval: 'hourly', now }).calls).toHaveLength(
        fewest,
      );
    }
  });
});
