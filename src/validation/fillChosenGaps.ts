import {
  defaultMaxMissing,
  findGaps,
  type Gap,
  insertObservations,
  inventObservations,
  type PriceSeries,
  requireShort,
} from '../series/index.js';
import type { ResolvedRepairs } from './resolveRepairs.js';
import type { SeriesChange } from './SeriesChange.js';
import type { FillRepair } from './SeriesRepair.js';

/** Carries out `fill`: every gap that a repair spans, by the last that does. */
export function fillChosenGaps(
  series: PriceSeries,
  { fill }: ResolvedRepairs,
  changes: SeriesChange[],
): PriceSeries {
  if (fill.length === 0) return series;
  const chosen: { gap: Gap; how: FillRepair }[] = [];
  for (const gap of findGaps(series)) {
    const how = fill.filter(({ from, to }) => from <= gap.from && gap.to <= to).at(-1);
    if (how === undefined) continue;
    requireShort(gap, defaultMaxMissing, series);
    chosen.push({ gap, how });
  }
  if (chosen.length === 0) return series;
  const invented = inventObservations(series, chosen);
  const filled = insertObservations(series, invented);
  const repairs = chosen.flatMap(({ gap, how }) => Array.from({ length: gap.missing }, () => how));
  let index = 0;
  for (const [k, timestamp] of invented.timestamps.entries()) {
    while (filled.timestamps[index] !== timestamp) index++;
    changes.push({ kind: 'filled', repair: repairs[k]!, index, timestamp });
  }
  return filled;
}
