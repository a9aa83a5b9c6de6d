import { type PipelineResult, runPipeline } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Journey } from '../../../examples/quickstart/src/journey.js';
import { renderReport } from '../../../examples/quickstart/src/report/report.js';

let result: PipelineResult;
beforeAll(async () => {
  result = await runPipeline({ source: simulateMarket({ seed: 4, length: 300 }), horizon: 12 });
});

const journey = (source: Partial<Journey['source']> = {}): Journey => ({
  source: {
    kind: 'csv',
    title: 'prices.csv',
    currency: '',
    provenance: 'Read from prices.csv.',
    load: () => Promise.reject(new Error('not here')),
    close: () => Promise.resolve(),
    ...source,
  },
  result,
  model: { path: 'out/model.json.gz', bytes: 700 },
  madeAt: Date.UTC(2024, 0, 31, 23, 5),
});

describe('the report', () => {
  it('needs no network and no script', () => {
    const page = renderReport(journey());
    const namespaces = /http:\/\/www\.w3\.org\/(2000\/svg|1999\/xlink)/g;
    expect(page.replaceAll(namespaces, '')).not.toMatch(
      /https?:|\/\/\w|@import|url\((?!#)|<script|<link|<img/,
    );
    expect(page).toContain('default-src &#39;none&#39;');
  });

  it('escapes every value that comes from outside', () => {
    const hostile = `<img src=x onerror="alert('1')">&`;
    const page = renderReport(journey({ title: hostile, provenance: hostile, currency: hostile }));
    expect(page).not.toContain('<img');
    expect(page).toContain('<h1>&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;</h1>');
  });

  it('has each of its five charts for a desk and for a phone, described for those who cannot see them', () => {
    const page = renderReport(journey());
    expect(page.match(/<div class="chart wide" role="img" aria-label="[^"]+">/g)).toHaveLength(5);
    expect(page.match(/<div class="chart narrow" role="img" aria-label="[^"]+">/g)).toHaveLength(5);
    expect(page.match(/<svg /g)).toHaveLength(10);
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('draws with the page’s own colours, which follow the reader’s light or dark mode', () => {
    const page = renderReport(journey());
    const charts = page
      .match(/<svg [\s\S]*?<\/svg>/g)!
      .join('')
      .replaceAll(/<defs[\s\S]*?<\/defs>/g, '');
    const colors = new Set(charts.match(/(?:fill|stroke)="(?!none)[^"]+"/g));
    expect([...colors].filter((color) => !color.includes('var(--'))).toEqual([]);
    for (const [, name] of charts.matchAll(/var\((--[\w-]+)\)/g)) {
      expect(page.split(`${name}:`)).toHaveLength(3);
    }
  });

  it('gives the metrics of each model, and each step of the forecast', () => {
    const page = renderReport(journey());
    for (const { name, metrics } of result.holdout.scores) {
      const mae = metrics.mae.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
      expect(page).toContain(`<tr><th scope="row">${name}</th><td>${mae}</td>`);
    }
    expect(page.match(/<th scope="row">2024-01-13 \d\d:00<\/th>/g)).toHaveLength(12);
    expect(page).toContain(result.holdout.comparison.statement);
    expect(page).toContain('Made by coincast on 2024-01-31 23:05 UTC');
  });

  it('shows the first findings of the validation and counts the rest', () => {
    const finding = (index: number) => ({
      ...({ level: 'statistics', rule: 'outlier', severity: 'warning', index, count: 1, value: 1 } as const),
      ...{
        from: Date.UTC(2024, 0, 2),
        to: Date.UTC(2024, 0, 2),
        message: `finding ${index}`,
        suggestion: '',
        repair: undefined,
      },
    });
    const findings = Array.from({ length: 13 }, (_, index) => finding(index));
    const page = renderReport({
      ...journey(),
      result: { ...result, validation: { ok: true, n: 300, findings } },
    });
    expect(page).toContain('<li>2024-01-02 00:00: finding 9</li>');
    expect(page).not.toContain('finding 10');
    expect(page).toContain('<li>and 3 more</li>');
  });
});
