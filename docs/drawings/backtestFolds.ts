import { backtest, trainNaive } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { drawing, line, rect, scale, text } from './svg.js';

/** The folds of a backtest on a line of time: what each knows, and what it is asked. */
export async function backtestFolds(): Promise<string> {
  const days = simulateMarket({ seed: 7, length: 240 });
  const expanding = await backtest(days, trainNaive, {
    horizon: 24,
    initial: 96,
    step: 24,
    gap: 6,
    refitEvery: 2,
  });
  const x = scale([0, 240], [130, 706]);
  const parts = [
    rect('area one soft', [130, 48], 14, 12),
    text([150, 59], 'trained on', 'small'),
    rect('area one soft', [240, 48], 14, 12),
    rect('area plain', [240, 48], 14, 3),
    text([260, 59], 'told of by append', 'small'),
    rect('area plain', [390, 48], 14, 12),
    text([410, 59], 'gap: not counted', 'small'),
    rect('area two', [530, 48], 14, 12),
    text([550, 59], 'forecast, compared with truth', 'small'),
  ];
  for (const [row, fold] of expanding.folds.entries()) {
    const top = 78 + row * 30;
    const first = days.timestamps.indexOf(fold.timestamps[0]!);
    parts.push(
      text([24, top + 13], `fold ${fold.index}`, 'strong'),
      text([72, top + 13], fold.refit ? 'refit' : 'append', 'small'),
    );
    const known = x(fold.end) - x(fold.start);
    parts.push(rect('area one soft', [x(fold.start), top], known, 18));
    if (!fold.refit)
      parts.push(rect('area plain', [x(fold.end - 24), top], x(fold.end) - x(fold.end - 24), 4, 0));
    parts.push(rect('area plain', [x(fold.end), top], x(first) - x(fold.end), 18, 0));
    parts.push(rect('area two', [x(first), top], x(first + fold.timestamps.length) - x(first), 18));
  }
  const bottom = 78 + expanding.folds.length * 30;
  parts.push(
    line('axis', [
      [x(0), bottom + 4],
      [x(240), bottom + 4],
    ]),
  );
  for (const hour of [0, 48, 96, 144, 192, 240])
    parts.push(text([x(hour), bottom + 22], `hour ${hour}`, 'small', 'middle'));
  return drawing(
    bottom + 40,
    'A backtest moves the origin along the series',
    'Each fold trains on what came before its origin, skips a gap, and forecasts the next 24 hours; folds never train on what they are asked.',
    parts,
  );
}
