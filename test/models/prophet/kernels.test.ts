import { describe, expect, it } from 'vitest';
import { createRandomStream, normalQuantile } from '../../../src/math/index.js';
import { bentQuantiles } from '../../../src/models/prophet/bentQuantiles.js';
import { CompoundSpread, type Spread } from '../../../src/models/prophet/CompoundSpread.js';
import { holdsAt } from '../../../src/models/prophet/calendarCondition.js';
import { conformalScores, conformalWidth } from '../../../src/models/prophet/conformalScores.js';
import type { FitProblem } from '../../../src/models/prophet/FitProblem.js';
import { fourierGram } from '../../../src/models/prophet/fourierGram.js';
import { GridWaves } from '../../../src/models/prophet/GridWaves.js';
import { jumpMixture } from '../../../src/models/prophet/jumpMixture.js';
import { bestVariance, largestVariance } from '../../../src/models/prophet/noiseVariance.js';
import type { NormalEquations } from '../../../src/models/prophet/normalEquations.js';
import { findGrid, ProphetGrid } from '../../../src/models/prophet/ProphetGrid.js';
import { partColumns } from '../../../src/models/prophet/partColumns.js';
import { placeChangepoints } from '../../../src/models/prophet/placeChangepoints.js';
import { RowDesign, type RowWeights } from '../../../src/models/prophet/RowDesign.js';
import { waveSet, waveValues } from '../../../src/models/prophet/waveSet.js';
import { day, hour, noisySeason } from './noisySeason.js';

const waves = waveSet([
  { period: 365.25 * day, order: 4 },
  { period: 7 * day, order: 3 },
  { period: day, order: 2 },
]);

/** The columns at a timestamp, straight from sines and cosines. */
function columnsAt(timestamp: number, set = waves): number[] {
  return set.periods.flatMap((period, p) =>
    Array.from({ length: set.orders[p]! }, (_, i) => {
      const angle = 2 * Math.PI * ((((i + 1) * timestamp) / period) % 1);
      return [Math.sin(angle), Math.cos(angle)];
    }).flat(),
  );
}

describe('waveValues', () => {
  it('are sines and cosines of the phase since the epoch, also before it', () => {
    const sine = new Float64Array(9);
    const cosine = new Float64Array(9);
    for (const timestamp of [0, 5 * hour, Date.UTC(2024, 3, 20, 7), -Date.UTC(1999, 1, 1)]) {
      waveValues(waves, timestamp, sine, cosine);
      columnsAt(timestamp).forEach((value, j) => {
        expect(j % 2 === 0 ? sine[j >> 1] : cosine[j >> 1]).toBeCloseTo(value, 10);
      });
    }
  });
});

describe('fourierGram', () => {
  it.each([
    ['hours', waves, { start: Date.UTC(2022, 0, 1), step: hour, rows: 5000 }],
    [
      'days, with a wave above half their frequency',
      waveSet([{ period: 7 * day, order: 5 }]),
      { start: 86, step: day, rows: 700 },
    ],
    [
      'positions and a broken period',
      waveSet([
        { period: 7.5, order: 3 },
        { period: 15, order: 2 },
      ]),
      { start: 0, step: 1, rows: 33 },
    ],
    ['a single row', waves, { start: 12345, step: hour, rows: 1 }],
  ])('has the products of all columns: %s', (_, set, grid) => {
    const width = 2 * set.count;
    const gram = new Float64Array(width * width);
    fourierGram(set, grid, gram, width, 0);
    const direct = new Float64Array(width * width);
    for (let r = 0; r < grid.rows; r++) {
      const x = columnsAt(grid.start + r * grid.step, set);
      for (let i = 0; i < width; i++) for (let j = 0; j <= i; j++) direct[i * width + j]! += x[i]! * x[j]!;
    }
    direct.forEach((value, i) => {
      expect(Math.abs(value - gram[i]!)).toBeLessThan(1e-10 * grid.rows);
    });
  });
});

