import { conformalize, type FittedModel, trainArima } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { drawing, line, type Point, scale, text } from './svg.js';

const days = 90;
const training = 1440;
const spell = 72;

/** How many of the last 72 hours fell into the 80% interval made an hour before: constant variance, and calibrated. */
export async function intervalCoverage(): Promise<string> {
  const market = simulateMarket({ seed: 3, length: training + days * 24 });
  const past = market.prices.slice(0, training);
  const news = market.prices.subarray(training);
  const walk = (series: Float64Array) => trainArima(series, { order: [0, 1, 0], transform: 'log' });
  const plain = hits(walk(past), news);
  const trainer = conformalize((series) => walk(series as Float64Array), {
    horizon: 1,
    transform: 'log',
    scale: { ewma: { season: 24 } },
  });
  const calibrated = hits(trainer(past), news);
  const x = scale([0, news.length], [64, 736]);
  const y = scale([0.3, 1], [262, 78]);
  const parts: string[] = [];
  for (const tick of [0.4, 0.6, 0.8, 1]) {
    parts.push(
      line('grid', [
        [x(0), y(tick)],
        [x(news.length), y(tick)],
      ]),
      text([54, y(tick) + 4], `${Math.round(100 * tick)}%`, 'small', 'end'),
    );
  }
  for (const day of [0, 15, 30, 45, 60, 75, 90])
    parts.push(text([x(day * 24), 282], `day ${day}`, 'small', 'middle'));
  parts.push(
    line('line plain dashed', [
      [x(0), y(0.8)],
      [x(news.length), y(0.8)],
    ]),
  );
  parts.push(line('line two', curve(plain, x, y)), line('line one', curve(calibrated, x, y)));
  parts.push(text([64, 60], `ARIMA(0,1,0), trained once: ${share(plain)} in all`, 'two'));
  parts.push(text([400, 60], `the same, conformalized: ${share(calibrated)} in all`, 'one'));
  return drawing(
    298,
    'What 80% intervals held, over the last 72 hours',
    'Intervals of constant variance hold nearly everything in calm spells and far too little in wild ones. Calibrated intervals stay near their level.',
    parts,
  );
}

function hits(model: FittedModel, news: Float64Array): boolean[] {
  let current = model;
  return Array.from(news, (price) => {
    const [interval] = current.forecast({ horizon: 1, levels: [0.8] }).intervals;
    current = current.append([price]);
    return price >= interval!.lower[0]! && price <= interval!.upper[0]!;
  });
}

function curve(held: readonly boolean[], x: (at: number) => number, y: (share: number) => number): Point[] {
  const points: Point[] = [];
  for (let at = spell; at <= held.length; at += 12) {
    points.push([x(at), y(Math.max(0.3, held.slice(at - spell, at).filter(Boolean).length / spell))]);
  }
  return points;
}

function share(held: readonly boolean[]): string {
  return `${Math.round((100 * held.filter(Boolean).length) / held.length)}%`;
}
