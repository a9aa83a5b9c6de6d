import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createForecastLedger, createModelRegistry } from 'coincast';
import { createFileStore } from 'coincast/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backUp, restore } from '../../../examples/scheduler/src/backUpAndRestore.js';
import { createRunLog } from '../../../examples/scheduler/src/run/createRunLog.js';
import { type Hook, startHook } from './startHook.js';
import { startScheduler } from './startScheduler.js';

let folder: string;
let hook: Hook;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coincast-scheduler-'));
  hook = await startHook();
  env = {
    DATA_DIR: join(folder, 'data'),
    COINS: 'bitcoin,ethereum,no-such-coin',
    HISTORY_DAYS: '10',
    RETRAIN_MODELS: 'theta',
    WORKERS: '1',
  };
});

afterAll(() => {
  hook?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command of backup and restore. */
async function command(act: typeof backUp, file: string, more: NodeJS.ProcessEnv = {}) {
  const text = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    write(chunk: unknown) {
      text[name] += String(chunk);
      return true;
    },
  });
  const { signal } = new AbortController();
  const surroundings = { env: { ...env, ...more }, stdout: output('out'), stderr: output('err'), signal };
  return { code: await act([file], surroundings), ...text };
}

const champion = (dataDir = env['DATA_DIR']!) =>
  createModelRegistry({ store: createFileStore(join(dataDir, 'registry')) }).champion('bitcoin');