describe('GridWaves', () => {
  const grid = { start: Date.UTC(2022, 0, 1), step: hour, rows: 333 };
  const random = createRandomStream(3);
  const values = Float64Array.from({ length: 333 }, (_, r) => (r > 100 && r < 240 ? 0 : random.normal()));

  it('projects values, in one go or in pieces', () => {
    const whole = new Float64Array(18);
    new GridWaves(waves, grid).project(values, 0, 333, whole);
    const pieces = new Float64Array(18);
    for (const [from, to] of [
      [0, 1],
      [1, 100],
      [100, 333],
    ] as const) {
      new GridWaves(waves, grid).project(values, from, to, pieces);
    }
    for (let j = 0; j < 18; j++) {
      let direct = 0;
      for (let r = 0; r < 333; r++) direct += values[r]! * columnsAt(grid.start + r * hour)[j]!;
      expect(whole[j]).toBeCloseTo(direct, 9);
      expect(pieces[j]).toBeCloseTo(direct, 9);
    }
  });

  it('sums waves and their moments from given rows on', () => {
    const from = [0, 10, 10, 150, 332];
    const { sum, moment } = new GridWaves(waves, grid).suffixSums(from, 333);
    from.forEach((row, i) => {
      for (let j = 0; j < 18; j++) {
        let direct = 0;
        let weighted = 0;
        for (let r = row; r < 333; r++) {
          const value = columnsAt(grid.start + r * hour)[j]!;
          direct += value;
          weighted += (r - row) * value;
        }
        expect(sum[i * 18 + j]).toBeCloseTo(direct, 9);
        expect(moment[i * 18 + j]).toBeCloseTo(weighted, 7);
      }
    });
  });
});

describe('the normal equations', () => {
  const { timestamps, values } = noisySeason({ length: 400, stepMs: hour });
  const kept = timestamps.map((_, i) => i).filter((i) => i % 37 !== 5);
  const rows = Float64Array.from(kept, (i) => timestamps[i]!);
  const start = rows[0]!;
  const span = rows[rows.length - 1]! - start;
  const problem: FitProblem = {
    growth: 'linear',
    timestamps: rows,
    start,
    span,
    step: hour,
    y: Float64Array.from(kept, (i) => values[i]! / 120),
    cap: undefined,
    changepoints: Float64Array.of(rows[40]!, rows[41]! + 1000, rows[200]!, rows[rows.length - 1]!),
    changepointPriorScale: 0.05,
    parts: [
      { name: 'weekly', period: 7 * day, order: 2 },
      { name: 'calm', period: day, order: 1, condition: { hours: [0, 1, 2, 3, 4, 5] } },
      { name: 'daily', period: day, order: 3 },
      { name: 'launch', days: [Math.floor(start / day) + 3], window: [0, 1] },
      { name: 'load', regressor: true, standard: [0, 2] },
    ],
    given: {
      regressors: new Map([['load', Float64Array.from(kept, (i) => Math.sin(i / 9))]]),
      conditions: new Map(),
    },
  };
  const n = rows.length;

  /** Every column, made and multiplied. */
  function direct(
    of: FitProblem,
    e: Float64Array,
    weights?: RowWeights,
  ): Pick<NormalEquations, 'gram' | 'q' | 'ee'> {
    const t = of.timestamps.map((timestamp) => (timestamp - start) / span);
    const trend = (f: (time: number) => number) => t.map((time, i) => f(time) * (weights?.trend[i] ?? 1));
    const plain = of.parts.filter((part) => 'order' in part && part.condition === undefined);
    const others = of.parts.filter((part) => !plain.includes(part));
    const features = [...plain, ...others].flatMap((part) =>
      partColumns(part, of.timestamps, of.given).map((column) =>
        part.mode === 'multiplicative' ? column.map((x, i) => x * weights!.multiplicative[i]!) : column,
      ),
    );
    const hinges = Array.from(of.changepoints, (c) =>
      trend((time) => Math.max(0, time - (c - start) / span)),
    );
    const slope = of.growth === 'flat' ? [] : [trend((time) => time)];
    const columns = [trend(() => 1), ...slope, ...features, ...hinges];
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    const gram = new Float64Array(columns.length ** 2);
    columns.forEach((a, i) => {
      for (let j = 0; j <= i; j++) gram[i * columns.length + j] = dot(a, columns[j]!);
    });
    return { gram, q: Float64Array.from(columns, (column) => dot(column, e)), ee: dot(e, e) };
  }

  const close = (actual: NormalEquations, expected: Pick<NormalEquations, 'gram' | 'q' | 'ee'>) => {
    expect(actual.columns).toBe(expected.q.length);
    expected.gram.forEach((value, i) => {
      expect(Math.abs(actual.gram[i]! - value)).toBeLessThan(1e-10 * n);
    });
    expected.q.forEach((value, i) => {
      expect(Math.abs(actual.q[i]! - value)).toBeLessThan(1e-10 * n);
    });
    expect(actual.ee).toBeCloseTo(expected.ee, 9);
  };

  it.each(['linear', 'flat'] as const)(
    'are those of all columns, on the grid and row by row: %s',
    (growth) => {
      const of = growth === 'flat' ? { ...problem, growth, changepoints: new Float64Array(0) } : problem;
      const e = of.y.map((value) => value - 0.9);
      const expected = direct(of, e);
      close(new RowDesign(of).equations(e, undefined), expected);
      const grid = findGrid(rows, hour)!;
      expect(grid.missing.length).toBe(400 - n);
      close(new ProphetGrid(of, grid).equations(e), expected);
    },
  );

  it('take weights row by row', () => {
    const random = createRandomStream(9);
    const draw = () => Float64Array.from({ length: n }, () => 1 + random.normal() / 3);
    const trend = draw();
    const multiplicative = draw();
    const square = trend.map((weight) => weight * weight);
    const crossing = trend.map((weight, i) => weight * multiplicative[i]!);
    const weights = { trend, multiplicative, square, crossing };
    const parts = problem.parts.map((part, i) =>
      i % 2 === 0 ? { ...part, mode: 'multiplicative' as const } : part,
    );
    const e = draw();
    const of = { ...problem, parts };
    close(new RowDesign(of).equations(e, weights), direct(of, e, weights));
  });
});

