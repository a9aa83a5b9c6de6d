import type { ConformalSettings, ConformalState } from './conformalState.js';
import { corrected, isPid, missedShare, partsOf, saturated, scoresNeeded } from './corrections.js';
import { type IssuedForecast, issuedOf, pendingOf } from './IssuedForecast.js';
import { calibratedEnds, type ScoreEnds } from './intervalEnds.js';
import { packNumbers, roundedToPack, unpackNumbers } from './packedNumbers.js';
import { ScoreWindow } from './ScoreWindow.js';
import { forecastError } from './scoreSpace.js';
import type { VolatilityScale } from './VolatilityScale.js';

/** All that a tracker knows, for one that goes on from there. */
interface TrackerParts {
  readonly settings: ConformalSettings;
  readonly volatility: VolatilityScale;
  readonly windows: readonly ScoreWindow[];
  readonly corrections: Float64Array;
  readonly excess: Float64Array;
  readonly pending: readonly IssuedForecast[];
  readonly origins: number;
  readonly held: Float64Array;
  readonly observed: number;
}

/** The tracker's part of a stored state. */
export type TrackerState = Pick<
  ConformalState,
  'volatility' | 'origins' | 'scores' | 'corrections' | 'excess' | 'pending' | 'held' | 'observed'
>;

/**
 * What stands between forecasts and their observations: the forecasts not yet observed, the scores of those that were,
 * and the corrections that recent misses have led to. By turns it is told of a forecast and of the next observation;
 * the cost of both does not depend on the history. It changes in place: work on a copy.
 *
 * @internal
 */
export class ConformalTracker {
  readonly settings: ConformalSettings;
  #volatility: VolatilityScale;
  readonly #windows: ScoreWindow[];
  readonly #corrections: Float64Array;
  readonly #excess: Float64Array;
  /** The oldest first. */
  readonly #pending: IssuedForecast[];
  #origins: number;
  readonly #held: Float64Array;
  #observed: number;

  private constructor(parts: TrackerParts) {
    this.settings = parts.settings;
    this.#volatility = parts.volatility;
    this.#windows = parts.windows.slice();
    this.#corrections = parts.corrections.slice();
    this.#excess = parts.excess.slice();
    this.#pending = parts.pending.slice();
    this.#origins = parts.origins;
    this.#held = parts.held.slice();
    this.#observed = parts.observed;
  }

  static start(settings: ConformalSettings, volatility: VolatilityScale): ConformalTracker {
    const { horizon, window, levels, controller } = settings;
    const parts = partsOf(settings);
    const first = levels.flatMap((level) =>
      new Array<number>(parts / levels.length).fill(missedShare(settings, level)),
    );
    const isAci = controller !== undefined && 'aci' in controller;
    return new ConformalTracker({
      settings,
      volatility,
      windows: Array.from({ length: horizon }, () => new ScoreWindow(window, new Float64Array(0))),
      corrections: Float64Array.from({ length: horizon * parts }, (_, i) => (isAci ? first[i % parts]! : 0)),
      excess: new Float64Array(parts),
      pending: [],
      origins: 0,
      held: new Float64Array(levels.length),
      observed: 0,
    });
  }

  static restore(
    settings: ConformalSettings,
    volatility: VolatilityScale,
    state: TrackerState,
  ): ConformalTracker {
    const { horizon, window } = settings;
    const parts = partsOf(settings);
    return new ConformalTracker({
      settings,
      volatility,
      windows: state.scores.map((scores) => new ScoreWindow(window, unpackNumbers(scores))),
      corrections:
        settings.controller === undefined
          ? new Float64Array(horizon * parts)
          : Float64Array.from(state.corrections.flat()),
      excess: state.excess.length === 0 ? new Float64Array(parts) : Float64Array.from(state.excess),
      pending: state.pending.map((forecast) => issuedOf(forecast, horizon)),
      origins: state.origins,
      held: Float64Array.from(state.held),
      observed: state.observed,
    });
  }

  copy(): ConformalTracker {
    return new ConformalTracker({
      settings: this.settings,
      volatility: this.#volatility,
      windows: this.#windows,
      corrections: this.#corrections,
      excess: this.#excess,
      pending: this.#pending,
      origins: this.#origins,
      held: this.#held,
      observed: this.#observed,
    });
  }

  /** The number of scores of the last step, the least of all. */
  get scoreCount(): number {
    return this.#windows[this.#windows.length - 1]!.count;
  }

