import { fillGaps, findGaps, type PriceSeries, sliceSeries } from 'coincast';

/** A longer gap, in steps, is not filled: what lies before it is left out. */
const longest = 48;

/** The series with short gaps filled along a line, as models need it, at most its `last` observations. */
export function withoutGaps(series: PriceSeries, last?: number): PriceSeries {
  const wide = findGaps(series)
    .filter(({ missing }) => missing > longest)
    .at(-1);
  const part = wide === undefined ? series : sliceSeries(series, { from: wide.to });
  return sliceSeries(fillGaps(part, { method: 'linear' }), { last });
}
