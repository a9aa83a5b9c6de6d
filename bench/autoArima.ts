/** The automatic order beside R's `forecast::auto.arima`: AICc and time, and the accuracy of what is chosen. */

import { type ArimaModel, isCoincastError, trainArima } from 'coincast';
import { ArimaPeer, type PeerAnswer } from './ArimaPeer.js';
import type { AutoArimaRun } from './AutoArimaRun.js';
import { againstNaive, onWeekly } from './autoArimaAccuracy.js';
import { type BenchSeries, closes, cryptoSeries, m4Series, sampleOf } from './benchData.js';
import { clockOf, nameOfClock, timed } from './clock.js';
import { averageScore, type M4Score, m4ScoreOf } from './m4Score.js';
import { median } from './median.js';
import type { BenchReport } from './report/BenchReport.js';
import { compared, contested } from './report/compared.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { presence } from './report/presence.js';
import { number, table, text } from './report/table.js';

/** What R says of an automatic choice. */
interface RChoice {
  readonly order: readonly [number, number, number];
  readonly seasonal: readonly [number, number, number];
  readonly name: string;
}

const peerName = 'R auto.arima';
const parts = { prices: onPrices, hourly: onHourly, weekly: onWeekly, naive: againstNaive };

export const benchmark = defineBenchmark({
  title: 'ARIMA of an automatic order',
  kind: 'race',
  what:
    '`trainArima` without an order beside `auto.arima` of R’s forecast. On prices both minimise the same AICc: coincast on ' +
    'its whole grid, by R’s rule for roots and without its rule for parsimony; R stepwise and without approximation. On ' +
    'hourly M4 series with season 24 both run as they do by default. AICc are computed by coincast’s exact filter at both ' +
    'estimates. What the defaults are worth in accuracy follows.',
  data: 'required',
  settings: {
    hourlySeries: 6,
    weeklySeries: 30,
    rSeries: 2,
    days: 6,
    clock: 'cpu',
    parts: Object.keys(parts).join(','),
  },
  run: async ({ clock, parts: named, ...settings }, say) => {
    const r = await ArimaPeer.start('R arima, ML');
    const run = { r, clock: clockOf(clock), settings, say };
    warmUp();
    const found: Partial<BenchReport>[] = [];
    for (const name of named.split(',')) {
      say(name);
      found.push(await parts[name as keyof typeof parts](run));
    }
    r?.stop();
    return {
      peers: [presence(peerName, r?.version, ArimaPeer.needs('R arima, ML'))],
      comparisons: found.flatMap(({ comparisons = [] }) => comparisons),
      contests: found.flatMap(({ contests = [] }) => contests),
      tables: found.flatMap(({ tables = [] }) => tables),
      notes: found.flatMap(({ notes = [] }) => notes),
    };
  },
});

/** The whole grid, by R's rule for roots and without ours for parsimony, so that both minimise the same. */
async function onPrices({ r, clock, say }: AutoArimaRun): Promise<Partial<BenchReport>> {
  const rows = [];
  for (const series of cryptoSeries()) {
    say(series.name);
    const train = () =>
      trainArima(series.values, { search: { parsimony: false, leastRoot: 1.01, leastRootDistance: 0 } });
    const runs = Array.from({ length: 3 }, () => timed(train)).sort((a, b) => a[clock] - b[clock]);
    const { value: model, ...own } = runs[1]!;
    const answer = r && (await askR(r, series, { period: 1, stepwise: true, approximation: false }));
    const theirs = answer === undefined || answer.error !== undefined ? undefined : answer;
    const aicc = theirs && exactAicc(series.values, theirs, 1);
    const isComparable = theirs !== undefined && theirs.order[1] === model.order[1];
    const same = theirs && model.search!.tried.find(({ name }) => name === nameOf(theirs));
    const isRefused = aicc !== undefined && same?.rejected !== undefined && same.aicc <= aicc;
    rows.push({
      name: series.name,
      own: model.search!.tried[0]!.name,
      ownAicc: model.aicc,
      ms: own[clock],
      theirs: theirs?.name,
      aicc,
      peerMs: theirs?.[clock],
      lead: isComparable && !isRefused ? aicc! - model.aicc : undefined,
      isRefused: isComparable && model.aicc > aicc! + 1e-3 && isRefused,
    });
  }
  const refused = rows.filter(({ isRefused }) => isRefused).map(({ name }) => name);
  return {
    comparisons: compared({
      what: 'the whole choice on prices, no season',
      peer: peerName,
      measure: nameOfClock(clock),
      ratios: rows.map(({ peerMs, ms }) => peerMs && peerMs / ms),
    }),
    contests: contested({
      what: 'AICc of the chosen model on prices, the same differences (how far ours is lower)',
      peer: peerName,
      tolerance: 1e-3,
      leads: rows.map(({ lead }) => lead).filter((lead) => lead !== undefined),
    }),
    tables: [
      table(
        `Prices: what is chosen, AICc, and ${nameOfClock(clock)}`,
        [
          text('series'),
          text('coincast'),
          number('AICc', 3),
          number('time', 3, 's'),
          text('R, stepwise'),
          number('AICc', 3),
          number('time', 3, 's'),
        ],
        rows.map((each) => [
          each.name,
          each.own,
          each.ownAicc,
          each.ms / 1000,
          each.theirs,
          each.aicc,
          each.peerMs && each.peerMs / 1000,
        ]),
      ),
    ],
    notes:
      refused.length === 0
        ? []
        : [
            `Not compared by AICc, as R’s estimates stop short of the maximum of its model, which the rule for roots would refuse: ${refused.join(', ')}.`,
          ],
  };
}

