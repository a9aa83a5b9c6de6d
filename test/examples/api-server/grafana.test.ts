import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildDashboard } from '../../../examples/api-server/deploy/grafana/buildDashboard.js';

const committed = new URL(
  '../../../examples/api-server/deploy/grafana/dashboards/coincast.json',
  import.meta.url,
);

describe('the Grafana dashboard', () => {
  it('is the one that its code makes: `npm run grafana -w examples/api-server` writes it anew', () => {
    const made = JSON.parse(JSON.stringify(buildDashboard()));
    expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(made);
  });

  it('describes every panel and asks each a query', () => {
    const panels = buildDashboard().panels!.filter((panel) => panel.type !== 'row');
    expect(panels.length).toBeGreaterThan(12);
    for (const panel of panels) {
      if (!('targets' in panel)) throw new Error('A panel has no queries.');
      expect(panel.description).toMatch(/\.$/);
      expect(panel.targets!.length).toBeGreaterThan(0);
    }
  });
});
