import { arrow, drawing, rect, text } from './svg.js';

/** What runs where with Redis, and which way the questions go. */
export async function scalingOut(): Promise<string> {
  const parts = [
    ...box([24, 60], 130, 'CDN or proxy', ['TLS, Cache-Control']),
    ...box([24, 196], 130, 'CoinGecko', ['one shared rate']),
    ...box([206, 48], 180, 'API server, machine 1', ['npm start', 'WORKERS=4']),
    ...box([206, 122], 180, 'API server, machine 2', ['the same variables']),
    ...box([450, 84], 120, 'Redis', ['appendonly yes', 'noeviction']),
    ...box([206, 204], 180, 'scheduler, one', ['npm start: the timetable']),
    ...box([620, 60], 116, 'worker', ['npm run worker']),
    ...box([620, 126], 116, 'worker', ['one for each core']),
    arrow('line plain', [154, 82], [202, 76]),
    arrow('line plain', [154, 96], [202, 144]),
    arrow('line one', [386, 76], [446, 104]),
    arrow('line one', [386, 150], [446, 122]),
    arrow('line two', [386, 226], [464, 150]),
    arrow('line two', [620, 86], [574, 104]),
    arrow('line two', [620, 150], [574, 124]),
    arrow('line plain', [206, 160], [150, 192]),
    text([430, 214], 'holds models, journals, the ledger, cached', 'small'),
    text([430, 230], 'answers, rate limits and jobs: the one thing', 'small'),
    text([430, 246], 'to back up. All else can be lost and started anew.', 'small'),
  ];
  return drawing(
    276,
    'Many machines around one Redis',
    'API servers answer behind a proxy and share Redis; one scheduler keeps the timetable there; workers on any machine take its jobs.',
    parts,
  );
}

function box(
  [x, y]: readonly [number, number],
  width: number,
  title: string,
  lines: readonly string[],
): string[] {
  return [
    rect('box', [x, y], width, 28 + 16 * lines.length, 6),
    text([x + 10, y + 19], title, 'strong'),
    ...lines.map((words, index) => text([x + 10, y + 36 + 16 * index], words, 'small')),
  ];
}
