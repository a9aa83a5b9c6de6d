import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  createCoinGeckoClient,
  createPriceSeries,
  deserializeModel,
  fetchPrices,
  serializeModel,
  trainArima,
  trainEts,
  trainProphet,
} from 'coincast';
import { type CoinGeckoEmulator, simulateMarket, startCoinGeckoEmulator } from 'coincast/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser } from './openBrowser.js';

interface Trained {
  readonly kinds: string[];
  readonly means: number[][];
  readonly trainingMs: number;
  readonly longestPauseMs: number;
}

const root = join(import.meta.dirname, '..', '..');
const folder = join(import.meta.dirname, 'browser');

// The page loads the built files one by one, as they are; only workers, which know no import map, need a bundle.
const imports = {
  coincast: '/dist/index.js',
  ky: '/node_modules/ky/distribution/index.js',
  'csv-parse/browser/esm/sync': '/node_modules/csv-parse/dist/esm/sync.js',
  'csv-stringify/browser/esm/sync': '/node_modules/csv-stringify/dist/esm/sync.js',
};
const html =
  `<!doctype html><title>coincast</title><link rel="icon" href="data:,">` +
  `<script type="importmap">${JSON.stringify({ imports })}</script><script type="module" src="/page.mjs"></script>`;

let emulator: CoinGeckoEmulator;
let server: Server;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

describe.skipIf(chromiumPath === undefined)('coincast in Chromium (skipped where there is none)', () => {
  beforeAll(async () => {
    emulator = await startCoinGeckoEmulator({ seed: 7 });
    server = await serve(bundledWorker());
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('globalThis.isReady');
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    await emulator?.close();
  });

  it('trains on 720 points in a worker, restores in the page, and forecasts as Node does', async () => {
    const { timestamps, prices } = simulateMarket({ seed: 3, length: 720 });
    const given = { timestamps: [...timestamps], prices: [...prices] };
    const trained = await page.evaluate<Trained, typeof given>(
      (argument) => (globalThis as unknown as typeof pageFunctions).trainAndRestore(argument),
      given,
    );
    const series = createPriceSeries(given);
    const models = [trainArima(series), trainProphet(series), trainEts(series)];
    expect(trained.kinds).toEqual(models.map(({ kind }) => kind));
    for (const [i, model] of models.entries()) {
      const restored = await deserializeModel(await serializeModel(model));
      const expected = restored.forecast({ horizon: 24 }).mean;
      // The last bits of exp and log differ between versions of V8.
      const differences = trained.means[i]!.map((value, step) => Math.abs(value / expected[step]! - 1));
      expect(Math.max(...differences), model.kind).toBeLessThan(1e-12);
    }
    process.stdout.write(
      `trained in ${Math.round(trained.trainingMs)} ms; the page paused for at most ` +
        `${Math.round(trained.longestPauseMs)} ms\n`,
    );
    // Had it trained in the page, the page would have paused as long as the training took.
    expect(trained.longestPauseMs).toBeLessThan(trained.trainingMs / 2);
    expect(complaints).toEqual([]);
  });

  it('fetches prices, through a backend on its own origin, as browsers must', async () => {
    const fetched = await page.evaluate(() => (globalThis as unknown as typeof pageFunctions).fetchHere());
    const client = createCoinGeckoClient({ baseUrl: emulator.url });
    const { prices, stepMs } = await fetchPrices('bitcoin', { days: 30, client });
    expect(fetched.stepMs).toBe(stepMs);
    expect(Math.abs(fetched.length - prices.length)).toBeLessThanOrEqual(1);
    expect(complaints).toEqual([]);
  });
});

/** What `page.mjs` puts into the page. */
declare const pageFunctions: {
  trainAndRestore(prices: { timestamps: number[]; prices: number[] }): Promise<Trained>;
  fetchHere(): Promise<{ length: number; stepMs: number; last: number }>;
};

function bundledWorker(): string {
  return execFileSync(
    join(root, 'node_modules', '.bin', 'esbuild'),
    [
      ...[join(folder, 'worker.mjs'), '--bundle', '--format=esm', '--platform=browser'],
      ...['--minify', '--tsconfig-raw={}', '--log-level=error'],
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
}

/** Serves the page, the built files, what they import, and the emulator's answers. */
async function serve(worker: string): Promise<Server> {
  const listening = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const send = (type: string, body: string) => response.setHeader('content-type', type).end(body);
    if (path.startsWith('/api/v3/')) {
      const answer = await fetch(new URL(request.url!, emulator.url));
      return response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(await answer.text());
    }
    if (path === '/') return send('text/html', html);
    if (path === '/worker.js') return send('text/javascript', worker);
    const file = path === '/page.mjs' ? join(folder, 'page.mjs') : join(root, path);
    if (!existsSync(file)) return response.writeHead(404).end();
    return send('text/javascript', readFileSync(file, 'utf8'));
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return listening;
}
