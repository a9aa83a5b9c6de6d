/** Every benchmark, named as its file in this folder, in the order of the pages. */
export const benchmarks = [
  { name: 'arima', page: 'benchmarks' },
  { name: 'autoArima', page: 'benchmarks' },
  { name: 'trainMany', page: 'benchmarks' },
  { name: 'prophet', page: 'benchmarks' },
  { name: 'classical', page: 'benchmarks' },
  { name: 'etsLikelihoods', page: 'benchmarks' },
  { name: 'garch', page: 'benchmarks' },
  { name: 'statistics', page: 'benchmarks' },
  { name: 'features', page: 'benchmarks' },
  { name: 'backtest', page: 'benchmarks' },
  { name: 'api', page: 'benchmarks' },
  { name: 'import', page: 'benchmarks' },
  { name: 'persistence', page: 'benchmarks' },
  { name: 'ledger', page: 'benchmarks' },
  { name: 'modelFuzz', page: 'benchmarks' },
  { name: 'sizeAndPower', page: 'benchmarks' },
  { name: 'validation', page: 'benchmarks' },
  { name: 'rootRule', page: 'benchmarks' },
  { name: 'm4', page: 'accuracy' },
  { name: 'crypto', page: 'accuracy' },
  { name: 'intervals', page: 'accuracy' },
] as const satisfies readonly { readonly name: string; readonly page: 'benchmarks' | 'accuracy' }[];

export type BenchmarkName = (typeof benchmarks)[number]['name'];
