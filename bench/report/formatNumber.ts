import type { Column } from './BenchReport.js';

/** A number with the digits of its column. */
export function formatNumber(
  value: number,
  { decimals, scientific }: Pick<Column, 'decimals' | 'scientific'>,
): string {
  if (scientific === true) return value === 0 ? '0' : value.toExponential(1);
  const digits = decimals ?? 0;
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // A minus before nothing but zeros says nothing.
  return /^-[0.]+$/.test(text) ? text.slice(1) : text;
}

/** A ratio or a bound, to three digits that matter; a whole number as it is. */
export function formatFigure(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1);
  if (Number.isInteger(value)) return formatNumber(value, { decimals: 0 });
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
