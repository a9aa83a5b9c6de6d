import { requireInteger } from '../../errors/index.js';
import type { CandleSeries } from '../../series/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import type { StageMemory } from '../engine/StageMemory.js';
import { createRollingSum } from '../stages/rollingSum.js';
import { typicalPrices } from '../stages/typicalPrices.js';

/** Options of {@link vwap}. */
export interface VwapOptions {
  /** How many candles to average over, the present one included. Default: all since midnight UTC. */
  readonly window?: number | undefined;
}

const dayMs = 86_400_000;

/**
 * Volume-weighted average price: the mean of typical prices (the mean of high, low and close), each weighted by the
 * volume of its candle, since midnight UTC or over a trailing `window`.
 *
 * Where nothing was traded it is the typical price of the candle. Aligned with the candles; without a `window` there is
 * no warm-up and candles of a day or longer stand alone, with one the first `window - 1` values are NaN.
 *
 * Source: Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, Journal of Finance 43 (1988).
 * With a window it agrees with TTR's VWAP. The two npm packages average from the first candle given, so that their
 * values depend on how long a history was fetched.
 *
 * @throws {@link InsufficientDataError} when there are fewer candles than the window has.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no candles or no volumes, `window` is not an integer of at
 * least 1, or an option is unknown.
 * @example
 * ```ts
 * import { createCandleSeries, vwap } from 'coincast';
 *
 * const closes = [10, 12, 12, 9];
 * const columns = { opens: closes, highs: closes, lows: closes, closes, volumes: [5, 3, 4, 4] };
 * const candles = createCandleSeries({ timestamps: [0, 1000, 2000, 3000], ...columns });
 * vwap(candles, { window: 2 })[3]; // => 10.5
 * ```
 */
export function vwap(candles: CandleSeries, options: VwapOptions = {}): Float64Array {
  return computeColumn('vwap', vwapFeature, candles, options);
}

/** The feature behind {@link vwap}. */
export const vwapFeature: Feature<VwapOptions> = {
  optionNames: ['window'],
  inputs: ['timestamp', 'high', 'low', 'close', 'volume'],
  outputs: [],
  plan({ window }) {
    if (window !== undefined) requireInteger('window', window, { min: 1 });
    return {
      warmUp: [window === undefined ? 0 : window - 1],
      remembers: window === undefined,
      createStage(memory) {
        const sums = window === undefined ? createDaySums(memory) : createWindowSums(memory, window);
        const typical = memory.scratch();
        const volumesSummed = memory.scratch();
        return ([times, highs, lows, closes, volumes], [output], count) => {
          typicalPrices(highs!, lows!, closes!, typical, count);
          for (let row = 0; row < count; row++) output![row] = typical[row]! * volumes![row]!;
          sums(times!, output!, volumes!, volumesSummed, count);
          for (let row = 0; row < count; row++) {
            const volume = volumesSummed[row]!;
            output![row] = volume === 0 ? typical[row]! : output![row]! / volume;
          }
        };
      },
    };
  },
};

/** Sums the flows in place, and the volumes. */
type FlowSums = (
  times: Float64Array,
  flows: Float64Array,
  volumes: Float64Array,
  volumesSummed: Float64Array,
  count: number,
) => void;

function createWindowSums(memory: StageMemory, window: number): FlowSums {
  const sumFlows = createRollingSum(memory, window);
  const sumVolumes = createRollingSum(memory, window);
  return (_, flows, volumes, volumesSummed, count) => {
    sumFlows(flows, flows, count);
    sumVolumes(volumes, volumesSummed, count);
  };
}

function createDaySums(memory: StageMemory): FlowSums {
  const kept = memory.numbers(3).fill(Number.NaN);
  return (times, flows, volumes, volumesSummed, count) => {
    let [day, flow, volume] = [kept[0]!, kept[1]!, kept[2]!];
    for (let row = 0; row < count; row++) {
      const today = Math.floor(times[row]! / dayMs);
      if (today !== day) {
        day = today;
        flow = 0;
        volume = 0;
      }
      flow += flows[row]!;
      volume += volumes[row]!;
      flows[row] = flow;
      volumesSummed[row] = volume;
    }
    kept[0] = day;
    kept[1] = flow;
    kept[2] = volume;
  };
}