  /** How many of the intervals issued held their observation, for each level, and of how many. */
  get record(): { readonly held: readonly number[]; readonly observed: number } {
    return { held: [...this.#held], observed: this.#observed };
  }

  scales(horizon: number): Float64Array {
    return this.#volatility.scales(horizon);
  }

  /** The scores of a step and the corrected ends of its calibrated intervals; steps beyond the last are as the last. */
  stepAt(index: number): { readonly window: ScoreWindow; readonly ends: ScoreEnds } {
    const h = Math.min(index, this.settings.horizon - 1);
    const window = this.#windows[h]!;
    return { window, ends: calibratedEnds(window, this.#correctionsAt(h), this.settings) };
  }

  /** Remembers the forecast made at the latest observation, with the intervals it gets. */
  issue(mean: Float64Array): void {
    const { horizon, levels, symmetric } = this.settings;
    const parts = partsOf(this.settings);
    const needed = scoresNeeded(this.settings);
    const ends = new Float64Array(parts * horizon).fill(Number.NaN);
    for (let h = 0; h < horizon; h++) {
      if (this.#windows[h]!.count < needed) continue;
      const { below, above } = this.stepAt(h).ends;
      for (let k = 0; k < levels.length; k++) {
        if (symmetric) ends[k * horizon + h] = roundedToPack(above[k]!);
        else {
          ends[2 * k * horizon + h] = roundedToPack(below[k]!);
          ends[(2 * k + 1) * horizon + h] = roundedToPack(above[k]!);
        }
      }
    }
    if (this.#pending.length === horizon) this.#pending.shift();
    const scales = this.#volatility.scales(horizon);
    const unit = scales[0]!;
    const scale = scales.map((each) => roundedToPack(each / unit));
    this.#pending.push({ mean: mean.slice(), unit, scale, ends });
    this.#origins += 1;
  }

  /** Scores every forecast of the value that has just been observed, and learns from the misses. */
  observe(value: number): void {
    const { transform, symmetric, stride } = this.settings;
    const latest = this.#pending.length;
    const misses = new Float64Array(this.#excess.length);
    let judged = 0;
    for (let h = 0; h < latest; h++) {
      const forecast = this.#pending[latest - 1 - h]!;
      const scale = forecast.unit * forecast.scale[h]!;
      const score = forecastError(value, forecast.mean[h]!, transform) / scale;
      if (this.#judge(forecast.ends, h, score, misses)) judged += 1;
      if ((this.#origins - 1 - h) % stride > 0) continue;
      // More digits would double the state and say nothing: quantiles of some hundred scores are sure to two.
      const kept = roundedToPack(symmetric ? Math.abs(score) : score);
      this.#windows[h] = this.#windows[h]!.with(kept + 0);
    }
    if (judged > 0) this.#remember(misses, judged);
    const newest = this.#pending[latest - 1]!;
    this.#volatility = this.#volatility.observe(forecastError(value, newest.mean[0]!, transform));
  }

  toState(): TrackerState {
    const { horizon, controller } = this.settings;
    const parts = partsOf(this.settings);
    const latest = this.#pending.length;
    return {
      volatility: this.#volatility.toState(),
      origins: this.#origins,
      scores: this.#windows.map(({ scores }) => packNumbers(scores)),
      corrections:
        controller === undefined
          ? []
          : Array.from({ length: horizon }, (_, h) => [
              ...this.#corrections.subarray(h * parts, (h + 1) * parts),
            ]),
      excess: isPid(controller) ? [...this.#excess] : [],
      pending: this.#pending.map((forecast, i) => pendingOf(forecast, latest - 1 - i)),
      held: [...this.#held],
      observed: this.#observed,
    };
  }

  /** Compares a score with the intervals that were issued, and corrects its step; false where none was. */
  #judge(ends: Float64Array, h: number, score: number, misses: Float64Array): boolean {
    const { horizon, levels, symmetric, controller } = this.settings;
    if (Number.isNaN(ends[h]!)) return false;
    const parts = partsOf(this.settings);
    const sides = symmetric ? 1 : 2;
    for (let k = 0; k < levels.length; k++) {
      const share = missedShare(this.settings, levels[k]!);
      let isHeld = true;
      for (let side = 0; side < sides; side++) {
        const part = sides * k + side;
        const reach = symmetric ? Math.abs(score) : side === 0 ? -score : score;
        const isMissed = reach > ends[part * horizon + h]!;
        if (isMissed) isHeld = false;
        const excess = (isMissed ? 1 : 0) - share;
        misses[part] = misses[part]! + excess;
        const at = h * parts + part;
        this.#corrections[at] = corrected(this.#corrections[at]!, excess * sides, controller);
      }
      if (isHeld) this.#held[k] = this.#held[k]! + 1;
    }
    this.#observed += 1;
    return true;
  }

  /** Averages what was missed too often, over the steps and, forgetting, over time. */
  #remember(misses: Float64Array, judged: number): void {
    const { controller, symmetric } = this.settings;
    if (!isPid(controller)) return;
    const kept = 2 ** (-1 / controller.pid.halfLife);
    const sides = symmetric ? 1 : 2;
    for (let part = 0; part < misses.length; part++) {
      this.#excess[part] = kept * this.#excess[part]! + ((1 - kept) * sides * misses[part]!) / judged;
    }
  }

  #correctionsAt(h: number): Float64Array {
    const parts = partsOf(this.settings);
    const own = this.#corrections.subarray(h * parts, (h + 1) * parts);
    const { controller } = this.settings;
    if (!isPid(controller)) return own;
    return own.map((each, part) => saturated(each + controller.pid.coverage * this.#excess[part]!));
  }
}
