import { describe, expect, it } from 'vitest';
import { type BenchResult, benchReport, benchResult } from '../../bench/report/BenchReport.js';
import { compared, contested } from '../../bench/report/compared.js';
import { formatFigure, formatNumber } from '../../bench/report/formatNumber.js';
import { renderBenchmarks } from '../../bench/report/renderBenchmarks.js';
import { renderSection } from '../../bench/report/renderSection.js';
import { resolveSettings, UsageError } from '../../bench/report/resolveSettings.js';
import { stableJson } from '../../bench/report/stableJson.js';
import { number, table, text } from '../../bench/report/table.js';
import { withoutPaths } from '../../bench/report/withoutPaths.js';

const about = {
  benchmark: 'race',
  title: 'A race',
  kind: 'race',
  what: 'Who is faster.',
  ranOn: '2026-01-02',
} as const;
const race = (ratios: readonly (number | undefined)[]) =>
  compared({ what: 'a fit', peer: 'R', measure: 'processor time', ratios });

function finished(report: object): BenchResult {
  return benchResult.parse({
    ...about,
    status: 'done',
    seconds: 3,
    coincast: '1.2.3',
    machine: { processor: 'Abacus', cores: 2, memoryGb: 4, system: 'Linux x64', node: 'v20.19.0' },
    data: 'none',
    settings: { rounds: 5 },
    report: { peers: [], comparisons: [], contests: [], goals: [], tables: [], notes: [], ...report },
  });
}

describe('compared', () => {
  it('gives the median, the ends and the number of wins, of cases that have a ratio', () => {
    expect(race([4, 0.5, 2, undefined, Number.POSITIVE_INFINITY])).toEqual([
      {
        what: 'a fit',
        peer: 'R',
        measure: 'processor time',
        cases: 3,
        better: 2,
        median: 2,
        least: 0.5,
        most: 4,
      },
    ]);
  });

  it('gives nothing where no case has a ratio', () => {
    expect(race([undefined, Number.NaN])).toEqual([]);
  });
});

describe('contested', () => {
  it('counts leads within the tolerance as even, and results that are none apart', () => {
    const leads = [0.5, -2, 0.0005, Number.POSITIVE_INFINITY, undefined];
    expect(contested({ what: 'log-likelihood', peer: 'R', tolerance: 1e-3, leads })).toMatchObject([
      { better: 1, even: 1, worse: 1, withoutResult: 2, largestLead: 0.5, largestDeficit: 2 },
    ]);
  });
});

describe('a page of benchmarks', () => {
  it('shows a ratio below 1 plainly, and once more among the losses', () => {
    const page = renderBenchmarks([finished({ comparisons: race([0.25, 0.5, 3]) })]);
    const [won, behind] = page.split('## Where coincast is behind') as [string, string];
    expect(won).toMatch(
      /\| a fit \| R +\| processor time \| \*\*0\.5\*\* \| 0\.25 to 3 \| +1 of 3 \| \*\*R\*\* +\|/,
    );
    expect(behind).toContain('**0.5**');
  });

  it('names no loss where there is none', () => {
    expect(renderBenchmarks([finished({ comparisons: race([2]) })])).toContain('Nowhere on this page.');
  });

  it('says which goal was missed, which peer was absent, and what failed or was left out', () => {
    const page = renderBenchmarks([
      finished({
        goals: [{ what: 'the gap', value: 3, atMost: 2 }],
        peers: [{ name: 'R', absent: 'R is not installed here' }],
      }),
      { ...about, title: 'Another', status: 'failed', reason: 'its process ended with code 3' },
      { ...about, title: 'A third', status: 'left-out', reason: '`BENCH_DATA` was not set' },
    ]);
    expect(page).toContain('- A race: the gap is 3, not at most 2');
    expect(page).toContain('- R in “A race”: R is not installed here');
    expect(page).toContain('**Failed** on 2026-01-02: its process ended with code 3');
    expect(page).toContain('**Left out** on 2026-01-02: `BENCH_DATA` was not set');
  });

  it('tells the machine, the version and the settings', () => {
    const page = renderBenchmarks([finished({})]);
    expect(page).toContain(
      'All of it: Abacus, 2 cores, 4 GB, Linux x64, Node v20.19.0, coincast 1.2.3; 3 s in all',
    );
    expect(page).toContain('*`npm run bench -- race` on 2026-01-02, 3 s; settings: rounds 5.*');
  });
});

