// Registers, promotes, rolls back and prunes in a loop until it is killed. A line on standard output is a promise:
// what it names has been acknowledged by the registry.
import { writeSync } from 'node:fs';
import { createModelRegistry, isCoincastError, trainDrift } from '../../dist/index.js';
import { createFileStore } from '../../dist/node.js';

const [folder, seed] = process.argv.slice(2);
const registry = createModelRegistry({ store: createFileStore(folder) });
const lost = ['promotion-conflict', 'model-not-found', 'rollback-unavailable'];
const tell = (line) => writeSync(1, `${line}\n`);

tell('ready');
for (let i = Number(seed); ; i++) {
  try {
    const { version } = await registry.register(trainDrift([100, 102 + i, 101]), {
      coin: 'bitcoin',
      metrics: { i },
    });
    tell(`registered ${version}`);
    const { entry } = await registry.promote(version, { force: { reason: 'loop' }, who: seed });
    tell(`journal ${entry.sequence} ${entry.sha256}`);
    if (i % 5 === 4) {
      const back = await registry.rollback('bitcoin', { who: seed });
      tell(`journal ${back.entry.sequence} ${back.entry.sha256}`);
    }
    if (i % 3 === 0) await registry.prune({ keep: 4 });
  } catch (error) {
    // The other writer was first, or has pruned what this one registered.
    const isLost = isCoincastError(error) && lost.includes(error.code);
    if (!isLost) {
      tell(`failed ${error.stack}`);
      process.exit(1);
    }
  }
}