// In this order: each goes on from what the one before left.
describe('the scheduler by hand', () => {
  it('--dry-run shows what would be done, changes nothing and tells nobody', async () => {
    const told = {
      SLACK_WEBHOOK_URL: hook.url,
      HEARTBEAT_URL: hook.url,
      HEARTBEAT_FILE: join(folder, 'beat'),
    };
    const scheduler = startScheduler(['--dry-run'], { ...env, ...told });
    expect(await scheduler.done).toBe(0);
    expect(scheduler.stdout).toContain('2 promoted, 0 kept, 0 unchanged, 1 failed');
    expect(scheduler.stdout).toContain('This was a dry run');
    expect(hook.taken).toEqual([]);
    expect(existsSync(join(folder, 'beat'))).toBe(false);
    const files = readdirSync(env['DATA_DIR']!, { recursive: true, withFileTypes: true });
    expect(files.filter((entry) => entry.isFile())).toEqual([]);
  });

  it('--once trains what has no model, and an unknown coin fails alone', async () => {
    const scheduler = startScheduler(['--once'], {
      ...env,
      HEARTBEAT_FILE: join(folder, 'beat'),
      HEARTBEAT_URL: hook.url,
      LOG_FILE: join(folder, 'logs', 'scheduler.log'),
    });
    expect(await scheduler.done).toBe(0);
    expect(scheduler.stdout).toContain('not real prices');
    expect(scheduler.stdout).toMatch(/\[3\/3\] .*; [\d.e+-]+ a second, 0 s left/);
    const log = createRunLog(createFileStore(join(env['DATA_DIR']!, 'records')));
    const [id] = await log.list();
    const { coins, summary } = (await log.read(id!))!;
    expect(summary).toMatchObject({ trigger: 'once', coins: { promoted: 2, failed: 1 } });
    const line = (coin: string) => coins.find((each) => each.coin === coin)!;
    expect(line('no-such-coin')).toMatchObject({ status: 'failed', step: 'fetch', code: 'http-status' });
    expect(line('bitcoin')).toMatchObject({
      status: 'promoted',
      reason: { code: 'new-listing' },
      before: null,
    });
    expect(
      line('bitcoin')
        .evaluation!.leaderboard.map(({ name }) => name)
        .sort(),
    ).toEqual(['naive', 'theta']);
    expect((await champion())!.version).toBe(line('bitcoin').champion);
    expect((await champion())!.tags).toMatchObject({ 'trained-by': 'scheduler', run: id });
    expect(JSON.parse(readFileSync(join(folder, 'beat'), 'utf8'))).toMatchObject({ run: id });
    expect(hook.taken).toHaveLength(1);
    expect(readFileSync(join(folder, 'logs', 'scheduler.log'), 'utf8')).toContain(`Run ${id} is done.`);
  });

  it('--once again trains nothing that is fresh', async () => {
    const before = await champion();
    const scheduler = startScheduler(['--once'], env);
    expect(await scheduler.done).toBe(0);
    expect(scheduler.stdout).toContain('0 promoted, 0 kept, 2 unchanged, 1 failed');
    expect((await champion())!.version).toBe(before!.version);
  });

  it('ends with 1 when no coin came through', async () => {
    const scheduler = startScheduler(['--once'], { ...env, COINS: 'no-such-coin' });
    expect(await scheduler.done).toBe(1);
  });

  it('ends with 143 on SIGTERM, and lets the next one in', async () => {
    const scheduler = startScheduler([], env);
    setTimeout(scheduler.stop, 20);
    expect(await scheduler.done).toBe(143);
    expect(existsSync(join(env['DATA_DIR']!, 'scheduler.lock'))).toBe(false);
  });

  it('backs up all that cannot be made again, and restores it elsewhere, over damage, and twice', async () => {
    const file = join(folder, 'backup.gz');
    const backup = await command(backUp, file);
    expect(backup).toMatchObject({ code: 0, err: '' });
    const ledgerLines = Number(/(\d+) lines of the ledger/.exec(backup.out)![1]);
    expect(ledgerLines).toBeGreaterThan(1);
    const elsewhere = { DATA_DIR: join(folder, 'elsewhere') };
    const first = await command(restore, file, elsewhere);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('0 repaired, 0 were there; 3 runs brought back, 0 repaired, 0 were there; ');
    expect(first.out).toContain(`${ledgerLines} lines of the ledger brought back, 0 were there; all of it`);
    const runLog = (dataDir: string) => createRunLog(createFileStore(join(dataDir, 'records')));
    expect(await runLog(elsewhere.DATA_DIR).list()).toEqual(await runLog(env['DATA_DIR']!).list());
    expect(await runLog(elsewhere.DATA_DIR).latest()).toEqual(await runLog(env['DATA_DIR']!).latest());
    const report = (dataDir: string) =>
      createForecastLedger({ store: createFileStore(join(dataDir, 'registry')) }).report({ now: 0 });
    expect(await report(elsewhere.DATA_DIR)).toEqual(await report(env['DATA_DIR']!));
    const { version, sha256 } = (await champion())!;
    expect(await champion(elsewhere.DATA_DIR)).toMatchObject({ version, sha256 });

    writeFileSync(join(elsewhere.DATA_DIR, 'registry', 'models', 'bitcoin', version), 'damage');
    const [run] = await runLog(elsewhere.DATA_DIR).list();
    writeFileSync(join(elsewhere.DATA_DIR, 'records', 'runs', `${run}.jsonl`), '{"type":"run"}');
    const second = await command(restore, file, elsewhere);
    expect(second.out).toContain('0 keys brought back, 1 repaired');
    expect(second.out).toContain('0 runs brought back, 1 repaired, 2 were there');
    expect(second.out).toContain(`0 lines of the ledger brought back, ${ledgerLines} were there`);
    expect(await champion(elsewhere.DATA_DIR)).toMatchObject({ version, sha256 });
  });

  it('refuses a backup that is none, with exit code 1, and a file that is not there, with 2', async () => {
    writeFileSync(join(folder, 'wrong.gz'), 'no backup');
    const wrong = await command(restore, join(folder, 'wrong.gz'));
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('wrong.gz is no backup');
    const missing = await command(restore, join(folder, 'missing.gz'));
    expect(missing.code).toBe(2);
    expect(missing.err).toContain('missing.gz cannot be read (ENOENT)');
  });

  it('refuses a backup that was cut or altered, wherever, and writes nothing', async () => {
    const bytes = readFileSync(join(folder, 'backup.gz'));
    const lines = gunzipSync(bytes).toString().trimEnd().split('\n');
    const packed = (kept: readonly string[]) => gzipSync(kept.map((line) => `${line}\n`).join(''));
    const nowhere = { DATA_DIR: join(folder, 'nowhere') };
    for (const damaged of [
      bytes.subarray(0, bytes.length / 2),
      bytes.subarray(0, -1),
      packed(lines.slice(0, -1)),
      packed(lines.filter((_, i) => i !== 2)),
      packed([...lines.slice(0, 3), ...lines.slice(2)]),
      packed([...lines, lines.at(-1)!]),
      packed(lines.map((line) => line.replace('promoted', 'kept'))),
      packed(lines.map((line) => line.replace('"formatVersion":1', '"formatVersion":2'))),
      packed(lines.slice(0, 1)),
      packed([]),
      gzipSync('\n\n'),
      Buffer.alloc(0),
    ]) {
      writeFileSync(join(folder, 'damaged.gz'), damaged);
      const result = await command(restore, join(folder, 'damaged.gz'), nowhere);
      expect(result.code).toBe(1);
      expect(result.err).toMatch(/damaged\.gz is (?:cut off|no backup)/);
      const files = readdirSync(nowhere.DATA_DIR, { recursive: true, withFileTypes: true });
      expect(files.filter((entry) => entry.isFile())).toEqual([]);
    }
  });

  it('goes on where records of runs were damaged: they count as none', async () => {
    const log = createRunLog(createFileStore(join(env['DATA_DIR']!, 'records')));
    const runs = await log.list();
    const path = (run: string) => join(env['DATA_DIR']!, 'records', 'runs', `${run}.jsonl`);
    const whole = readFileSync(path(runs.at(-1)!), 'utf8');
    writeFileSync(path('zz-notes'), 'of an operator');
    for (const damaged of ['', '{', whole.slice(0, -9), whole.replace('"scheduledFor":', '"when":'), '[]']) {
      writeFileSync(path(runs.at(-1)!), damaged);
      expect((await log.latest())?.run).toBe(runs.at(-2));
      expect(await log.has(runs.at(-1)!)).toBe(false);
    }
    await expect(log.bringBack(runs.at(-1)!, '{}')).rejects.toThrow('cannot be read');
    await expect(log.bringBack(runs.at(-2)!, whole)).rejects.toThrow('cannot be read');
    expect(await log.bringBack(runs.at(-1)!, whole)).toBe('repaired');
    expect((await log.latest())?.run).toBe(runs.at(-1));
  });
});
