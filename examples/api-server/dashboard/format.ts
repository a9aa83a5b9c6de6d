const locale = 'en-US';

/** A price with as many digits as it deserves. */
export function price(value: number, currency = 'usd'): string {
  const size = Math.abs(value);
  const digits = size >= 1 || size === 0 ? 2 : Math.min(8, 3 - Math.floor(Math.log10(size)));
  return value.toLocaleString(locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: size >= 10_000 ? 0 : digits,
    maximumFractionDigits: size >= 10_000 ? 0 : digits,
  });
}

/** An error in the unit of the price, three digits that count. */
export function amount(value: number | null): string {
  if (value === null) return '–';
  return value.toLocaleString(locale, { maximumSignificantDigits: Math.abs(value) >= 1000 ? 4 : 3 });
}

/** A fraction as a percentage. */
export function percent(fraction: number | null, digits = 1): string {
  return fraction === null ? '–' : `${(100 * fraction).toFixed(digits)}%`.replace('-', '−');
}

/** The same with its sign. */
export function change(fraction: number | null, digits = 1): string {
  if (fraction === null) return '–';
  const text = percent(Math.abs(fraction), digits);
  return Number.parseFloat(text) === 0 ? text : `${fraction < 0 ? '−' : '+'}${text}`;
}

export function count(value: number): string {
  return value.toLocaleString(locale);
}

const moments = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A moment in the visitor's own time zone. */
export function moment(time: number): string {
  return moments.format(time);
}

const hours = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** The time of day of a moment, likewise. */
export function hour(time: number): string {
  return hours.format(time);
}

/** How long something took or is ago, in the largest unit that fits. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129_600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** So many steps as a time. */
export function ahead(steps: number, stepMs = 3_600_000): string {
  const hours = (steps * stepMs) / 3_600_000;
  return hours < 72 || hours % 24 !== 0 ? `${hours} h` : `${hours / 24} days`;
}

/** The name of a kind of model, as people write it. */
export function kindName(kind: string | null): string {
  const names: Readonly<Record<string, string>> = {
    arima: 'ARIMA',
    ets: 'ETS',
    theta: 'Theta',
    prophet: 'Prophet-style',
    naive: 'Naive (last price)',
    drift: 'Drift',
    auto: 'Auto',
    stl: 'STL',
  };
  const name = kind ?? 'unknown';
  return names[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** The name of a coin. */
export function coinName(id: string): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
