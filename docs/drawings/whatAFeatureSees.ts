import { auditLeakage, buildFeatures } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { drawing, line, rect, scale, text } from './svg.js';

const first = 40;
const last = 88;
const now = 70;

/** What three columns look at to make the value of one hour, and what the audit says of them. */
export async function whatAFeatureSees(): Promise<string> {
  const series = simulateMarket({ seed: 5, length: 120 });
  const { lookBack } = buildFeatures(series, { mean: { feature: 'sma', period: 12 } });
  const half = lookBack.mean / 2;
  const centred = ({ prices }: { readonly prices: Float64Array }) => ({
    centred: Array.from(prices, (_, at) => average(prices.slice(Math.max(0, at - half), at + half + 1))),
  });
  const scaled = ({ prices }: { readonly prices: Float64Array }) => ({
    scaled: Array.from(prices, (price) => price / Math.max(...prices)),
  });
  const x = scale([first, last], [190, 736]);
  const y = scale(extremes(series.prices.subarray(first, last + 1)), [140, 62]);
  const parts: string[] = [];
  parts.push(rect('area plain soft', [x(now), 48], x(last) - x(now), 228, 0));
  parts.push(
    line(
      'line plain',
      Array.from(
        { length: last - first + 1 },
        (_, at) => [x(first + at), y(series.prices[first + at]!)] as const,
      ),
    ),
  );
  parts.push(
    line('axis dashed', [
      [x(now), 48],
      [x(now), 276],
    ]),
    text([x(now), 292], 'this hour', 'strong', 'middle'),
  );
  parts.push(
    text([x(now) - 60, 292], 'the past', 'small', 'end'),
    text([x(now) + 60, 292], 'not yet known', 'small'),
  );
  const rows = [
    [
      'three',
      'sma of 12 hours',
      now - lookBack.mean + 1,
      now,
      auditLeakage({ mean: { feature: 'sma', period: 12 } }, series),
    ],
    ['bad', 'centred mean', now - half, now + half, auditLeakage(centred, series)],
    ['bad', 'over the maximum', first, last, auditLeakage(scaled, series)],
  ] as const;
  for (const [row, [kind, name, from, to, audit]] of rows.entries()) {
    const top = 164 + row * 38;
    parts.push(
      text([24, top + 10], name, 'strong'),
      text([24, top + 25], audit.clean ? 'audit: clean' : 'audit: leaks', `small ${kind}`),
    );
    parts.push(rect(`area ${kind} soft`, [x(from), top], x(to) - x(from), 18));
    parts.push(
      line(`line ${kind}`, [
        [x(from), top],
        [x(from), top + 18],
      ]),
      line(`line ${kind}`, [
        [x(to), top],
        [x(to), top + 18],
      ]),
    );
  }
  parts.push(text([24, 104], 'price', 'strong'));
  return drawing(
    308,
    'What a feature looks at, to say something of this hour',
    'A trailing average ends at this hour. A centred mean and a division by the maximum of all prices reach into hours that are not known yet, and the audit says that they leak.',
    parts,
  );
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function extremes(values: Float64Array): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
