/** Damaged and forged models of every kind, read one after the other: what becomes of them, and how long they take. */

import { deserializeModel, serializeModel } from 'coincast';
import { judgeModel } from '../test/persistence/judgeModel.js';
import { models } from '../test/persistence/models.js';
import { createModelMutator } from '../test/persistence/mutateModel.js';
import { timedAsync } from './clock.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { number, table, text } from './report/table.js';

export const benchmark = defineBenchmark({
  title: 'Damaged models',
  kind: 'study',
  what:
    'Models of every kind with flipped bits, cuts, values of other types, huge numbers, deep nesting and forged fields, read ' +
    'one after the other. A model that is read must forecast finite numbers, all others must be refused with a typed error: ' +
    'all else is a violation.',
  data: 'none',
  settings: { runs: 20_000, seed: 1 },
  run: async ({ runs, seed }, say) => {
    const texts = await Promise.all(
      models.map((model) =>
        serializeModel(model, { metrics: { mae: 1.5 }, metadata: { tags: ['nightly'] } }),
      ),
    );
    const next = createModelMutator(texts, seed);
    const verdicts = new Map<string, number>();
    let slowest: { ms: number; how: string; kB: number }[] = [];
    let mostRss = 0;
    for (const text of texts) await deserializeModel(text);
    for (let run = 0; run < runs; run++) {
      const { how, source } = await next();
      slowest.push({ ms: await readMs(source), how, kB: source.length / 1000 });
      const verdict = await judgeModel(source).catch((error: unknown) => {
        say(`violation, ${how}: ${error}`);
        return 'violation';
      });
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      if (run % 1000 > 0) continue;
      slowest = slowest.sort((a, b) => b.ms - a.ms).slice(0, 5);
      mostRss = Math.max(mostRss, process.memoryUsage.rss());
    }
    slowest = slowest.sort((a, b) => b.ms - a.ms).slice(0, 5);
    return {
      goals: [{ what: 'violations', value: verdicts.get('violation') ?? 0, atMost: 0 }],
      tables: [
        table(
          `What became of ${runs.toLocaleString('en-US')} damaged models of ${texts.length}`,
          [text('outcome'), number('models', 0)],
          [...verdicts].sort(([, a], [, b]) => b - a),
          `Resident memory was at most ${(mostRss / 2 ** 20).toFixed(0)} MiB.`,
        ),
        table(
          'The slowest to read, the least of several readings',
          [text('damage'), number('time', 1, 'ms'), number('size', 1, 'kB')],
          slowest.map(({ how, ms, kB }) => [how, ms, kB]),
        ),
      ],
    };
  },
});

/** The time of reading; what seems slow is read again, and the least counts, so that pauses of the machine do not. */
async function readMs(source: string | Uint8Array): Promise<number> {
  let least = await readOnceMs(source);
  for (let again = 0; again < 4 && least > 10; again++) least = Math.min(least, await readOnceMs(source));
  return least;
}

async function readOnceMs(source: string | Uint8Array): Promise<number> {
  const { cpuMs, wallMs } = await timedAsync(() => deserializeModel(source).catch(() => {}));
  return Math.min(wallMs, cpuMs);
}
