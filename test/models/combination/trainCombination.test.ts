import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  SerializationError,
} from '../../../src/errors/index.js';
import {
  restoreCombination,
  type Trainer,
  trainCombination,
  trainDrift,
  trainEts,
  trainNaive,
  trainTheta,
} from '../../../src/models/index.js';

const values = [100, 102, 101, 105, 103, 108, 107, 111];
const members = { naive: trainNaive, drift: trainDrift, theta: trainTheta };
const failing: Trainer = () => {
  throw new RangeError('no such luck');
};

describe('trainCombination', () => {
  it.each([
    ['an odd number of members', members],
    ['an even number', { naive: trainNaive, drift: trainDrift }],
  ])('takes the median of %s, of means and of the ends of intervals', (_, some: Record<string, Trainer>) => {
    const combined = trainCombination(values, { members: some }).forecast({ horizon: 5, levels: [0.5, 0.9] });
    const each = Object.values(some).map((train) =>
      train(values).forecast({ horizon: 5, levels: [0.5, 0.9] }),
    );
    const median = (numbers: number[]) => {
      const sorted = numbers.sort((a, b) => a - b);
      return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
    };
    for (let h = 0; h < 5; h++) {
      expect(combined.mean[h]).toBeCloseTo(median(each.map(({ mean }) => mean[h]!)), 12);
      expect(combined.intervals[1]!.lower[h]).toBeCloseTo(
        median(each.map(({ intervals }) => intervals[1]!.lower[h]!)),
        12,
      );
    }
  });

  it('takes the mean by weights, which need not sum to 1', () => {
    const model = trainCombination(values, {
      members: { naive: trainNaive, drift: trainDrift },
      method: 'mean',
      weights: { naive: 6, drift: 2 },
    });
    expect(model.members.map(({ weight }) => weight)).toEqual([0.75, 0.25]);
    const [naive, drift] = [trainNaive, trainDrift].map(
      (train) => train(values).forecast({ horizon: 3 }).mean,
    );
    model.forecast({ horizon: 3 }).mean.forEach((value, h) => {
      expect(value).toBeCloseTo(0.75 * naive![h]! + 0.25 * drift![h]!, 12);
    });
  });

  it('leaves out a member that fails, with its reason, and shares its weight among the others', () => {
    const model = trainCombination(values.slice(0, 4), {
      members: { naive: trainNaive, ets: trainEts, own: failing, drift: trainDrift },
      method: 'mean',
    });
    expect(model.members.map(({ name, weight }) => [name, weight])).toEqual([
      ['naive', 0.5],
      ['drift', 0.5],
    ]);
    expect(model.omitted).toEqual([
      { name: 'ets', code: 'insufficient-data', reason: expect.stringContaining('trainEts') },
      { name: 'own', reason: 'no such luck' },
    ]);
    expect(restoreCombination(JSON.parse(JSON.stringify(model))).omitted).toEqual(model.omitted);
  });

  it('throws what the first member threw when all fail', () => {
    expect(() => trainCombination([1, 2, 3, 5], { members: { theta: trainTheta, own: failing } })).toThrow(
      InsufficientDataError,
    );
    expect(() => trainCombination([1, 1, 1], { members })).toThrow(DegenerateSeriesError);
  });

  it("rethrows an abort during a member's training, not as that member's failure", () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const aborting: Trainer = (_, context) => {
      controller.abort(reason);
      context!.signal!.throwIfAborted();
      throw new Error('unreachable');
    };
    expect(() =>
      trainCombination(values, { members: { naive: trainNaive, aborting }, signal: controller.signal }),
    ).toThrow(reason);
  });

  it.each<[string, Parameters<typeof trainCombination>[1]]>([
    ['no members', { members: {} }],
    ['members that are none', { members: undefined as never }],
    ['a member that is not a function', { members: { naive: 1 as never } }],
    ['weights for the median', { members, weights: { naive: 1, drift: 1, theta: 1 } }],
    ['a missing weight', { members, method: 'mean', weights: { naive: 1, drift: 1 } }],
    ['a weight of 0', { members, method: 'mean', weights: { naive: 1, drift: 1, theta: 0 } }],
    [
      'a weight for nobody',
      { members, method: 'mean', weights: { naive: 1, drift: 1, theta: 1, thetta: 1 } },
    ],
    ['another method', { members, method: 'mode' as never }],
  ])('refuses %s', (_, options) => {
    expect(() => trainCombination(values, options)).toThrow(InvalidArgumentError);
  });

  it('nests combinations', () => {
    const inner: Trainer = (series) => trainCombination(series, { members });
    const model = trainCombination(values, { members: { inner, naive: trainNaive } });
    const restored = restoreCombination(JSON.parse(JSON.stringify(model)));
    expect(restored.append([113]).forecast({ horizon: 3 })).toEqual(
      model.append([113]).forecast({ horizon: 3 }),
    );
  });

  it("cannot be restored with a model of one's own, or weights that do not fit", () => {
    const own: Trainer = (series) =>
      ({ ...trainNaive(series), toJSON: () => ({ ...trainNaive(series).toJSON(), kind: 'mine' }) }) as never;
    const state = JSON.parse(JSON.stringify(trainCombination(values, { members: { own } })));
    expect(() => restoreCombination(state)).toThrow(/train it again/);
    const mean = JSON.parse(JSON.stringify(trainCombination(values, { members, method: 'mean' })));
    mean.members[0].weight = 0.9;
    expect(() => restoreCombination(mean)).toThrow(SerializationError);
    mean.members[0].model.kind = 'naif';
    mean.members[0].weight = 1 / 3;
    expect(() => restoreCombination(mean)).toThrow(/Did you mean "naive"/);
    mean.members[0].name = 'drift';
    expect(() => restoreCombination(mean)).toThrow(/must differ in name/);
  });
});
