import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keys, type RunningServer, startServer } from './apiServer/startServer.js';
import { end, freePort, untilReady } from './processes.js';
import { simulateMonth } from './simulatedMonth.js';

const run = promisify(execFile);
const deploy = join(import.meta.dirname, '..', '..', 'examples', 'api-server', 'deploy');
const hasPrometheus = ['prometheus', 'promtool'].every((name) => spawnSync(name, ['--version']).status === 0);

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

interface QueryResult {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

describe.skipIf(!hasPrometheus)('the metrics in a real Prometheus (skipped where there is none)', () => {
  let folder: string;
  let server: RunningServer;
  let prometheus: ChildProcess;
  let prometheusUrl: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coincast-prometheus-'));
    await simulateMonth(join(folder, 'data'), 'bitcoin', 9);
    server = await startServer({ DATA_DIR: join(folder, 'data'), COINS: 'bitcoin' });
    prometheusUrl = await startPrometheus();
  });

  afterAll(async () => {
    if (prometheus !== undefined) await end(prometheus);
    await server?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The configuration as it is shipped, quicker, and asking the server of this test. */
  async function startPrometheus(): Promise<string> {
    const config = readFileSync(join(deploy, 'prometheus.yml'), 'utf8')
      .replaceAll('15s', '1s')
      .replace('server:3000', new URL(server.url).host)
      .replace('scheduler:9464', `127.0.0.1:${await freePort()}`);
    // The rules as they are shipped; that an alert waits is left out, so that one can fire here.
    const rules = readFileSync(join(deploy, 'alerts.yml'), 'utf8').replace(/ {8}for: \w+\n/g, '');
    writeFileSync(join(folder, 'prometheus.yml'), config);
    writeFileSync(join(folder, 'alerts.yml'), rules);
    const port = await freePort();
    prometheus = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'tsdb')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore' },
    );
    const url = `http://127.0.0.1:${port}`;
    await untilReady(`${url}/-/ready`, prometheus, () => '');
    return url;
  }

  async function query(expr: string): Promise<QueryResult['data']['result']> {
    const response = await fetch(`${prometheusUrl}/api/v1/query?${new URLSearchParams({ query: expr })}`);
    const { data } = (await response.json()) as QueryResult;
    return data.result;
  }

  it('have names, types and help as promtool wants them', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: text,
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).toBe('');
    expect(status).toBe(0);
  });

  it('are scraped and judged by files that promtool accepts', async () => {
    const copy = join(folder, 'shipped');
    cpSync(deploy, copy, { recursive: true });
    expect((await run('promtool', ['check', 'config', join(copy, 'prometheus.yml')])).stdout).toContain(
      'SUCCESS',
    );
    expect((await run('promtool', ['check', 'rules', join(copy, 'alerts.yml')])).stdout).toMatch(
      /SUCCESS: \d+ rules/,
    );
  });

  it('give data to every query of the Grafana dashboard', async () => {
    const { panels } = JSON.parse(
      readFileSync(join(deploy, 'grafana', 'dashboards', 'coincast.json'), 'utf8'),
    ) as {
      panels: readonly Panel[];
    };
    const headers = { 'X-API-Key': keys.admin, 'content-type': 'application/json' };
    const body = JSON.stringify({ coin: 'bitcoin', model: 'drift' });
    expect((await fetch(`${server.url}/train`, { method: 'POST', headers, body })).status).toBe(202);
    const traffic = setInterval(() => {
      for (const steps of [24, 1 + Math.floor(Math.random() * 100)]) {
        void fetch(`${server.url}/predict?coin=bitcoin&steps=${steps}`).then((response) => response.text());
      }
    }, 100);
    try {
      const queries = panels.flatMap(({ title, targets = [] }) =>
        targets.map(({ expr }) => ({ title, expr })),
      );
      expect(queries.length).toBeGreaterThan(18);
      for (const { title, expr } of queries) {
        const filled = expr.replaceAll('$__rate_interval', '10s').replaceAll('$coin', '.*');
        const told = async () =>
          (await query(filled)).map(({ value }) => Number(value[1])).filter(Number.isFinite);
        await expect
          .poll(async () => (await told()).length, { timeout: 30_000, message: `${title}: ${filled}` })
          .toBeGreaterThan(0);
      }
    } finally {
      clearInterval(traffic);
    }
  });

  it('tell of the calls of CoinGecko, the cache, the ages and the ledger', async () => {
    for (const expr of [
      'coingecko_calls_total{status="200"} > 0',
      'cache_lookups_total{origin="memory"} > 0',
      'predictions_total{coin="bitcoin", origin="computed"} > 0',
      'http_request_duration_seconds_count{route="/predict", status="200"} > 0',
      'data_age_seconds{coin="bitcoin"} < 300',
      'model_age_seconds{coin="bitcoin", kind="ets"} > 0',
      'live_forecast_steps{coin="bitcoin", kind="ets", steps="24"} > 1000',
      'live_interval_coverage{coin="bitcoin", kind="ets", steps="24", level="0.8"} > 0.5',
    ]) {
      await expect
        .poll(async () => (await query(expr)).length, { timeout: 10_000, message: expr })
        .toBeGreaterThan(0);
    }
  });

  it('make an alert fire', async () => {
    await server.stop();
    await expect
      .poll(
        async () =>
          (await query('ALERTS{alertname="CoincastDown", alertstate="firing", job="coincast"}')).length,
        { timeout: 20_000 },
      )
      .toBe(1);
  });
});
