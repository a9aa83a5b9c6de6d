import {
  InvalidArgumentError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../errors/index.js';
import { requireFillMethod } from '../series/index.js';
import { seriesColumns, valueColumns } from './RawSeries.js';
import type {
  ConvertRepair,
  DropColumnRepair,
  DropRepair,
  FillRepair,
  ReplaceRepair,
  SeriesRepair,
  SortRepair,
  WinsoriseRepair,
} from './SeriesRepair.js';

/** Repairs by what they do, each checked. */
export interface ResolvedRepairs {
  readonly dropColumn: readonly DropColumnRepair[];
  /** The repair that drops each position. */
  readonly drop: ReadonlyMap<number, DropRepair>;
  /** The last sort asked for. */
  readonly sort: SortRepair | undefined;
  /** The repair that converts each value, by column and position. */
  readonly convert: ReadonlyMap<string, ReadonlyMap<number, ConvertRepair>>;
  /** The repair that changes each value once it is a number; the last of several. */
  readonly change: ReadonlyMap<string, ReadonlyMap<number, WinsoriseRepair | ReplaceRepair>>;
  readonly fill: readonly FillRepair[];
}

const keys: Readonly<Record<SeriesRepair['action'], readonly string[]>> = {
  drop: ['positions'],
  dropColumn: ['column'],
  convert: ['column', 'positions'],
  sort: [],
  winsorise: ['column', 'positions', 'lower', 'upper'],
  replace: ['column', 'positions', 'method', 'period'],
  fill: ['from', 'to', 'method', 'period'],
};

/** Checks every repair against a series whose longest column has `length` values. */
export function resolveRepairs(
  repairs: readonly (SeriesRepair | undefined)[],
  columns: readonly string[],
  length: number,
): ResolvedRepairs {
  if (!Array.isArray(repairs)) {
    const hint = 'Pass report.findings.map((finding) => finding.repair), or some of them.';
    throw new InvalidArgumentError({
      argument: 'repairs',
      value: repairs,
      expected: 'an array of repairs',
      hint,
    });
  }
  const checked = repairs.flatMap((repair, k) =>
    repair === undefined ? [] : [requireRepair(repair, `repairs[${k}]`, columns, length)],
  );
  const drop = new Map<number, DropRepair>();
  const convert = new Map(columns.map((column) => [column, new Map<number, ConvertRepair>()]));
  const change = new Map(
    columns.map((column) => [column, new Map<number, WinsoriseRepair | ReplaceRepair>()]),
  );
  for (const repair of checked) {
    if (repair.action === 'drop') for (const position of repair.positions) drop.set(position, repair);
    if (repair.action === 'convert') {
      for (const position of repair.positions) convert.get(repair.column)!.set(position, repair);
    }
    if (repair.action === 'winsorise' || repair.action === 'replace') {
      for (const position of repair.positions) change.get(repair.column)!.set(position, repair);
    }
  }
  return {
    drop,
    convert,
    change,
    dropColumn: checked.filter(({ action }) => action === 'dropColumn') as DropColumnRepair[],
    sort: checked.find(({ action }) => action === 'sort') as SortRepair | undefined,
    fill: checked.filter(({ action }) => action === 'fill') as FillRepair[],
  };
}

function requireRepair(
  repair: SeriesRepair,
  argument: string,
  columns: readonly string[],
  length: number,
): SeriesRepair {
  requireKnownKeys(argument, repair, ['action', ...Object.values(keys).flat()]);
  const action = requireOneOf(
    `${argument}.action`,
    repair.action,
    Object.keys(keys) as SeriesRepair['action'][],
  );
  requireKnownKeys(argument, repair, ['action', ...keys[action]]);
  if (keys[action].includes('column'))
    requireColumn(`${argument}.column`, repair as DropColumnRepair, columns);
  if (keys[action].includes('positions')) requirePositions(`${argument}.positions`, repair, length);
  if (repair.action === 'winsorise') {
    requireNumber(`${argument}.lower`, repair.lower);
    requireNumber(`${argument}.upper`, repair.upper, { min: repair.lower });
  }
  if (repair.action === 'fill') {
    requireNumber(`${argument}.from`, repair.from);
    requireNumber(`${argument}.to`, repair.to, { above: repair.from });
  }
  if (repair.action === 'fill' || repair.action === 'replace') requireFillMethod(`${argument}.`, repair);
  return repair;
}

function requireColumn(
  argument: string,
  { action, column }: Exclude<SeriesRepair, DropRepair | SortRepair | FillRepair>,
  columns: readonly string[],
): void {
  const repairable =
    action === 'convert' ? seriesColumns : action === 'dropColumn' ? valueColumns.slice(1) : valueColumns;
  requireOneOf(argument, column, repairable);
  if (columns.includes(column)) return;
  throw new InvalidArgumentError({ argument, value: column, expected: 'a column that the series has' });
}

function requirePositions(argument: string, repair: SeriesRepair, length: number): void {
  const { positions } = repair as DropRepair;
  if (!Array.isArray(positions)) {
    throw new InvalidArgumentError({ argument, value: positions, expected: 'an array of positions' });
  }
  for (const [k, position] of positions.entries()) {
    requireInteger(`${argument}[${k}]`, position, { min: 0, max: length - 1 });
  }
}
