import type { ChartColumn, Fault } from './Fault.js';

type PointsFault = Extract<
  Fault,
  { kind: 'duplicatePoints' | 'missingPoints' | 'nulls' | 'zeroVolumes' | 'unequalArrays' }
>;
type Point = readonly (number | null)[];
type Row = Readonly<Record<string, unknown>>;

const columnNames: readonly ChartColumn[] = ['prices', 'market_caps', 'total_volumes'];

/** A body with the defects of a fault; a body that is no chart, candles or figures stays as it is. */
export function alterPoints(body: unknown, fault: PointsFault): unknown {
  if (isChart(body)) return alterChart(body, fault);
  if (Array.isArray(body)) {
    if (body.every(Array.isArray)) return alterCandles(body, fault);
    return fault.kind === 'nulls' ? nullFigures(body, fault.every) : body;
  }
  return fault.kind === 'nulls' ? nullChanges(body as Row) : body;
}

function alterChart(
  chart: Readonly<Record<ChartColumn, readonly Point[]>>,
  fault: PointsFault,
): Record<ChartColumn, readonly Point[]> {
  if (fault.kind === 'unequalArrays') return { ...chart, market_caps: chart.market_caps.slice(0, -1) };
  const columns = fault.kind === 'zeroVolumes' ? ['total_volumes'] : (fault.columns ?? columnNames);
  const alter = (name: ChartColumn) =>
    columns.includes(name) ? alterColumn(chart[name], fault) : chart[name];
  return {
    prices: alter('prices'),
    market_caps: alter('market_caps'),
    total_volumes: alter('total_volumes'),
  };
}

function alterColumn(
  points: readonly Point[],
  { kind, every = 10 }: Exclude<PointsFault, { kind: 'unequalArrays' }>,
): Point[] {
  return points.flatMap((point, index): Point[] => {
    if ((index + 1) % every !== 0) return [point];
    if (kind === 'duplicatePoints') return [point, point];
    if (kind === 'missingPoints') return [];
    return [[point[0]!, kind === 'nulls' ? null : 0]];
  });
}

function alterCandles(candles: readonly Point[], fault: PointsFault): readonly Point[] {
  return fault.kind === 'duplicatePoints' || fault.kind === 'missingPoints'
    ? alterColumn(candles, fault)
    : candles;
}

const nullableFigure = /^(current_price|market_cap|total_volume|high_24h|low_24h|ath|atl|.*_change_.*)$/;

function nullFigures(rows: readonly unknown[], every = 10): unknown[] {
  return rows.map((row, index) =>
    (index + 1) % every === 0 && isRecord(row)
      ? mapValues(row, (value, name) => (nullableFigure.test(name) ? null : value))
      : row,
  );
}

function nullChanges(body: Row): Row {
  return mapValues(body, (row) =>
    isRecord(row) ? mapValues(row, (value, name) => (name.endsWith('_24h_change') ? null : value)) : row,
  );
}

function mapValues(record: Row, map: (value: unknown, name: string) => unknown): Row {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}

function isRecord(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isChart(body: unknown): body is Record<ChartColumn, readonly Point[]> {
  return isRecord(body) && columnNames.every((name) => name in body);
}
