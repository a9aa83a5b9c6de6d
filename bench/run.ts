/** Runs every benchmark below this folder, or those named: `npm run bench -- arima`. Options are the benchmark's. */
export const benchmarks = [
  'api',
  'arima',
  'autoArima',
  'backtest',
  'classical',
  'crypto',
  'features',
  'garch',
  'import',
  'intervals',
  'ledger',
  'm4',
  'modelFuzz',
  'persistence',
  'prophet',
  'rootRule',
  'statistics',
  'sizeAndPower',
  'trainMany',
  'validation',
] as const;

const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
for (const benchmark of named.length === 0 ? benchmarks : named) await import(`./${benchmark}.ts`);
