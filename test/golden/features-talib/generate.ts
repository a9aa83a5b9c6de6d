/**
 * Golden values of features by TA-Lib 0.6 compiled to WebAssembly (npm talib-web 0.1.3), of the candles of
 * `../features-candles`. Each case has the values that TA-Lib gives, from its first on. Its functions are called
 * themselves, as those of the package give them one element too little room.
 *
 * node --import tsx generate.ts > cases.json
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { init } from 'talib-web';
import candles from '../features-candles/cases.json' with { type: 'json' };

interface TalibModule {
  readonly HEAPF64: Float64Array;
  readonly HEAP32: Int32Array;
  _malloc(bytes: number): number;
  ccall(name: string, returns: 'number', types: readonly 'number'[], values: readonly number[]): number;
}

// The loader takes fetch, where there is one, for a file, which Node's refuses.
Reflect.deleteProperty(globalThis, 'fetch');
const folder = dirname(createRequire(import.meta.url).resolve('talib-web'));
const talib: TalibModule = await init(join(folder, 'talib.wasm'));

const { opens: open, highs: high, lows: low, closes: close, volumes: volume } = candles;
const simple = 0;

/** The feature, its options, and each column. */
const cases = [
  ['momentum', { span: 10 }, { value: one('MOM', [close], [10]) }],
  ['rateOfChange', { span: 10 }, { value: one('ROC', [close], [10]) }],
  ['simpleReturns', { span: 3 }, { value: one('ROCP', [close], [3]) }],
  ['sma', { period: 20 }, { value: one('SMA', [close], [20]) }],
  ['ema', { period: 12 }, { value: one('EMA', [close], [12]) }],
  ['wma', { period: 9 }, { value: one('WMA', [close], [9]) }],
  ['rsi', { period: 14 }, { value: one('RSI', [close], [14]) }],
  ['macd', {}, several('MACD', [close], [12, 26, 9], ['macd', 'signal', 'histogram'])],
  ['adx', { period: 14 }, directions(14)],
  ['aroon', { period: 25 }, several('AROON', [high, low], [25], ['down', 'up'])],
  ['aroon', { period: 10 }, { oscillator: one('AROONOSC', [high, low], [10]) }],
  ['parabolicSar', {}, { sar: one('SAR', [high, low], [0.02, 0.2]) }],
  [
    'parabolicSar',
    { acceleration: 0.05, maxAcceleration: 0.5 },
    { sar: one('SAR', [high, low], [0.05, 0.5]) },
  ],
  ['stochastic', {}, several('STOCH', [high, low, close], [14, 3, simple, 3, simple], ['k', 'd'])],
  [
    'stochastic',
    { period: 5, smoothing: 1, signalPeriod: 4 },
    several('STOCHF', [high, low, close], [5, 4, simple], ['k', 'd']),
  ],
  ['williamsR', { period: 14 }, { value: one('WILLR', [high, low, close], [14]) }],
  ['cci', { period: 20 }, { value: one('CCI', [high, low, close], [20]) }],
  ['mfi', { period: 14 }, { value: one('MFI', [high, low, close, volume], [14]) }],
  ['atr', { period: 14 }, { value: one('ATR', [high, low, close], [14]) }],
  ['bollinger', {}, several('BBANDS', [close], [20, 2, 2, simple], ['upper', 'middle', 'lower'])],
  ['donchian', { period: 20 }, { upper: one('MAX', [high], [20]), lower: one('MIN', [low], [20]) }],
  ['obv', {}, { value: one('OBV', [close, volume], []) }],
  ['rollingCorrelation', { window: 30 }, { value: one('CORREL', [close, open], [30]) }],
] as const;

/** What TA-Lib gives where nothing moves. */
const still = new Array<number>(40).fill(10);
const flat = {
  rsi: one('RSI', [still], [14]).at(-1),
  stochastic: several('STOCHF', [still, still, still], [14, 3, simple], ['k', 'd'])['k']!.at(-1),
  williamsR: one('WILLR', [still, still, still], [14]).at(-1),
  cci: one('CCI', [still, still, still], [14]).at(-1),
  mfi: one('MFI', [still, still, still, still], [14]).at(-1),
};

console.log(
  JSON.stringify({
    cases: cases.map(([feature, options, columns]) => ({ feature, options, columns })),
    flat,
  }),
);

function directions(period: number) {
  const inputs = [high, low, close];
  return {
    adx: one('ADX', inputs, [period]),
    plus: one('PLUS_DI', inputs, [period]),
    minus: one('MINUS_DI', inputs, [period]),
  };
}

function one(name: string, inputs: readonly number[][], options: readonly number[]): number[] {
  return several(name, inputs, options, ['value'])['value']!;
}

/** Calls a function of TA-Lib on whole columns, and gives its outputs by the names they get here. */
function several(
  name: string,
  inputs: readonly number[][],
  options: readonly number[],
  names: readonly string[],
): Record<string, number[]> {
  const { length } = inputs[0]!;
  const place = () => talib._malloc(8 * length);
  const given = inputs.map((column) => {
    const at = place();
    talib.HEAPF64.set(column, at / 8);
    return at;
  });
  const [begin, count] = [talib._malloc(4), talib._malloc(4)];
  const outputs = names.map(place);
  const values = [0, length - 1, ...given, ...options, begin, count, ...outputs];
  const failed = talib.ccall(
    `TA_${name}`,
    'number',
    values.map(() => 'number' as const),
    values,
  );
  if (failed !== 0) throw new Error(`TA_${name} gave the code ${failed}`);
  const known = talib.HEAP32[count / 4]!;
  return Object.fromEntries(
    names.map((column, index) => {
      const at = outputs[index]! / 8;
      return [column, [...talib.HEAPF64.subarray(at, at + known)]];
    }),
  );
}
