// Records, scores and compacts in a loop until it is killed. A line on standard output is a promise: the ledger has
// acknowledged the forecast it names.
import { writeSync } from 'node:fs';
import { createForecastLedger, createPriceSeries } from '../../dist/index.js';
import { createFileStore } from '../../dist/node.js';

const [folder, seed] = process.argv.slice(2);
const hour = 3_600_000;
const ledger = createForecastLedger({ store: createFileStore(folder) });
const tell = (line) => writeSync(1, `${line}\n`);

tell('ready');
for (let i = 0; ; i++) {
  try {
    const timestamps = Float64Array.from({ length: 24 }, (_, step) => (1000 + i + step) * hour);
    const mean = timestamps.map((_, step) => 100 + Number(seed) + i / 10 + step / 7);
    const interval = { level: 0.8, lower: mean.map((x) => x - 2), upper: mean.map((x) => x + 2) };
    const forecast = { timestamps, mean, intervals: [interval] };
    const { id } = await ledger.record(forecast, {
      coin: 'bitcoin',
      model: `writer-${seed}`,
      lastPrice: 100,
    });
    tell(id);
    if (i % 7 === 6) {
      const times = Float64Array.from({ length: 9 }, (_, k) => (1000 + i - 8 + k) * hour);
      await ledger.score(
        createPriceSeries({ timestamps: times, prices: times.map(() => 101), coinId: 'bitcoin' }),
      );
    }
    if (i % 10 === 9) await ledger.compact();
  } catch (error) {
    tell(`failed ${error.stack}`);
    process.exit(1);
  }
}
