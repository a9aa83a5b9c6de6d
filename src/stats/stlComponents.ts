import { createGridLoess, type GridLoessSettings, smoothOnGrid } from '../math/index.js';
import { createCycleSmoother } from './cycleSmoother.js';
import { removeCycle } from './removeCycle.js';
import { robustnessWeights } from './robustnessWeights.js';

/** All that {@link stlComponents} needs to know, resolved and checked. */
export interface StlSettings {
  readonly period: number;
  /** Whether the seasonal part gives way to its mean at each place of the cycle, so that it repeats exactly. */
  readonly periodic: boolean;
  readonly seasonal: GridLoessSettings;
  readonly trend: GridLoessSettings;
  readonly lowPass: GridLoessSettings;
  readonly innerIterations: number;
  /** The number of passes with robustness weights; 0 for none. */
  readonly outerIterations: number;
}

/** The parts of a series, which sum to it, and the robustness weights of the last pass, all of its length. */
export interface StlComponents {
  readonly trend: Float64Array;
  readonly seasonal: Float64Array;
  readonly remainder: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The decomposition behind {@link stl}, of values already known to be finite and more than two periods long; it
 * is most exact for values with mean near 0.
 *
 * An inner iteration smooths the cycle-subseries of the detrended values, takes out what a low-pass filter still
 * finds in them, since that is trend, and smooths the values without this seasonal part. Every outer iteration
 * but the first gives less weight to large remainders.
 */
export function stlComponents(values: Float64Array, settings: StlSettings): StlComponents {
  const { period, innerIterations, outerIterations } = settings;
  const n = values.length;
  const smoothCycle = createCycleSmoother(n, period, settings.seasonal);
  const lowPassLoess = createGridLoess(n, settings.lowPass);
  const trendLoess = createGridLoess(n, settings.trend);
  const parts = { trend: new Float64Array(n), seasonal: new Float64Array(n), remainder: new Float64Array(n) };
  const { trend, seasonal, remainder } = parts;
  const weights = new Float64Array(n).fill(1);
  const cycle = new Float64Array(n + 2 * period);
  const rooms = [new Float64Array(n + 2 * period), new Float64Array(n + 2 * period)] as const;
  const lowPass = rooms[0];
  for (let outer = 0; outer <= outerIterations; outer++) {
    if (outer > 0) robustnessWeights(remainder, seasonal, weights);
    const used = outer > 0 ? weights : undefined;
    for (let inner = 0; inner < innerIterations; inner++) {
      smoothCycle(values, trend, used, cycle);
      removeCycle(cycle, period, rooms, remainder);
      smoothOnGrid(lowPassLoess, remainder, undefined, lowPass);
      for (let i = 0; i < n; i++) {
        seasonal[i] = cycle[period + i]! - lowPass[i]!;
        remainder[i] = values[i]! - seasonal[i]!;
      }
      smoothOnGrid(trendLoess, remainder, used, trend);
    }
    if (settings.periodic && outer === outerIterations) averageByPlace(seasonal, period);
    for (let i = 0; i < n; i++) remainder[i] = values[i]! - seasonal[i]! - trend[i]!;
  }
  return { ...parts, weights };
}

function averageByPlace(seasonal: Float64Array, period: number): void {
  const n = seasonal.length;
  for (let place = 0; place < period; place++) {
    let sum = 0;
    for (let i = place; i < n; i += period) sum += seasonal[i]!;
    const mean = sum / Math.ceil((n - place) / period);
    for (let i = place; i < n; i += period) seasonal[i] = mean;
  }
}