describe('findGrid', () => {
  const grid = (timestamps: number[], step = 2) => findGrid(Float64Array.from(timestamps), step);
  const regular = Array.from({ length: 64 }, (_, i) => 5 + 2 * i);

  it('finds the rows that are missing', () => {
    expect(grid(regular)).toMatchObject({ start: 5, rows: 64, row: undefined, missing: [] });
    const gapped = regular.filter((_, i) => i !== 7 && i !== 20);
    expect(grid(gapped)).toMatchObject({ rows: 64, missing: [7, 20] });
  });

  it('finds none where a timestamp is off it or repeated, or much is missing', () => {
    expect(grid(regular.map((timestamp, i) => timestamp + (i === 9 ? 0.5 : 0)))).toBeUndefined();
    expect(grid([5, 5, ...regular.slice(1)])).toBeUndefined();
    expect(grid(regular.filter((_, i) => i === 0 || i > 9))).toBeUndefined();
  });
});

describe('the noise variance', () => {
  /** A sum of squares by variance, its slope by differences. */
  const residualsOf = (residualSum: (v: number) => number) => {
    let last = 0;
    return {
      solve: (v: number) => {
        last = v;
        return residualSum(v);
      },
      slope: () => (residualSum(last * 1.00001) - residualSum(last)) / Math.log(1.00001),
    };
  };

  it('balances likelihood and prior', () => {
    for (const [rss, n] of [
      [3, 40],
      [1e-9, 5],
      [1e6, 3],
    ] as const) {
      const v = bestVariance(rss, n);
      expect((4 * v * v + n * v) / rss).toBeCloseTo(1, 12);
    }
  });

  it('is the largest of several fixed points', () => {
    // RSS(v) such that bestVariance(RSS(v)) - v has roots at 0.001, 0.01 and 0.1.
    const n = 100;
    const roots = [0.001, 0.01, 0.1];
    const residualSum = (v: number) => {
      const gap = 20 * roots.reduce((product, root) => product * Math.log(v / root), -0.001);
      const best = v * Math.exp(Math.max(-0.5, Math.min(0.5, gap)));
      return 4 * best * best + n * best;
    };
    expect(largestVariance(residualsOf(residualSum), { n, start: 1 })).toBeCloseTo(0.1, 7);
  });

  it('stays above zero where there are no residuals', () => {
    const v = largestVariance(
      residualsOf(() => 0),
      { n: 10, start: 1 },
    );
    expect(v).toBeGreaterThan(0);
    expect(v).toBeLessThan(1e-17);
  });
});

