import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keys, type RunningServer, startServer, waitUntil } from './apiServer/startServer.js';
import { chromiumPath, openBrowser, openPage } from './openBrowser.js';
import { recomputeScores } from './recomputeScores.js';
import { readLedgerLines, type SimulatedMonth, simulateMonth } from './simulatedMonth.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const pictures = join(import.meta.dirname, '..', '..', 'out', 'dashboard');
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

let folder: string;
let month: SimulatedMonth;
let server: RunningServer;
let browser: Browser;

describe.skipIf(chromiumPath === undefined)('the dashboard in Chromium (skipped where there is none)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coincast-dashboard-'));
    mkdirSync(pictures, { recursive: true });
    month = await simulateMonth(folder, 'bitcoin');
    await simulateMonth(folder, 'ethereum', 2);
    server = await startServer({ DATA_DIR: folder, COINS: 'bitcoin,ethereum' });
    await train('theta');
    browser = await openBrowser();
  });

  /** Trains in the background as the page does, and waits until that is over: then there is a leaderboard. */
  async function train(model: string): Promise<void> {
    const headers = { 'X-API-Key': keys.admin, 'content-type': 'application/json' };
    const body = JSON.stringify({ coin: 'bitcoin', model });
    const { id } = (await (await fetch(`${server.url}/train`, { method: 'POST', headers, body })).json()) as {
      id: string;
    };
    await waitUntil(async () => {
      const job = (await (await fetch(`${server.url}/jobs/${id}`, { headers })).json()) as { state: string };
      return job.state === 'done';
    }, 120_000);
  }

  afterEach(({ task }) => {
    if (task.result?.state === 'fail') process.stdout.write(`${server.log().slice(-2000)}\n`);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('draws prices, fans, scores and versions, without a complaint and without asking anybody else', async () => {
    const { page, complaints, strangers, close } = await openPage(browser, `${server.url}/`);
    await eventually(() => page.locator('#headline .tile-value').first().textContent()).toMatch(/^\$[\d,.]+/);
    expect(await page.locator('#headline').textContent()).toContain('ETS, 24 h ahead');
    expect(await page.locator('#readout').textContent()).toMatch(/ETS \$[\d,]+ \(80% \$[\d,]+ to/);
    expect(await page.locator('#live tbody tr').count()).toBe(2);
    await eventually(() => page.locator('#models li').count()).toBe(3);
    expect(await colorsOf(page)).toBeGreaterThan(20);
    expect(await page.locator('#notices').textContent()).toContain('Simulated prices.');
    expect(await page.locator('#footer').textContent()).toContain('Data provided by CoinGecko');
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
    await close();
  });

  it('lets nothing run or look as the page does not say: no inline script, no inline style, nobody else', async () => {
    const { headers } = await fetch(`${server.url}/`);
    expect(headers.get('ratelimit-limit')).toBeNull();
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    const { page, complaints, close } = await openPage(browser, `${server.url}/`);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
    });
    expect(await page.title()).not.toBe('taken over');
    expect(complaints.join()).toContain('Content Security Policy');
    await close();
  });

  it('says when its figures and its chart are there', async () => {
    const figures: number[] = [];
    const charts: number[] = [];
    for (let i = 0; i < 5; i++) {
      const { page, close } = await openPage(browser, `${server.url}/`);
      const timeOf = async (name: string) => {
        await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, name);
        return page.evaluate((mark) => performance.getEntriesByName(mark)[0]!.startTime, name);
      };
      figures.push(await timeOf('coincast-shown'));
      charts.push(await timeOf('coincast-drawn'));
      await close();
    }
    const told = (values: number[]) => values.map(Math.round).join(', ');
    process.stdout.write(
      `until the figures are there, ms: ${told(figures)}; until the chart: ${told(charts)}\n`,
    );
    // What it is on a quiet machine is for the reader: a second at most. A shared one says little about the page.
    expect(Math.min(...figures)).toBeLessThan(10_000);
  });

  it('switches coin, horizon and range, and keeps them in the address', async () => {
    const { page, complaints, close } = await openPage(browser, `${server.url}/`);
    const before = await page.locator('#headline .tile-value').first().textContent();
    await page.getByRole('button', { name: 'Ethereum' }).click();
    await eventually(() => page.locator('#headline .tile-value').first().textContent()).not.toBe(before);
    await page.getByRole('button', { name: '+48 h' }).click();
    await eventually(() => page.locator('#headline').textContent()).toContain('48 h ahead');
    await page.locator('#range').getByRole('button', { name: '7 d' }).click();
    expect(new URL(page.url()).search).toBe('?coin=ethereum&steps=48&range=7');
    await page.reload();
    await eventually(() => page.locator('#headline').textContent()).toContain('48 h ahead');
    expect(await page.getByRole('button', { name: 'Ethereum' }).getAttribute('aria-pressed')).toBe('true');
    await page.locator('#legend').getByRole('button', { name: 'Drift' }).click();
    await eventually(() => page.locator('#readout').textContent()).toMatch(/Drift \$[\d,.]+ \(80%/);
    expect(complaints).toEqual([]);
    await close();
  });

  it('is used with the keyboard alone', async () => {
    const { page, close } = await openPage(browser, `${server.url}/`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the forecast');
    await page.locator('#chart').focus();
    const end = await page.locator('#readout').textContent();
    for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowLeft');
    const earlier = await page.locator('#readout').textContent();
    expect(earlier).not.toBe(end);
    expect(earlier).toContain('Price $');
    expect(await page.locator('#chart').getAttribute('aria-valuetext')).toContain('Price $');
    await page.keyboard.press('Escape');
    expect(await page.locator('#readout').textContent()).toBe(end);
    await page.getByRole('button', { name: '+12 h' }).focus();
    await page.keyboard.press('Enter');
    await eventually(() => page.locator('#headline').textContent()).toContain('12 h ahead');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('+12 h');
    await close();
  });

  it('shows the live scores that the raw lines of the ledger give', async () => {
    const { page, close } = await openPage(browser, `${server.url}/`);
    const lines = await readLedgerLines(folder);
    for (const [days, steps] of [
      [7, 24],
      [30, 24],
      [30, 6],
    ] as const) {
      await page.goto(`${server.url}/?days=${days}&steps=${steps}`);
      for (const model of [month.champion, month.challenger]) {
        const row = page.locator(`#live tr[data-version="${model}"]`);
        await row.waitFor();
        const { from } = (await (await fetch(`${server.url}/scores?coin=bitcoin&days=${days}`)).json()) as {
          from: number;
        };
        const expected = recomputeScores(lines, { coin: 'bitcoin', model, from, steps });
        const field = async (name: string) =>
          Number(await row.locator(`[data-field="${name}"]`).getAttribute('data-value'));
        expect(expected.n).toBeGreaterThan(days * 24);
        expect(await field('n')).toBe(expected.n);
        // Sums of some thousand terms in another order.
        expect(relative(await field('mae'), expected.mae)).toBeLessThan(1e-12);
        expect(relative(await field('naive-mae'), expected.naiveMae)).toBeLessThan(1e-12);
        expect(Math.abs((await field('skill')) - expected.skill)).toBeLessThan(1e-12);
        for (const [level, coverage] of expected.coverage)
          expect(await field(`coverage-${level}`)).toBe(coverage);
      }
    }
    await close();
  });

  it('says plainly that prices are stale', async () => {
    const { page, close } = await openPage(browser, `${server.url}/`);
    await page.route('**/overview*', async (route) => {
      const response = await route.fetch();
      const overview = (await response.json()) as { price: object };
      await route.fulfill({
        response,
        json: { ...overview, fresh: false, price: { ...overview.price, ageS: 7200 } },
      });
    });
    await page.reload();
    await eventually(() => page.locator('#notices').textContent()).toContain(
      'Stale prices. The present price is 2 h old',
    );
    expect(await page.locator('#status').textContent()).toBe('Stale');
    await close();
  });

  it('does not promote without a key, nor with a wrong one', async () => {
    const { page, complaints, close } = await openPage(browser, `${server.url}/`);
    const challenger = page.locator(`#models li[data-version="${month.challenger}"]`);
    await challenger.getByRole('button', { name: /^Promote/ }).click();
    await eventually(() => challenger.getByRole('alert').textContent()).toContain('needs an admin key');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('key');
    expect(complaints).toEqual([]);
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await challenger.getByRole('button', { name: /^Promote/ }).click();
    await eventually(() => challenger.getByRole('alert').textContent()).toContain('not known here');
    expect(await championOf(page)).toBe(month.champion);
    await close();
  });

  it('promotes with a key, past the gate with a reason, and rolls back', async () => {
    const { page, close } = await openPage(browser, `${server.url}/`);
    await typeKey(page);
    const challenger = page.locator(`#models li[data-version="${month.challenger}"]`);
    await challenger.getByRole('button', { name: /^Promote/ }).click();
    await eventually(() => challenger.getByRole('alert').textContent()).toContain('did not pass the gate');
    await challenger.getByLabel('The reason to pass by the gate').fill('a browser test');
    await challenger.getByRole('button', { name: 'Promote all the same' }).click();
    await eventually(() => championOf(page)).toBe(month.challenger);
    await eventually(() => page.locator('#headline').textContent()).toContain('Drift, 24 h ahead');
    await eventually(() => page.locator('#journal li').first().textContent()).toContain(
      'forced: a browser test',
    );
    await page.getByRole('button', { name: 'Roll back' }).click();
    await eventually(() => championOf(page)).toBe(month.champion);
    expect(await page.locator('#journal li').first().textContent()).toContain('Rolled back to ETS');
    expect(page.url()).not.toContain(keys.admin);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await close();
  });

  it('shows how a training goes on, also after the page was loaded again, and lists its version', async () => {
    const { page, complaints, close } = await openPage(browser, `${server.url}/`);
    await typeKey(page);
    await page.getByLabel('Model to train').selectOption('arima');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.locator('#job progress').waitFor({ timeout: 20_000 });
    await page.reload();
    await page.locator('#job progress').waitFor({ timeout: 20_000 });
    await page.locator('#job [data-state="done"]').waitFor({ timeout: 60_000 });
    await eventually(() => page.locator('#models li').count()).toBe(4);
    await page.locator('#leaderboard tbody tr').nth(4).waitFor();
    await eventually(() => page.locator('#legend').textContent()).toContain('ARIMA');
    expect(complaints).toEqual([]);
    await close();
  });

  it('has no serious problem that axe-core finds, in light and dark and on a phone', async () => {
    for (const options of [{}, { colorScheme: 'dark' as const }, phone]) {
      const { page, close } = await openPage(browser, `${server.url}/`, options);
      await page.locator('#table summary').click();
      // The policy keeps axe out as it keeps out every other script, so it comes by the debugger.
      await page.evaluate(readFileSync(axe, 'utf8'));
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      );
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
      await close();
    }
  });

  it('overflows nowhere at a width of 360 pixels', async () => {
    const { page, complaints, close } = await openPage(browser, `${server.url}/`, phone);
    await page.locator('#leaderboard tbody tr').first().waitFor();
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => element.closest('.scroll, .skip, svg') === null)
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(tooWide).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(complaints).toEqual([]);
    await close();
  });

  it('has its picture taken', async () => {
    for (const [name, options] of [
      ['light', {}],
      ['dark', { colorScheme: 'dark' }],
      ['phone', phone],
    ] as const) {
      const { page, close } = await openPage(browser, `${server.url}/`, options);
      await page.locator('#leaderboard tbody tr').first().waitFor();
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      await close();
    }
  });

  it('says so when the server goes away, and goes on by itself when it is back', async () => {
    const { page, close } = await openPage(browser, `${server.url}/`);
    await page.getByRole('button', { name: '+6 h' }).click();
    await eventually(() => page.locator('#headline').textContent()).toContain('6 h ahead');
    const { port } = new URL(server.url);
    await server.dispose();
    await page.getByRole('button', { name: '+12 h' }).click();
    await eventually(() => page.locator('#notices').textContent()).toContain('cannot be reached');
    expect(await page.locator('#status').textContent()).toBe('No connection');
    expect(await page.locator('#headline').textContent()).toContain('6 h ahead');
    server = await startServer({ DATA_DIR: folder, COINS: 'bitcoin,ethereum', PORT: port });
    await eventually(() => page.locator('#headline').textContent()).toContain('12 h ahead');
    expect(await page.locator('#notices').textContent()).not.toContain('cannot be reached');
    await close();
  });
});

/** What will be so before long, on a machine however busy. */
function eventually<Value>(value: () => Value) {
  return expect.poll(value, { timeout: 30_000 });
}

async function typeKey(page: Page): Promise<void> {
  await page.getByLabel('Admin key').fill(keys.admin);
  await page.getByRole('button', { name: 'Use key' }).click();
  await page.getByText('A key is set for this tab').waitFor();
}

async function championOf(page: Page): Promise<string | null> {
  return page.locator('#models li', { has: page.locator('.chip.champion') }).getAttribute('data-version');
}

/** How many colours the chart has: one where nothing was drawn. */
async function colorsOf(page: Page): Promise<number> {
  return page.locator('#chart canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}

function relative(value: number, expected: number): number {
  return Math.abs(value / expected - 1);
}
