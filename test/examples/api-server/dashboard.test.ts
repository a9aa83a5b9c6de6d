import { describe, expect, it } from 'vitest';
import { chartOption } from '../../../examples/api-server/dashboard/chart/chartOption.js';
import type { ShownForecast } from '../../../examples/api-server/dashboard/chart/colors.js';
import {
  ahead,
  amount,
  change,
  coinName,
  duration,
  kindName,
  percent,
  price,
} from '../../../examples/api-server/dashboard/format.js';
import { readSettings, toQuery } from '../../../examples/api-server/dashboard/settings.js';

describe('the settings in the address', () => {
  it('are read back as they were written', () => {
    const settings = { coin: 'ethereum', steps: 48, range: 7, days: 30 };
    expect(readSettings(toQuery(settings))).toEqual(settings);
  });

  it('are left out where they are as by default', () => {
    expect(toQuery(readSettings(''))).toBe('');
  });

  it.each(['steps=0', 'steps=1000', 'steps=x', 'range=2', 'days='])(
    'are those by default where nobody could have chosen %s',
    (query) => {
      expect(readSettings(`?${query}`)).toEqual(readSettings(''));
    },
  );
});

describe('figures as people read them', () => {
  it.each([
    [81_759.69, '$81,760'],
    [3215.5, '$3,215.50'],
    [0.084_321, '$0.08432'],
    [0.000_012_34, '$0.00001234'],
    [0, '$0.00'],
  ])('prices: %d', (value, text) => expect(price(value)).toBe(text));

  it.each([
    [0.0123, '+1.2%'],
    [-0.0123, '−1.2%'],
    [-0.0001, '0.0%'],
    [null, '–'],
  ])('changes: %d', (value, text) => expect(change(value)).toBe(text));

  it.each([
    [1234.5678, '1,235'],
    [64.123, '64.1'],
    [0.001_234, '0.00123'],
    [null, '–'],
  ])('errors: %d', (value, text) => expect(amount(value)).toBe(text));

  it('times, shares and names', () => {
    expect([duration(30), duration(600), duration(7200), duration(300_000)]).toEqual([
      '30 s',
      '10 min',
      '2 h',
      '3 days',
    ]);
    expect([ahead(24), ahead(96), ahead(2, 86_400_000)]).toEqual(['24 h', '4 days', '48 h']);
    expect([percent(0.834), percent(-0.5, 0), percent(null)]).toEqual(['83.4%', '−50%', '–']);
    expect([kindName('prophet'), kindName('garch'), kindName(null), coinName('usd-coin')]).toEqual([
      'Prophet-style',
      'Garch',
      'Unknown',
      'Usd Coin',
    ]);
  });
});

describe('the chart', () => {
  const hourMs = 3_600_000;
  const timestamps = Array.from({ length: 49 }, (_, i) => i * hourMs);
  const forecast = (version: string): ShownForecast => ({
    version,
    kind: version,
    isChampion: version === 'ets',
    verdict: null,
    dataUntil: 48 * hourMs,
    forecast: {
      timestamps: [49 * hourMs, 50 * hourMs],
      mean: [101, 102],
      intervals: [
        { level: 0.8, lower: [99, 98], upper: [103, 106] },
        { level: 0.95, lower: [97, 95], upper: [105, 109] },
      ],
    },
  });
  const palette = {
    font: 'x',
    ink: 'i',
    muted: 'm',
    grid: 'g',
    price: 'p',
    naive: 'n',
    model: (kind: string) => kind,
  };
  const draw = (fans: string[]) =>
    chartOption(
      {
        history: { stepMs: hourMs, timestamps, prices: timestamps.map((_, i) => 100 + (i % 3)) },
        forecasts: [forecast('ets'), forecast('theta')],
        fans: new Set(fans),
        range: 1,
      },
      palette,
      false,
    ) as {
      series: { data: [number, number][]; stack?: string; areaStyle?: object }[];
      xAxis: { min: number; max: number };
    };

  it('shows the range that was chosen and the whole forecast', () => {
    const { series, xAxis } = draw([]);
    expect(series.at(-1)!.data.length).toBe(25);
    expect([xAxis.min, xAxis.max]).toEqual([24 * hourMs, 50 * hourMs]);
  });

  it('draws a fan as bands from the last price on, each as its lower end and its width', () => {
    const bands = draw(['ets']).series.filter(({ stack }) => stack !== undefined);
    expect(bands.map(({ data }) => data.map(([, value]) => value))).toEqual([
      [100, 97, 95],
      [0, 8, 14],
      [100, 99, 98],
      [0, 4, 8],
    ]);
    expect(draw([]).series.some(({ stack }) => stack !== undefined)).toBe(false);
    expect(draw(['ets', 'theta']).series.filter(({ areaStyle }) => areaStyle !== undefined).length).toBe(4);
  });

  it('draws every forecast and what the last price says', () => {
    const lines = draw([]).series.map(({ data }) => data.slice(0, 3));
    expect(lines).toContainEqual([
      [48 * hourMs, 100],
      [50 * hourMs, 100],
    ]);
    expect(lines.filter(([, , third]) => third?.[1] === 102 && third[0] === 50 * hourMs).length).toBe(2);
  });
});