/** Draws of a spread, one after the other. */
function drawer({ rate, jump, sigma }: Spread, seed: number): () => number {
  const random = createRandomStream(seed);
  return () => {
    let sum = sigma * random.normal();
    const wait = () => -Math.log1p(-random.uniform());
    for (let time = wait(); time < rate; time += wait()) {
      const laplace = wait() * (random.uniform() < 0.5 ? -1 : 1);
      sum += jump * laplace * random.uniform();
    }
    return sum;
  };
}

describe('CompoundSpread', () => {
  const widths = (spread: Spread, levels: readonly number[]) => {
    const out = new Float64Array(levels.length);
    new CompoundSpread().quantiles(spread, levels, out);
    return out;
  };

  it('is normal without jumps', () => {
    for (const spread of [
      { rate: 0, jump: 1, sigma: 2 },
      { rate: 3, jump: 0, sigma: 2 },
      { rate: 1e-12, jump: 1e-7, sigma: 2 },
    ]) {
      expect(widths(spread, [0.5, 0.95])[1]! / (2 * normalQuantile(0.975))).toBeCloseTo(1, 9);
    }
  });

  it.each<[string, Spread]>([
    ['few small jumps', { rate: 0.4, jump: 0.3, sigma: 1 }],
    ['few large jumps', { rate: 0.7, jump: 8, sigma: 1 }],
    ['many jumps', { rate: 12, jump: 1, sigma: 0.5 }],
  ])('holds the probability it should: %s', (_, spread) => {
    const levels = [0.5, 0.8, 0.95, 0.99];
    const quantiles = widths(spread, levels);
    const draw = drawer(spread, 17);
    const draws = 400_000;
    const within = levels.map(() => 0);
    for (let i = 0; i < draws; i++) {
      const size = Math.abs(draw());
      for (let j = 0; j < 4; j++) if (size <= quantiles[j]!) within[j]! += 1;
    }
    // Four standard errors of the draws.
    levels.forEach((level, j) => {
      expect(Math.abs(within[j]! / draws - level)).toBeLessThan(4 * Math.sqrt((level * (1 - level)) / draws));
    });
  });

  it('scales, does not depend on where the search begins, and widens with everything', () => {
    const spread = { rate: 2, jump: 1.5, sigma: 0.7 };
    const [width] = widths(spread, [0.9]);
    expect(widths({ rate: 2, jump: 15, sigma: 7 }, [0.9])[0]! / width!).toBeCloseTo(10, 9);
    for (const guess of [1e-9, 0.1, 50, 1e9]) {
      const out = Float64Array.of(guess);
      new CompoundSpread().quantiles(spread, [0.9], out);
      expect(out[0]! / width!).toBeCloseTo(1, 9);
    }
    expect(widths({ ...spread, rate: 2.1 }, [0.9])[0]).toBeGreaterThan(width!);
    expect(widths({ ...spread, jump: 1.6 }, [0.9])[0]).toBeGreaterThan(width!);
    expect(widths({ ...spread, sigma: 0.8 }, [0.9])[0]).toBeGreaterThan(width!);
    expect(widths(spread, [0.91])[0]).toBeGreaterThan(width!);
  });
});

describe('jumpMixture', () => {
  it.each([1e-6, 0.3, 2, 15, 150, 250, 5000])(
    'has all the probability and the right variance: rate %d',
    (rate) => {
      const { none, weight, size, variance } = jumpMixture(rate);
      const total = weight.reduce((sum, each) => sum + each, none);
      expect(total).toBeCloseTo(1, 4);
      const square = weight.reduce((sum, each, i) => sum + each * (size[i]! ** 2 + variance[i]!), 0);
      // Bins are a fifth of their place wide, so that the moment is a little off.
      expect(square / ((2 / 3) * rate)).toBeGreaterThan(0.97);
      expect(square / ((2 / 3) * rate)).toBeLessThan(1.05);
    },
  );
});

