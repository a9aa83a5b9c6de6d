import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namesIn, runCommand, withFolder } from './runCommand.js';

const start = Date.UTC(2024, 0, 1);
const time = (index: number) => new Date(start + index * 3_600_000).toISOString();
const price = (index: number) => (100 + Math.sin(index * index)).toFixed(3);

/** A hundred hourly rows with one row changed. */
function csvWith(position: number, row: (index: number) => string): string {
  const rows = Array.from({ length: 100 }, (_, index) =>
    index === position ? row(index) : `${time(index)},${price(index)}`,
  );
  return `timestamp,price\n${rows.join('\n')}\n`;
}

const sound = csvWith(-1, () => '');

describe('a file the quickstart cannot use', () => {
  it.each<[string, string, string]>([
    ['an empty CSV', '', 'The CSV is empty.'],
    ['a header alone', 'timestamp,price\n', 'The CSV has a header but no rows.'],
    ['no price column', 'timestamp,cost\n2024-01-01,5\n', 'The CSV has no column for the price'],
    [
      'text in a number',
      csvWith(50, (i) => `${time(i)},abc`),
      'Line 52, column "price": "abc" is not a number.',
    ],
    ['NaN', csvWith(50, (i) => `${time(i)},NaN`), 'Line 52, column "price": "NaN" is not a number.'],
    [
      'a negative price',
      csvWith(50, (i) => `${time(i)},-5`),
      'Line 52, column "price": "-5" is not positive.',
    ],
    [
      'unsorted times',
      csvWith(50, (i) => `${time(i - 30)},5`),
      'Line 52: the time 2024-01-01T20:00:00.000Z comes before',
    ],
    [
      'repeated times',
      csvWith(50, (i) => `${time(i - 1)},5`),
      'Line 52: the time 2024-01-03T01:00:00.000Z repeats',
    ],
    ['a row too short', csvWith(50, time), 'Line 52 has not as many cells as the header.'],
    ['3 points', sound.split('\n').slice(0, 4).join('\n'), 'needs at least 54 observations, got 3.'],
    ['equal prices', sound.replaceAll(/,\d+\.\d+/g, ',7'), 'All 100 prices are 7'],
    ['a long gap', csvWith(99, (i) => `${time(i + 100)},5`), '100 observations are missing'],
    [
      'a steady climb',
      `timestamp,price\n${Array.from({ length: 100 }, (_, i) => `${time(i)},${i + 1}`).join('\n')}`,
      'exact rule',
    ],
  ])('is told in one line with exit code 2: %s', (_name, text, sentence) =>
    withFolder(async (folder) => {
      const file = join(folder, 'prices.csv');
      await writeFile(file, text);
      const { exitCode, stderr } = await runCommand(['--csv', file, '--out', join(folder, 'out')]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(sentence);
      expect(stderr).toMatch(/^[^\n]+[.?]\n$/);
      expect(await namesIn(folder)).toEqual(['prices.csv']);
    }),
  );

  it('is told when it is not there, or a folder', () =>
    withFolder(async (folder) => {
      expect(await runCommand(['--csv', join(folder, 'no.csv')])).toMatchObject({
        exitCode: 2,
        stderr: `--csv ${join(folder, 'no.csv')}: there is no such file.\n`,
      });
      expect(await runCommand(['--csv', folder])).toMatchObject({
        exitCode: 2,
        stderr: `--csv ${folder}: this is a folder, not a file.\n`,
      });
    }));
});

describe('a flag the quickstart cannot use', () => {
  it.each<[string, string]>([
    ['--dais 3', "Unknown option '--dais' (Did you mean --days?); npm start -- --help shows what is known."],
    ['--out', "Option '--out <dir>' argument missing; npm start -- --help shows what is known."],
    ['extra', 'Too many arguments: expected 0 arguments but got 1; npm start -- --help shows what is known.'],
    [
      '--live --csv x',
      "Option '--live' cannot be used with option '--csv <file>'; npm start -- --help shows what is known.",
    ],
    ['--days 0', '--days must be a whole number of at least 1, got "0".'],
    ['--days 1e3', '--days must be a whole number of at least 1, got "1e3".'],
    ['--horizon -1', '--horizon must be a whole number of at least 1, got "-1".'],
    ['--horizon 200000', 'horizon must be an integer at least 1 and at most 100000, got 200000.'],
    ['--order 5,1', '--order must be p,d,q such as 5,1,0, with p and q up to 50 and d up to 2, got "5,1".'],
    [
      '--order 1,3,0',
      '--order must be p,d,q such as 5,1,0, with p and q up to 50 and d up to 2, got "1,3,0".',
    ],
    [
      '--horizon 900',
      'runPipeline with holdout=900 and order=[5, 1, 0] needs at least 930 observations, got 720. Give a longer series or ask for less.',
    ],
    [
      '--days 400',
      'The keyless plan reaches back 365 days: ask for at most days=365 or use a paid key with plan "pro" (asked for: 400 days).',
    ],
  ])('is told in one line with exit code 2: %s', (flags, sentence) =>
    withFolder(async (folder) => {
      const out = flags === '--out' ? [] : ['--out', join(folder, 'out')];
      const { exitCode, stderr } = await runCommand([...out, ...flags.split(' ')]);
      expect([exitCode, stderr]).toEqual([2, `${sentence}\n`]);
      expect(await namesIn(folder)).toEqual([]);
    }),
  );

  it('is told when the coin is unknown', async () => {
    const { exitCode, stderr } = await runCommand(['--coin', 'no-such-coin']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^CoinGecko answered .* No coin has the id "no-such-coin"[^\n]*\n$/);
  });

  it('is told before any work when the output cannot be a folder', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'file');
      await writeFile(file, 'mine');
      for (const out of [file, join(file, 'below')]) {
        const { exitCode, stdout, stderr } = await runCommand(['--out', out]);
        expect(exitCode).toBe(2);
        expect(stdout).not.toContain('[1/8]');
        expect(stderr).toMatch(new RegExp(`^--out ${out}: this [^\\n]+\\.\\n$`));
      }
    }));

  it.skipIf(process.getuid?.() === 0)('is told when the output folder may not be made', () =>
    withFolder(async (folder) => {
      await chmod(folder, 0o500);
      const { exitCode, stderr } = await runCommand(['--out', join(folder, 'out')]);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/the folder cannot be made \(EACCES/);
      await chmod(folder, 0o700);
    }),
  );

  it('shows its flags with --help', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['--help']);
    expect([exitCode, stderr]).toEqual([0, '']);
    for (const flag of ['live', 'csv', 'coin', 'days', 'horizon', 'order', 'out', 'help']) {
      expect(stdout).toContain(`--${flag}`);
    }
  });
});
