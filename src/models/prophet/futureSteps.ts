import { InvalidArgumentError } from '../../errors/index.js';
import { givenColumns } from './givenColumns.js';
import { levelAt, requireAbove } from './growthLevels.js';
import { partEffect } from './partColumns.js';
import type { ProphetComponentOptions } from './prophetForecastOptions.js';
import { isMultiplicative } from './prophetParts.js';
import type { ProphetState } from './prophetState.js';

/** A model's parts along some timestamps, on the scaled data. */
export interface FutureSteps {
  readonly timestamps: Float64Array;
  /** Scaled time past the end of the history; 0 before it. */
  readonly ahead: Float64Array;
  /** The piecewise linear trend; with logistic growth the exponent. */
  readonly line: Float64Array;
  /** The trend. */
  readonly trend: Float64Array;
  /** 1 plus the multiplicative parts. */
  readonly factor: Float64Array;
  /** The additive parts. */
  readonly additive: Float64Array;
  /** Each part's own values. */
  readonly effects: readonly Float64Array[];
  /** With logistic growth, the scaled caps. */
  readonly cap: Float64Array | undefined;
  /** What is added after scaling back. */
  readonly base: Float64Array;
}

/** @throws {@link InvalidArgumentError} when what the parts need is missing, or not wanted. @internal */
export function futureSteps(
  state: ProphetState,
  timestamps: Float64Array,
  options: ProphetComponentOptions,
): FutureSteps {
  const { span, parts, beta, scale, growth } = state;
  const steps = timestamps.length;
  const given = givenColumns(parts, options, steps);
  const { cap, base } = levels(state, options, steps);
  const t = timestamps.map((timestamp) => (timestamp - span[0]) / (span[1] - span[0]));
  const line = trendLine(state, t);
  const effects = parts.map((part, i) => partEffect(part, beta[i]!, timestamps, given));
  const factor = new Float64Array(steps).fill(1);
  const additive = new Float64Array(steps);
  parts.forEach((part, i) => {
    const out = isMultiplicative(part) ? factor : additive;
    for (let h = 0; h < steps; h++) out[h] = out[h]! + effects[i]![h]!;
  });
  const scaledCap = cap?.map((value, h) => (value - base[h]!) / scale);
  const trend = growth === 'logistic' ? line.map((u, h) => scaledCap![h]! / (1 + Math.exp(-u))) : line;
  return {
    timestamps,
    ahead: t.map((time) => Math.max(0, time - 1)),
    line,
    trend,
    factor,
    additive,
    effects,
    cap: scaledCap,
    base,
  };
}

/** The trend as changes add up, whatever the order of the times. */
function trendLine({ k, m, delta, changepoints, span, growth }: ProphetState, t: Float64Array): Float64Array {
  const times = changepoints.map((timestamp) => (timestamp - span[0]) / (span[1] - span[0]));
  const level = growth === 'logistic' ? -k * m : m;
  const line = new Float64Array(t.length);
  for (let h = 0; h < t.length; h++) {
    let value = level + k * t[h]!;
    for (let j = 0; j < times.length && times[j]! < t[h]!; j++) value += delta[j]! * (t[h]! - times[j]!);
    line[h] = value;
  }
  return line;
}

function levels(
  { growth, offset = 0, cap: storedCap, floor: storedFloor }: ProphetState,
  { cap, floor }: ProphetComponentOptions,
  steps: number,
): { cap: Float64Array | undefined; base: Float64Array } {
  if (growth !== 'logistic') {
    for (const [argument, value] of Object.entries({ cap, floor })) {
      if (value === undefined) continue;
      const expected = 'left out, since the growth is not logistic';
      throw new InvalidArgumentError({ argument, value, expected });
    }
    return { cap: undefined, base: new Float64Array(steps).fill(offset) };
  }
  const caps = levelAt('cap', cap, storedCap!, steps);
  const base = levelAt('floor', floor, storedFloor ?? 0, steps);
  requireAbove(caps, base);
  return { cap: caps, base };
}
