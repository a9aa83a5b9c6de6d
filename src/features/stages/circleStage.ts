import type { Stage } from '../engine/Feature.js';

/** The stage of a time on a circle: sine and cosine of the share of a round that `turn` gives, from 0 to 1. */
export function circleStage(turn: (time: number) => number): Stage {
  return ([times], [sin, cos], count) => {
    for (let row = 0; row < count; row++) {
      const angle = 2 * Math.PI * turn(times![row]!);
      sin![row] = Math.sin(angle);
      cos![row] = Math.cos(angle);
    }
  };
}
