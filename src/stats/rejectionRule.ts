import { requireNumber } from '../errors/index.js';

/** The least and the greatest p-value of a table. */
export interface PValueRange {
  readonly least: number;
  readonly greatest: number;
}

/** The `rejectAt` of a test whose p-value is known at every level. */
export function rejectionRule(pValue: number): (alpha: number) => boolean {
  return (alpha) => pValue <= requireNumber('alpha', alpha, { above: 0, below: 1 });
}

/**
 * The `rejectAt` of a test whose p-value was interpolated in a table. A bounded p-value is known only to lie
 * beyond the end of the table it equals, so at the upper end it rejects at no level within.
 */
export function tableRejectionRule(
  { pValue, pValueBounded }: { readonly pValue: number; readonly pValueBounded: boolean },
  { least, greatest }: PValueRange,
): (alpha: number) => boolean {
  const aboveTable = pValueBounded && pValue === greatest;
  return (alpha) => {
    requireNumber('alpha', alpha, { min: least, max: greatest });
    return !aboveTable && pValue <= alpha;
  };
}
