/**
 * Trains automatic ARIMA models on many series in worker threads and says how long that took, with what memory: `node
 * trainMany.mjs coincast|arima WORKERS FILE COUNT`, the file having COUNT series of the same length, as doubles.
 */

import { readFileSync } from 'node:fs';
import { Piscina } from 'piscina';

const [who, workers, file, count] = process.argv.slice(2);
const concurrency = Number(workers);
const bytes = readFileSync(file);
const values = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
const length = values.length / Number(count);
const seriesAt = (i) => values.slice(i * length, (i + 1) * length);

async function withCoincast() {
  const { trainMany } = await import('../../dist/node.js');
  function* jobs() {
    for (let i = 0; i < Number(count); i++) yield { id: String(i), series: seriesAt(i), model: 'arima' };
  }
  const results = await trainMany(jobs(), { concurrency, ladder: [] });
  return results.map(({ model }) => model?.forecast({ horizon: 24 }).mean);
}

async function withArima() {
  const filename = new URL('./autoArimaWorker.mjs', import.meta.url).href;
  const pool = new Piscina({ filename, name: 'forecast', minThreads: concurrency, maxThreads: concurrency });
  const forecasts = [];
  let next = 0;
  const lane = async () => {
    while (next < Number(count)) {
      const i = next++;
      forecasts[i] = await pool.run(seriesAt(i)).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  await pool.destroy();
  return forecasts;
}

const start = performance.now();
const forecasts = await (who === 'coincast' ? withCoincast() : withArima());
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage();
const usable = forecasts.filter((mean) => mean?.every((value) => Number.isFinite(value) && value > 0)).length;
console.log(
  JSON.stringify({
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
    usable,
  }),
);
