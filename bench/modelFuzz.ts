/**
 * 100,000 damaged and forged models of every kind, read one after the other: what becomes of them, how long the slowest
 * take and how much memory it needs. `--runs=N` and `--seed=N` change the campaign.
 */

import { deserializeModel, serializeModel } from 'coincast';
import { judgeModel } from '../test/persistence/judgeModel.js';
import { models } from '../test/persistence/models.js';
import { createModelMutator } from '../test/persistence/mutateModel.js';

const option = (name: string, otherwise: number) =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const runs = option('runs', 100_000);
const seed = option('seed', 1);

const texts = await Promise.all(
  models.map((model) => serializeModel(model, { metrics: { mae: 1.5 }, metadata: { tags: ['nightly'] } })),
);
const next = createModelMutator(texts, seed);
const verdicts = new Map<string, number>();
const count = (verdict: string) => verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
let slowest: { ms: number; how: string; kB: number }[] = [];
let mostRss = 0;
for (const text of texts) await deserializeModel(text);
for (let run = 0; run < runs; run++) {
  const { how, source } = await next();
  slowest.push({ ms: await readMs(source), how, kB: source.length / 1000 });
  count(await judgeModel(source).catch((error: unknown) => `VIOLATION, ${how}: ${error}`));
  if (run % 1000 > 0) continue;
  slowest = slowest.sort((a, b) => b.ms - a.ms).slice(0, 5);
  mostRss = Math.max(mostRss, process.memoryUsage.rss());
}

console.log(`${runs} damaged and forged models of ${texts.length}, seed ${seed}`);
for (const [verdict, times] of verdicts) console.log(`${verdict.padEnd(24)} ${times}`);
console.log(`Resident memory at most ${(mostRss / 2 ** 20).toFixed(0)} MiB. The slowest to read:`);
for (const { ms, how, kB } of slowest.sort((a, b) => b.ms - a.ms).slice(0, 5)) {
  console.log(`${ms.toFixed(1).padStart(8)} ms ${kB.toFixed(1).padStart(8)} kB  ${how}`);
}

/** The time of reading; what seems slow is read again, and the least counts, so that pauses of the machine do not. */
async function readMs(source: string | Uint8Array): Promise<number> {
  let least = await readOnceMs(source);
  for (let again = 0; again < 4 && least > 10; again++) least = Math.min(least, await readOnceMs(source));
  return least;
}

async function readOnceMs(source: string | Uint8Array): Promise<number> {
  const before = process.cpuUsage();
  const start = performance.now();
  await deserializeModel(source).catch(() => {});
  const { user, system } = process.cpuUsage(before);
  return Math.min(performance.now() - start, (user + system) / 1000);
}