describe('bentQuantiles', () => {
  it('hold the probability they should', () => {
    const step = { exponent: 1, cap: 10, factor: 1.1, rest: 0.5, sigma: 0.2, rate: 3, jump: 0.3 };
    const probabilities = [0.025, 0.1, 0.5, 0.9, 0.975];
    const quantiles = new Float64Array(5).fill(Number.NaN);
    bentQuantiles(step, probabilities, quantiles);
    const jumps = drawer({ rate: 3, jump: 0.3, sigma: 0 }, 5);
    const noise = drawer({ rate: 0, jump: 0, sigma: 0.2 }, 6);
    const below = [0, 0, 0, 0, 0];
    for (let i = 0; i < 200_000; i++) {
      const y = 11 / (1 + Math.exp(-(1 + jumps()))) + 0.5 + noise();
      for (let j = 0; j < 5; j++) if (y <= quantiles[j]!) below[j]! += 1;
    }
    probabilities.forEach((probability, j) => {
      // Four standard errors, and as much for the bins.
      expect(Math.abs(below[j]! / 200_000 - probability)).toBeLessThan(0.005);
    });
  });
});

describe('placeChangepoints', () => {
  const timestamps = Float64Array.from({ length: 11 }, (_, i) => 10 * i);

  it('rounds observation numbers half to even, as R does', () => {
    // 1 + i 7/2: 4.5 and 8, which are observations 4 and 8.
    expect([...placeChangepoints(timestamps, { count: 2, range: 0.8 })]).toEqual([30, 70]);
  });

  it('takes no more than there are observations for, each timestamp once', () => {
    expect(placeChangepoints(timestamps, { count: 25, range: 0.8 }).length).toBe(7);
    expect(placeChangepoints(timestamps.slice(0, 2), { count: 25, range: 0.8 }).length).toBe(0);
    expect([...placeChangepoints(Float64Array.of(0, 1, 1, 1, 1, 2), { count: 3, range: 1 })]).toEqual([1, 2]);
  });
});

describe('a calendar condition', () => {
  it('holds when all its parts do, in UTC', () => {
    const saturday = Date.UTC(2024, 3, 20, 23);
    expect(holdsAt({ weekdays: [6] }, saturday)).toBe(true);
    expect(holdsAt({ weekdays: [6], hours: [0] }, saturday)).toBe(false);
    expect(holdsAt({ months: [4], hours: [23] }, saturday)).toBe(true);
    expect(holdsAt({ weekdays: [3] }, Date.UTC(1969, 11, 31))).toBe(true);
  });
});

describe('conformal scores', () => {
  const errors = Array.from({ length: 20 }, (_, h) =>
    Array.from({ length: 30 }, (_, i) => (i + 1) * (h + 1) * (i % 2 === 0 ? 1 : -1)),
  );

  it('are kept by stretches of horizons', () => {
    const scores = conformalScores(errors);
    expect(scores.last).toEqual([1, 3, 7, 20]);
    expect(scores.scores[0]!.length).toBe(30);
    expect(scores.scores[3]!.length).toBe(40);
    // Rank ⌈31 · 0.9⌉ = 28 of 30.
    expect(conformalWidth(scores, 1, 0.9)).toBe(28);
  });

  it('widen with level and horizon, and know where they end', () => {
    const scores = conformalScores(errors);
    for (let step = 2; step <= 20; step++) {
      expect(conformalWidth(scores, step, 0.8)).toBeGreaterThanOrEqual(conformalWidth(scores, step - 1, 0.8));
      expect(conformalWidth(scores, step, 0.9)).toBeGreaterThan(conformalWidth(scores, step, 0.8));
    }
    expect(() => conformalWidth(scores, 21, 0.8)).toThrow(/at most 20/);
    expect(() => conformalWidth(scores, 1, 0.99)).toThrow(/more cutoffs/);
  });
});
