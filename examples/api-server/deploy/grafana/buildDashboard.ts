import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { type PanelPlan, rows } from './panels.table.js';

const datasource = { type: 'prometheus', uid: '$datasource' };

/** The Grafana dashboard, made of `panels.table.ts`. */
export function buildDashboard(): Dashboard {
  const builder = new DashboardBuilder('coincast')
    .uid('coincast')
    .description('Forecasts that are served: how good they are, how they are served, and what they stand on.')
    .tags(['coincast', 'generated'])
    .timezone('browser')
    .refresh('30s')
    .time({ from: 'now-6h', to: 'now' })
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .withVariable(
      new QueryVariableBuilder('coin')
        .label('Coin')
        .datasource(datasource)
        .query('label_values(data_age_seconds, coin)')
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .multi(true)
        .includeAll(true)
        .allValue('.*')
        .current({ selected: true, text: 'All', value: '$__all' }),
    );
  for (const { title, panels } of rows) {
    builder.withRow(new RowBuilder(title));
    for (const panel of panels) builder.withPanel(toPanel(panel));
  }
  return builder.build();
}

function toPanel({ title, description, unit, queries, min, max }: PanelPlan): PanelBuilder {
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(datasource)
    .unit(unit)
    .height(8)
    .span(8)
    .lineWidth(2)
    .fillOpacity(8);
  if (min !== undefined) panel.min(min);
  if (max !== undefined) panel.max(max);
  for (const { expr, legend } of queries)
    panel.withTarget(new DataqueryBuilder().expr(expr).legendFormat(legend));
  return panel;
}
