import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { createFileStore } from '../../src/node/index.js';
import { createForecastLedger, createRedisStore, type ForecastLedger } from '../../src/persistence/index.js';
import { hourly, plainForecast } from '../persistence/ledger/servedForecasts.js';
import { hasRedis, startRedis } from './startRedis.js';
import { hiddenFiles, startWriter } from './startWriter.js';

const child = join(import.meta.dirname, 'ledgerKillChild.mjs');
const dist = join(import.meta.dirname, '..', '..', 'dist', 'node.js');

/** How often writers are killed; a release is tried with 50. */
const runs = Number(process.env['LEDGER_KILL_RUNS'] ?? 6);
// A folder serves several runs, so that each but the first goes on from what a kill has left.
const runsInFolder = 5;

async function idsOf(ledger: ForecastLedger): Promise<string[]> {
  const ids = [];
  for await (const text of ledger.exportLines()) {
    const line = JSON.parse(text);
    if (line.type === 'forecast') ids.push(line.id);
  }
  return ids;
}

describe.skipIf(!existsSync(dist))('a ledger in a folder whose writers are killed (needs the build)', () => {
  it.each([
    ['one writer', 1],
    ['two writers', 2],
  ])(
    `has all that was acknowledged, once, after each of ${runs} kills of %s`,
    async (_, writers) => {
      let folder = '';
      let promised = new Set<string>();
      for (let run = 0; run < runs; run++) {
        if (run % runsInFolder === 0) {
          folder = mkdtempSync(join(tmpdir(), 'coincast-ledger-'));
          promised = new Set();
        }
        const started = Array.from({ length: writers }, (_, k) => startWriter(child, folder, 100 * run + k));
        await Promise.all(started.map(({ isAtWork }) => isAtWork));
        await sleep(Math.random() * 150);
        for (const { process } of started) process.kill('SIGKILL');
        await Promise.all(started.map(({ hasEnded }) => hasEnded));
        for (const line of started.flatMap(({ lines }) => lines)) {
          expect(line).not.toMatch(/^failed/);
          if (line !== 'ready') promised.add(line);
        }
        const ledger = createForecastLedger({ store: createFileStore(folder) });
        const seen = await idsOf(ledger);
        expect(new Set(seen).size).toBe(seen.length);
        for (const id of promised) expect(seen).toContain(id);
        // Of each writer one forecast may be there whose acknowledgement it did not live to write.
        expect(seen.length - promised.size).toBeLessThanOrEqual(writers * ((run % runsInFolder) + 1));
        const report = await ledger.report();
        expect(report.models.reduce((sum, { forecasts }) => sum + forecasts, 0)).toBe(seen.length);
        await ledger.compact();
        expect(await ledger.report({ now: report.now })).toEqual(report);
        expect((await idsOf(createForecastLedger({ store: createFileStore(folder) }))).sort()).toEqual(
          seen.sort(),
        );
        expect(hiddenFiles(folder)).toEqual([]);
        if (run % runsInFolder === runsInFolder - 1 || run === runs - 1) rmSync(folder, { recursive: true });
      }
    },
    600_000,
  );
});

describe.skipIf(!hasRedis)('a ledger in a real Redis (needs redis-server)', () => {
  it('is one ledger to several clients that record, score, compact and report at once', async () => {
    const redis = await startRedis();
    const clients = [1, 2, 3].map(() => new Redis(redis.url));
    try {
      const [first, second, third] = clients.map((client) =>
        createForecastLedger({ store: createRedisStore(client), cachedRecords: 0 }),
      );
      const options = { coin: 'bitcoin', lastPrice: 100 };
      const record = async (ledger: ForecastLedger, model: string) => {
        for (let k = 0; k < 40; k++) {
          await ledger.record(plainForecast(k * 3_600_000, [100 + k, 101]), { ...options, model });
        }
      };
      let isDone = false;
      const compacting = (async () => {
        while (!isDone) {
          await third!.compact();
          const seen = await idsOf(third!);
          expect(new Set(seen).size).toBe(seen.length);
        }
      })();
      // Both serve the same model's forecasts, and one of its own.
      await Promise.all([record(first!, 'shared'), record(second!, 'shared'), record(second!, 'own')]);
      isDone = true;
      await compacting;
      await Promise.all([first!, second!].map((ledger) => ledger.score(hourly(0, Array(41).fill(101)))));
      const reports = await Promise.all([first!, second!, third!].map((ledger) => ledger.report({ now: 0 })));
      expect(reports[0]!.models).toMatchObject([
        { model: 'own', forecasts: 40, n: 80 },
        { model: 'shared', forecasts: 40, n: 80 },
      ]);
      expect(reports[1]).toEqual(reports[0]);
      expect(reports[2]).toEqual(reports[0]);
      await redis.restart();
      expect(await createForecastLedger({ store: createRedisStore(clients[0]!) }).report({ now: 0 })).toEqual(
        reports[0],
      );
    } finally {
      for (const client of clients) client.disconnect();
      await redis.stop();
    }
  });
});
