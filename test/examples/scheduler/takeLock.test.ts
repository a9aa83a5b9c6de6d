import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../../examples/scheduler/src/services/takeLock.js';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coincast-lock-'));
  lock = join(folder, 'scheduler.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

// No process has this id: Linux goes up to 2 ** 22.
const dead = JSON.stringify({ pid: 2 ** 30, host: hostname() });

function age(path: string, seconds: number) {
  utimesSync(path, Date.now() / 1000, Date.now() / 1000 - seconds);
}

describe('takeLock', () => {
  it('lets one in, and the next when that one is done', () => {
    const leave = takeLock(folder);
    expect(() => takeLock(folder)).toThrow(`process ${process.pid} on ${hostname()}`);
    leave();
    takeLock(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes over from a process that was killed, also one whose id this process has now', () => {
    // A container that was started again: its first process has the id it had before.
    for (const content of [dead, JSON.stringify({ pid: process.pid, host: hostname() })]) {
      writeFileSync(lock, content);
      takeLock(folder)();
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps out of the way of one whose lock is only half written, for a moment', () => {
    for (const half of ['', '{"pid":', '[]', '{"pid":"1"}']) {
      writeFileSync(lock, half);
      expect(() => takeLock(folder)).toThrow('another scheduler');
      age(lock, 60);
      takeLock(folder)();
    }
  });

  it('takes nothing over while another one does, unless that one was killed', () => {
    writeFileSync(lock, dead);
    const turn = `${lock}.turn`;
    writeFileSync(turn, '');
    expect(() => takeLock(folder)).toThrow('another scheduler');
    expect(existsSync(lock)).toBe(true);
    age(turn, 60);
    takeLock(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves the lock of whoever took it over', () => {
    const leave = takeLock(folder);
    writeFileSync(lock, JSON.stringify({ pid: 1, host: 'elsewhere' }));
    leave();
    expect(readFileSync(lock, 'utf8')).toContain('elsewhere');
  });
});
