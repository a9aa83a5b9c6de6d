import { type TrainArimaOptions, trainArima, trainNaive } from 'coincast';
import type { AutoArimaRun } from './AutoArimaRun.js';
import { closes, m4Series, sampleOf } from './benchData.js';
import { timed } from './clock.js';
import { averageScore, m4ScoreOf } from './m4Score.js';
import { median } from './median.js';
import type { BenchReport } from './report/BenchReport.js';
import { number, table, text } from './report/table.js';

/** Accuracy 13 steps ahead. */
export async function onWeekly({ clock, settings, say }: AutoArimaRun): Promise<Partial<BenchReport>> {
  const all = sampleOf(m4Series('m4-Weekly'), settings.weeklySeries);
  const choices: readonly (readonly [string, TrainArimaOptions['search']])[] = [
    ['coincast by default', {}],
    ['`parsimony: false`', { parsimony: false }],
    ['`leastRoot: 1.01`', { leastRoot: 1.01 }],
  ];
  const rows = choices.map(([name, search]) => {
    say(`weekly, ${name}`);
    const seconds: number[] = [];
    const scores = all.map((series) => {
      const { value: model, ...took } = timed(() => trainArima(series.values, { search }));
      seconds.push(took[clock] / 1000);
      return m4ScoreOf(series, model.forecast({ horizon: 13 }).mean, 1);
    });
    const { smape, mase } = averageScore(scores);
    return [name, smape, mase, median(seconds), Math.max(...seconds)];
  });
  const naive = averageScore(
    all.map((series) => m4ScoreOf(series, trainNaive(series.values).forecast({ horizon: 13 }).mean, 1)),
  );
  return {
    tables: [
      table(
        `M4 weekly, ${all.length} series: accuracy 13 steps ahead`,
        [
          text('choice'),
          number('sMAPE', 3),
          number('MASE', 4),
          number('time, median', 3, 's'),
          number('at most', 3, 's'),
        ],
        [...rows, ['naive', naive.smape, naive.mase, null, null]],
      ),
    ],
  };
}

/** 24 hours ahead, every so many days. */
export async function againstNaive({ settings: { days }, say }: AutoArimaRun): Promise<Partial<BenchReport>> {
  const window = 720;
  const searches: readonly (readonly [string, TrainArimaOptions['search']])[] = [
    ['by default', {}],
    ['`parsimony: false`', { parsimony: false }],
    ["`criterion: 'bic'`", { criterion: 'bic' }],
    ['`maxD: 1`', { maxD: 1 }],
  ];
  const rows = (['BTC', 'ETH'] as const).flatMap((coin) => {
    const prices = closes(`${coin}USDT_1h.csv`, 7700).map(Math.log);
    return searches.map(([name, search]) => {
      say(`${coin}, ${name}`);
      let own = 0;
      let naive = 0;
      let flat = 0;
      let windows = 0;
      for (let from = 0; from + window + 24 <= prices.length; from += 24 * days) {
        const past = prices.slice(from, from + window);
        const model = trainArima(past, { search });
        const { mean } = model.forecast({ horizon: 24 });
        for (let h = 0; h < 24; h++) {
          const actual = prices[from + window + h]!;
          own += Math.abs(actual - mean[h]!);
          naive += Math.abs(actual - past.at(-1)!);
        }
        windows += 1;
        const [p, d, q] = model.order;
        if (p + q === 0 && Object.keys(model.coefficients).length === 0 && d === 1) flat += 1;
      }
      return [coin, name, own / naive, windows, flat];
    });
  });
  return {
    tables: [
      table(
        'Hourly log prices, 720 at a time: mean absolute error 24 steps ahead over that of the last value',
        [
          text('coin'),
          text('choice'),
          number('error over naive', 4),
          number('windows', 0),
          number('of them (0,1,0)', 0),
        ],
        rows,
      ),
    ],
  };
}
