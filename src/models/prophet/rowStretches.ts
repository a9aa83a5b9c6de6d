import { panelRows } from './panelGram.js';

/** Rows that follow each other within one panel of {@link panelRows} rows and one segment between changepoints. */
export interface RowStretch {
  readonly panel: number;
  readonly segment: number;
  readonly from: number;
  readonly to: number;
}

/** The stretches of rows in order, between changepoints that ascend. @internal */
export function rowStretches(timestamps: Float64Array, changepoints: Float64Array): RowStretch[] {
  const stretches: RowStretch[] = [];
  let from = 0;
  [...firstRows(timestamps, changepoints), timestamps.length].forEach((end, segment) => {
    while (from < end) {
      const panel = Math.floor(from / panelRows);
      const to = Math.min(end, (panel + 1) * panelRows);
      stretches.push({ panel, segment, from, to });
      from = to;
    }
  });
  return stretches;
}

/** The first row at or after each changepoint. */
function firstRows(timestamps: Float64Array, changepoints: Float64Array): number[] {
  let row = 0;
  return Array.from(changepoints, (changepoint) => {
    while (row < timestamps.length && timestamps[row]! < changepoint) row += 1;
    return row;
  });
}