/** Times, AICc beside R's with its approximation, and accuracy, 48 steps ahead. */
async function onHourly({ r, clock, settings, say }: AutoArimaRun): Promise<Partial<BenchReport>> {
  const all = sampleOf(m4Series('m4-hourly-even'), settings.hourlySeries);
  const own = all.map((series) => {
    say(series.name);
    const { value: model, ...took } = timed(() => trainArima(series.values, { seasonal: { period: 24 } }));
    const score = m4ScoreOf(series, model.forecast({ horizon: 48 }).mean, 24);
    return { series, score, model, ...took };
  });
  const pairs = [];
  for (const each of sampleOf(own, r === undefined ? 0 : settings.rSeries)) {
    say(`R, ${each.series.name}`);
    const asked = { period: 24, stepwise: true, approximation: true, horizon: 48 };
    const answer = await askR(r!, each.series, asked);
    if (answer.error !== undefined) continue;
    const { model } = each;
    const isComparable =
      answer.order[1] === model.order[1] && answer.seasonal[1] === (model.seasonal?.order[1] ?? 0);
    const aicc = exactAicc(each.series.values, answer, 24);
    pairs.push({
      ...each,
      answer,
      aicc,
      lead: isComparable ? aicc - model.aicc : undefined,
      theirScore: m4ScoreOf(each.series, Float64Array.from(answer.mean), 24),
    });
  }
  const seconds = own.map((each) => each[clock] / 1000);
  const row = (name: string, scores: readonly M4Score[]) => {
    if (scores.length === 0) return [name, 0, null, null];
    const { smape, mase } = averageScore(scores);
    return [name, scores.length, smape, mase];
  };
  return {
    comparisons: compared({
      what: 'the whole choice on M4 hourly, season 24',
      peer: peerName,
      measure: nameOfClock(clock),
      ratios: pairs.map(({ answer, ...each }) => answer[clock] / each[clock]),
    }),
    contests: contested({
      what: 'AICc of the chosen model on M4 hourly, the same differences (how far ours is lower)',
      peer: peerName,
      tolerance: 1e-3,
      leads: pairs.map(({ lead }) => lead).filter((lead) => lead !== undefined),
    }),
    tables: [
      table(
        'M4 hourly, season 24: accuracy 48 steps ahead',
        [text('by'), number('series', 0), number('sMAPE', 3), number('MASE', 4)],
        [
          row(
            'coincast',
            own.map(({ score }) => score),
          ),
          row(
            'coincast, where R was asked',
            pairs.map(({ score }) => score),
          ),
          row(
            'R, the same',
            pairs.map(({ theirScore }) => theirScore),
          ),
        ],
        `coincast takes ${median(seconds).toFixed(3)} s a series (median), ${Math.max(...seconds).toFixed(3)} s at most.`,
      ),
      table(
        'M4 hourly, season 24: what is chosen',
        [
          text('series'),
          text('coincast'),
          number('AICc', 3),
          number('time', 2, 's'),
          text('R'),
          number('AICc', 3),
          number('time', 2, 's'),
        ],
        pairs.map((each) => [
          each.series.name,
          chosenBy(each.model),
          each.model.aicc,
          each[clock] / 1000,
          each.answer.name,
          each.aicc,
          each.answer[clock] / 1000,
        ]),
      ),
    ],
  };
}

type AutoAnswer = PeerAnswer & RChoice & { readonly mean: readonly number[] };

async function askR(r: ArimaPeer, { name, values }: BenchSeries, options: object): Promise<AutoAnswer> {
  await r.learn(name, values);
  return r.ask<RChoice & { mean: readonly number[] }>({ kind: 'auto', series: name, ...options });
}

/** AICc of R's model at its own estimates, which R itself reports with an approximation. */
function exactAicc(
  values: Float64Array,
  { coefficients, order, seasonal }: AutoAnswer,
  period: number,
): number {
  const { intercept, ...terms } = coefficients;
  const fixed = intercept === undefined ? terms : { ...terms, mean: intercept };
  const constant = 'mean' in fixed || 'drift' in fixed;
  const season = period > 1 ? { order: seasonal, period } : (false as const);
  try {
    const { logLikelihood } = trainArima(values, { order, seasonal: season, constant, fixed });
    const k = Object.keys(fixed).length + 1;
    const n = values.length - order[1] - seasonal[1] * period;
    return -2 * logLikelihood + (2 * k * n) / (n - k - 1);
  } catch (error) {
    if (!isCoincastError(error)) throw error;
    return Number.POSITIVE_INFINITY;
  }
}

/** As in a search report. */
function nameOf({ order, coefficients }: AutoAnswer): string {
  const constant = 'drift' in coefficients ? ' with drift' : 'intercept' in coefficients ? ' with mean' : '';
  return `ARIMA(${order})${constant}`;
}

function chosenBy({ order, seasonal }: ArimaModel): string {
  return `ARIMA(${order})${seasonal === undefined ? '' : `(${seasonal.order})[${seasonal.period}]`}`;
}

/** Until the engine is compiled, as R's is. */
function warmUp(): void {
  const until = performance.now() + 6000;
  const values = closes('ETHUSDT_1h.csv', 1000).subarray(0, 400);
  while (performance.now() < until) {
    trainArima(values, { search: { parsimony: false } });
    trainArima(values, { seasonal: { period: 24 }, search: { budgetMs: 1000 } });
  }
}
