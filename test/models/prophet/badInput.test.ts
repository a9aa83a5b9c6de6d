import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
  NonFiniteValueError,
} from '../../../src/errors/index.js';
import { crossValidateProphet, trainProphet } from '../../../src/models/prophet/index.js';
import { day, hour, noisySeason } from './noisySeason.js';

const { timestamps, values } = noisySeason({ length: 100, stepMs: hour });
const timed = { timestamps, values };
const train = (options: object) => trainProphet(timed, options as never);

describe('trainProphet', () => {
  it.each<[string, () => unknown, new (...args: never[]) => Error]>([
    ['two points', () => trainProphet({ timestamps: [0, hour], values: [1, 2] }), InsufficientDataError],
    [
      'all values missing',
      () => trainProphet({ timestamps, values: values.map(() => Number.NaN) }),
      InsufficientDataError,
    ],
    [
      'bare numbers all missing',
      () => trainProphet([Number.NaN, Number.NaN, Number.NaN]),
      NonFiniteValueError,
    ],
    [
      'constant values',
      () => trainProphet({ timestamps, values: values.map(() => 5) }),
      DegenerateSeriesError,
    ],
    [
      'constant values under a cap',
      () => trainProphet({ timestamps, values: values.map(() => 5) }, { growth: 'logistic', cap: 9 }),
      DegenerateSeriesError,
    ],
    [
      'values on a line',
      () => trainProphet({ timestamps, values: values.map((_, i) => 1 + i) }),
      DegenerateSeriesError,
    ],
    [
      'one timestamp for all',
      () => trainProphet({ timestamps: timestamps.map(() => 5), values }),
      IrregularSeriesError,
    ],
    [
      'timestamps that are no numbers',
      () => trainProphet({ timestamps: timestamps.map(() => Number.NaN), values }),
      NonFiniteValueError,
    ],
    [
      'fewer timestamps than values',
      () => trainProphet({ timestamps: timestamps.slice(1), values }),
      InvalidArgumentError,
    ],
    [
      'an infinite value',
      () => trainProphet({ timestamps, values: values.map((v, i) => (i === 9 ? Infinity : v)) }),
      NonFiniteValueError,
    ],
    [
      'an unknown key beside the values',
      () => trainProphet({ ...timed, prices: values } as never),
      InvalidArgumentError,
    ],
    [
      'a value to be transformed that is not positive',
      () => trainProphet({ timestamps, values: values.map((v) => v - 100) }, { transform: 'log' }),
      NonFiniteValueError,
    ],
  ])('refuses %s', (_, run, type) => {
    expect(run).toThrow(type);
  });

  it.each<[object, RegExp]>([
    [{ growth: 'linaer' }, /Did you mean "linear"/],
    [{ growth: 'logistic' }, /cap must be/],
    [{ cap: 5 }, /left out with linear growth/],
    [{ growth: 'logistic', cap: 5, floor: 6 }, /above the floor/],
    [{ growth: 'logistic', cap: [1, 2] }, /cap\.length/],
    [{ growth: 'logistic', cap: 200, transform: 'log' }, /"none" with logistic growth/],
    [{ weeky: true }, /Did you mean "weekly"/],
    [{ weekly: 3 }, /"auto", true, false/],
    [{ weekly: { fourierOrder: 0 } }, /weekly\.fourierOrder/],
    [{ weekly: { order: 3 } }, /Did you mean|keys fourierOrder/],
    [{ weekly: { priorScale: 0 } }, /weekly\.priorScale/],
    [{ seasonalityMode: 'mult' }, /seasonalityMode/],
    [{ changepoints: { count: -1 } }, /changepoints\.count/],
    [{ changepoints: { range: 1.1 } }, /changepoints\.range/],
    [{ changepoints: 5 }, /timestamps, \{ count, range \} or false/],
    [{ changepoints: [timestamps[0]! - 1] }, /within the history/],
    [{ changepointPriorScale: 0 }, /changepointPriorScale/],
    [{ seasonalities: [{ name: 'x', fourierOrder: 1 }] }, /periodMs must be given/],
    [{ seasonalities: [{ name: 'x', fourierOrder: 1, periodMs: day, periodSteps: 2 }] }, /periodMs/],
    [{ seasonalities: [{ name: 'x', fourierOrder: 101, periodMs: day }] }, /fourierOrder/],
    [{ seasonalities: [{ name: 'daily', fourierOrder: 1, periodMs: day }] }, /no other component/],
    [{ seasonalities: [{ name: 'x', fourierOrder: 1, periodMs: day, condition: [1] }] }, /condition\.length/],
    [
      { seasonalities: [{ name: 'x', fourierOrder: 1, periodMs: day, condition: {} }] },
      /weekdays, months or hours/,
    ],
    [
      { seasonalities: [{ name: 'x', fourierOrder: 1, periodMs: day, condition: { weekdays: [7] } }] },
      /weekdays\[0\]/,
    ],
    [{ seasonalities: { name: 'x' } }, /an array of objects/],
    [{ events: [{ name: 'x', dates: [] }] }, /dates/],
    [{ events: [{ name: 'x', dates: [0], daysBefore: -1 }] }, /daysBefore/],
    [{ events: [{ name: 'trend', dates: [0] }] }, /nor the trend/],
    [{ regressors: [values] }, /columns by name/],
    [{ regressors: { x: [1] } }, /regressors\.x\.length/],
    [{ regressors: { x: values.map(() => Number.NaN) } }, /regressors\.x\[0\]/],
    [{ regressors: { x: values.map(() => 1e200) } }, /up to 1e\+100/],
    [{ regressors: { x: { values, standardize: 1 } } }, /standardize/],
    [{ conformal: {} }, /conformal\.horizon/],
    [{ conformal: { horizon: 99 } }, /at least/],
    [{ scaling: 'max' }, /scaling/],
    [{ onProgress: 1 }, /onProgress/],
  ])('refuses %j', (options, message) => {
    expect(() => train(options)).toThrow(message);
  });

  it.each<[object, RegExp]>([
    [{ weekly: true }, /bare numbers, which have no calendar/],
    [{ events: [{ name: 'x', dates: [3] }] }, /no dates/],
    [{ seasonalities: [{ name: 'x', fourierOrder: 1, periodMs: day }] }, /left out for bare numbers/],
    [
      { seasonalities: [{ name: 'x', fourierOrder: 1, periodSteps: 7, condition: { hours: [1] } }] },
      /flags for bare numbers/,
    ],
  ])('refuses for bare numbers %j', (options, message) => {
    expect(() => trainProphet(values, options as never)).toThrow(message);
  });

  it.each([
    ['prices of 1e-9', values.map((value) => value * 1e-11)],
    ['prices of 1e9', values.map((value) => value * 1e7)],
    ['a high level with little variation', values.map((value) => 1e6 + value / 1e3)],
    ['a spike', values.map((value, i) => (i === 50 ? 1e6 : value))],
    ['a jump to zero', values.map((value, i) => (i > 50 ? 0 : value))],
  ])('takes %s, however it is told to fit', (_, series) => {
    const input = { timestamps, values: series };
    for (const options of [
      {},
      { scaling: 'minmax' },
      { seasonalityMode: 'multiplicative' },
      { growth: 'logistic', cap: 2 * Math.max(...series) },
      { growth: 'flat' },
    ] as const) {
      const { mean, intervals } = trainProphet(input, options).forecast({ horizon: 48 });
      for (const numbers of [mean, ...intervals.flatMap(({ lower, upper }) => [lower, upper])]) {
        expect(numbers.every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('takes a multiplicative season of a trend through zero, and ends', () => {
    const through = values.map((value, i) => (value - 110) * (i < 50 ? 1 : -1));
    const model = trainProphet({ timestamps, values: through }, { seasonalityMode: 'multiplicative' });
    expect(Number.isFinite(model.logPosterior)).toBe(true);
  });

  it('takes more changepoints than points, and columns that say the same', () => {
    const few = { timestamps: timestamps.slice(0, 12), values: values.slice(0, 12) };
    const twins = { x: values.slice(0, 12), y: values.slice(0, 12).map((value) => 2 * value) };
    const model = trainProphet(
      { ...few, values: few.values.map((value, i) => value + Math.cos(7 * i)) },
      { changepoints: { count: 500, range: 1 }, regressors: twins, daily: { fourierOrder: 20 } },
    );
    expect(model.changepoints().length).toBe(11);
    expect(Number.isFinite(model.logPosterior)).toBe(true);
  });

  it('has prices that stay above zero with logarithms, and says where their mean ends', () => {
    const falling = values.map((_, i) => Math.exp(3 - i / 20 + Math.sin(i * i) / 10));
    const model = trainProphet(
      { timestamps, values: falling },
      { transform: 'log', changepointPriorScale: 10 },
    );
    const { intervals } = model.forecast({ horizon: 200, levels: [0.99], biasAdjusted: false });
    expect(intervals[0]!.lower.every((value) => value > 0)).toBe(true);
    expect(() => model.forecast({ horizon: 100_000 })).toThrow(InvalidArgumentError);
  });

  it("rethrows the signal's reason", () => {
    const reason = new Error('enough');
    expect(() => train({ signal: AbortSignal.abort(reason) })).toThrow(reason);
    const controller = new AbortController();
    const onProgress = () => controller.abort(reason);
    expect(() => train({ conformal: { horizon: 5 }, onProgress, signal: controller.signal })).toThrow(reason);
  });
});

describe('a forecast', () => {
  const model = trainProphet(timed);
  it.each<[object, RegExp]>([
    [{}, /horizon/],
    [{ horizon: 3, timestamps: [5] }, /left out where timestamps are given/],
    [{ timestamps: [] }, /at least 1/],
    [{ timestamps: [Number.NaN] }, /timestamps\[0\]/],
    [{ timestamps: [1e300] }, /of a date/],
    [{ horizon: 3, method: 'conformal' }, /trained without conformal/],
    [{ horizon: 3, method: 'samples' }, /Did you mean "sample"/],
    [{ horizon: 3, seed: 1 }, /left out with method "exact"/],
    [{ horizon: 3, method: 'sample', paths: 1 }, /paths/],
    [{ horizon: 100_000, method: 'sample' }, /at most 200/],
    [{ horizon: 3, regressors: {} }, /without regressors/],
    [{ horizon: 3, cap: 5 }, /not logistic/],
    [{ horizon: 3, biasAdjusted: 1 }, /biasAdjusted/],
  ])('is refused with %j', (options, message) => {
    expect(() => model.forecast(options as never)).toThrow(message);
  });

  it('may reach far', () => {
    const { intervals } = model.forecast({ horizon: 5000 });
    expect(intervals[1]!.upper.every(Number.isFinite)).toBe(true);
  });
});

describe('crossValidateProphet', () => {
  it.each<[object, RegExp]>([
    [{}, /horizon/],
    [{ horizon: 24, cutoffs: 0 }, /cutoffs/],
    [{ horizon: 24, initial: 2 }, /initial/],
    [{ horizon: 60 }, /at least/],
    [{ horizon: 24, conformal: { horizon: 3 } }, /conformal/],
  ])('refuses %j', (options, message) => {
    expect(() => crossValidateProphet(timed, options as never)).toThrow(message);
  });
});
