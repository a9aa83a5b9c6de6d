const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Writes prices of about the given size: as many decimals as keep five significant digits, at least two. */
export function priceFormat(size: number): (price: number) => string {
  const decimals = Math.min(15, Math.max(2, 4 - Math.floor(Math.log10(size))));
  const numbers = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return (price) => numbers.format(price);
}

/** A number with a fixed count of decimals and separated thousands. */
export function fixed(value: number, decimals: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** A fraction as a percentage without decimals. */
export function percent(fraction: number): string {
  return `${Math.round(100 * fraction)}%`;
}

/** A p-value as statisticians write it, with the sign that fits where it is only known to lie beyond a table. */
export function pValue({ pValue: p, pValueBounded }: { pValue: number; pValueBounded: boolean }): string {
  if (p < 0.001) return 'p < 0.001';
  if (p > 0.999) return 'p > 0.999';
  if (!pValueBounded) return `p = ${p.toFixed(3)}`;
  return p < 0.05 ? `p < ${p}` : `p > ${p}`;
}

/** A moment as `2024-01-31 23:00`, UTC. */
export function moment(timestamp: number): string {
  return new Date(timestamp).toISOString().slice(0, 16).replace('T', ' ');
}

/** A number of steps as a length of time, such as `24 hours`. */
export function stepsInWords(steps: number, stepMs: number): string {
  if (stepMs === hourMs) return plural(steps, 'hour');
  if (stepMs === dayMs) return plural(steps, 'day');
  return `${plural(steps, 'step')} of ${stepInWords(stepMs)}`;
}

/** What one step is, such as `5 minutes`. */
export function stepInWords(stepMs: number): string {
  if (stepMs % dayMs === 0) return plural(stepMs / dayMs, 'day');
  if (stepMs % hourMs === 0) return plural(stepMs / hourMs, 'hour');
  if (stepMs % minuteMs === 0) return plural(stepMs / minuteMs, 'minute');
  return `${stepMs} ms`;
}

/** How often there is a price: `hourly`, `daily`, `every 5 minutes`. */
export function cadence(stepMs: number): string {
  if (stepMs === hourMs) return 'hourly';
  return stepMs === dayMs ? 'daily' : `every ${stepInWords(stepMs)}`;
}

/** A count with its noun; none is `no`. */
export function plural(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
