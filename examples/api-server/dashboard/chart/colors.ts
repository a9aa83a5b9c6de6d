import type { Overview } from '../../src/schemas/overview.js';

const fixed: Readonly<Record<string, number>> = {
  arima: 0,
  prophet: 1,
  ets: 2,
  theta: 3,
  drift: 4,
  combination: 5,
};

/** The number of a kind's colour, the same wherever it is shown; kinds without one of their own take the last two. */
export function colorNumber(kind: string | null): number {
  const name = kind ?? '';
  return fixed[name] ?? 4 + (name.length % 2);
}

/** The colours of the page, as its style has them now. */
export interface Palette {
  readonly font: string;
  readonly muted: string;
  readonly grid: string;
  readonly price: string;
  readonly naive: string;
  model(kind: string): string;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    font: getComputedStyle(document.body).fontFamily,
    muted: color('muted'),
    grid: color('grid'),
    price: color('price'),
    naive: color('naive'),
    model: (kind) => color(`model-${colorNumber(kind)}`),
  };
}

/** A forecast as the page gets it. */
export type ShownForecast = Overview['forecasts'][number];
