import { trainProphet } from 'coincast';
import { createRandomStream } from '../src/math/index.js';
import { literalData } from '../test/golden/prophet/literalData.js';
import { literalDraws } from '../test/golden/prophet/literalDraws.js';
import { stanParametersOf, trainingOf } from '../test/golden/prophet/trainingOf.js';
import type { BenchProblem } from './prophetProblems.js';

const pathsAtOnce = 100_000;
const levels = [0.8, 0.95];

/**
 * How far the share of so many draws within the exact intervals is from their level, at worst: of the model's own
 * sampler, and of Prophet's as it is written. Of the next step, half of the horizon and all of it.
 */
export function coverageErrors(
  problem: BenchProblem,
  draws: number,
): { readonly sampler: number; readonly prophet: number } {
  const rounds = Math.ceil(draws / pathsAtOnce);
  const count = rounds * pathsAtOnce;
  const last = problem.future.length - 1;
  const short = { ...problem, future: [0, last >> 1, last].map((i) => problem.future[i]!) };
  const literal = literalData(short);
  const { observations, options, ahead } = trainingOf(short);
  const model = trainProphet(observations, options);
  const { changepoints } = literal.data;
  const parameters = stanParametersOf(model, { changepoints, names: literal.names, options: short.options });
  const { intervals } = model.forecast({ ...ahead, levels });
  const misses = (inside: readonly Float64Array[]) =>
    Math.max(
      ...intervals.flatMap(({ level }, i) => Array.from(inside[i]!, (n) => Math.abs(n / count - level))),
    );

  const ofPaths = levels.map(() => new Float64Array(short.future.length));
  for (let seed = 0; seed < rounds; seed++) {
    const { paths } = model.forecast({ ...ahead, levels: [], method: 'sample', paths: pathsAtOnce, seed });
    intervals.forEach(({ lower, upper }, i) => {
      for (const path of paths!) {
        path.forEach((y, row) => {
          if (y >= lower[row]! && y <= upper[row]!) ofPaths[i]![row]! += 1;
        });
      }
    });
  }
  const ofDraws = levels.map(() => new Float64Array(short.future.length));
  const stream = createRandomStream(1);
  for (let row = 0; row < short.future.length; row++) {
    const { yhat } = literalDraws(literal.data, parameters, { rows: literal.future, row, count, stream });
    intervals.forEach(({ lower, upper }, i) => {
      const floor = literal.futureFloor[row]!;
      const [from, to] = [(lower[row]! - floor) / literal.yScale, (upper[row]! - floor) / literal.yScale];
      for (const y of yhat) if (y >= from && y <= to) ofDraws[i]![row]! += 1;
    });
  }
  return { sampler: misses(ofPaths), prophet: misses(ofDraws) };
}
