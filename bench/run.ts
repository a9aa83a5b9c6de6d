/** Runs every benchmark below this folder, or those named: `npm run bench -- arima`. */
export const benchmarks = ['arima'] as const;

const named = process.argv.slice(2);
for (const benchmark of named.length === 0 ? benchmarks : named) await import(`./${benchmark}.ts`);
