/** What the visitor looks at, as the address of the page says it. */
export interface Settings {
  /** `undefined`: the first that is served. */
  readonly coin: string | undefined;
  /** How many steps ahead. */
  readonly steps: number;
  /** The past the chart shows, days. */
  readonly range: number;
  /** The window of the live scores, days. */
  readonly days: number;
}

/** What can be chosen. */
export const choices = {
  steps: [6, 12, 24, 48, 96],
  range: [1, 3, 7, 30],
  days: [1, 7, 30],
} as const;

const defaults: Settings = { coin: undefined, steps: 24, range: 3, days: 7 };

export function readSettings(search: string): Settings {
  const query = new URLSearchParams(search);
  const chosen = (name: keyof typeof choices) => {
    const value = Number(query.get(name));
    return (choices[name] as readonly number[]).includes(value) ? value : defaults[name];
  };
  return {
    coin: query.get('coin') ?? undefined,
    steps: chosen('steps'),
    range: chosen('range'),
    days: chosen('days'),
  };
}

/** The query that {@link readSettings} reads; what is as by default is left out. */
export function toQuery(settings: Settings): string {
  const query = new URLSearchParams();
  for (const name of ['coin', 'steps', 'range', 'days'] as const) {
    const value = settings[name];
    if (value !== undefined && value !== defaults[name]) query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