describe('a table', () => {
  it('has a unit in its head, digits as the column says, and nothing where there is no figure', () => {
    const rows = [
      ['a|b', 1234.5678],
      ['c', Number.NaN],
    ];
    expect(
      renderSection(finished({ tables: [table('Times', [text('who'), number('time', 1, 'ms')], rows)] })),
    ).toContain(
      [
        '#### Times',
        '',
        '| who  | time, ms |',
        '| ---- | -------: |',
        '| a\\|b |  1,234.6 |',
        '| c    |          |',
      ].join('\n'),
    );
  });

  it.each([
    ['a row is too short', [['x']]],
    ['text stands where numbers should', [['x', 'y']]],
    ['a number stands where text should', [[1, 2]]],
  ])('is refused where %s', (_case, rows) => {
    const bad = table('Times', [text('who'), number('time', 1)], rows);
    expect(benchReport.safeParse({ ...emptyReport, tables: [bad] }).success).toBe(false);
  });
});

const emptyReport = { peers: [], comparisons: [], contests: [], goals: [], tables: [], notes: [] };

describe('numbers', () => {
  it.each([
    [-0.00001, { decimals: 3 }, '0.000'],
    [123456.789, { decimals: 0 }, '123,457'],
    [0.0000012, { scientific: true }, '1.2e-6'],
  ] as const)('%d is formatted by its column', (value, column, expected) => {
    expect(formatNumber(value, column)).toBe(expected);
  });

  it.each([
    [0, '0'],
    [4, '4'],
    [0.6049, '0.605'],
    [12.34, '12.3'],
    [1275.4, '1,280'],
    [34_349, '34,349'],
    [0.001, '0.001'],
    [0.00051, '5.1e-4'],
  ])('%d is told as %s', (value, expected) => {
    expect(formatFigure(value)).toBe(expected);
  });

  it('are stored to eight digits, whole ones as they are, under sorted keys', () => {
    expect(stableJson({ b: 1 / 3, a: [20260101123, { d: 1, c: null }] })).toBe(
      '{\n  "a": [\n    20260101123,\n    {\n      "c": null,\n      "d": 1\n    }\n  ],\n  "b": 0.33333333\n}\n',
    );
  });
});

describe('resolveSettings', () => {
  const defaults = { soakSeconds: 20, clock: 'cpu' } as const;

  it('takes the option, then the variable of the benchmark, then the variable of all, then the default', () => {
    const env = { BENCH_API_SOAK_SECONDS: '30', BENCH_SOAK_SECONDS: '40', BENCH_CLOCK: 'wall' };
    expect(resolveSettings('api', defaults, ['--soak-seconds=600'], env)).toEqual({
      soakSeconds: 600,
      clock: 'wall',
    });
    expect(resolveSettings('api', defaults, [], env).soakSeconds).toBe(30);
    expect(resolveSettings('trainMany', defaults, [], env).soakSeconds).toBe(40);
    expect(resolveSettings('api', defaults, [], {})).toEqual(defaults);
  });

  it.each([
    ['--sok-seconds=3', 'api has no option --sok-seconds; its options are: --soak-seconds, --clock'],
    ['--soak-seconds=many', '--soak-seconds of api is a number from 0, not many'],
    ['--soak-seconds', 'An option is --name=value, not --soak-seconds'],
  ])('refuses %s', (option, message) => {
    expect(() => resolveSettings('api', defaults, [option], {})).toThrow(new UsageError(message));
  });
});

describe('withoutPaths', () => {
  it('keeps what went wrong and leaves out where', () => {
    const error = new Error(
      "Cannot find '/some/where/else/dist/server.js' in 12/13 of requests/s\n  at here",
    );
    expect(withoutPaths(error)).toBe("Cannot find 'server.js' in 12/13 of requests/s");
  });
});
