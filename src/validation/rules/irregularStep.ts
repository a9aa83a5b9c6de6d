import { requireNumber } from '../../errors/index.js';
import { describeTime } from '../../series/index.js';
import { type Observation, type Rule, span } from '../Rule.js';
import type { IrregularStepRuleOptions } from '../ValidationRules.js';

/** Neighbouring times are whole steps apart, whatever order the observations stand in. */
export const irregularStepRule: Rule<IrregularStepRuleOptions> = {
  name: 'irregularStep',
  level: 'structure',
  severity: 'warning',
  optionNames: ['tolerance'],
  check({ timestamps, times, positions, stepMs }, options) {
    const tolerance = requireNumber('rules.irregularStep.tolerance', options.tolerance ?? 0.1, {
      min: 0,
      max: 0.5,
    });
    const found: Observation[] = [];
    const steps = (k: number, m: number) => (times[m]! - times[k]!) / stepMs!;
    const isWhole = (distance: number) => Math.abs(distance - Math.max(1, Math.round(distance))) <= tolerance;
    const last = times.length - 1;
    for (let k = 1; k <= last; k++) {
      const distance = steps(k - 1, k);
      if (isWhole(distance) || (k === last && distance < 1)) continue;
      const [from, to] = [times[k - 1]!, times[k]!];
      const index = positions[k]!;
      const fact = `${describeTime(to)} comes ${Number(distance.toPrecision(3))} steps of ${stepMs} ms after ${describeTime(from)}`;
      const isExtra = distance < 1 && k < last && Math.abs(steps(k - 1, k + 1) - 1) <= tolerance;
      found.push({
        ...(isExtra ? span(timestamps, [index]) : { from, to }),
        index,
        count: 1,
        value: to - from,
        message: isExtra ? `${fact} and stands between two that are a step apart.` : `${fact}.`,
        suggestion: isExtra
          ? 'Drop it: it stands between observations of the grid.'
          : 'Put the observations on a regular grid with resampleSeries.',
        repair: isExtra ? { action: 'drop', positions: [index] } : undefined,
      });
      // The step that leads from an extra observation back to the grid is no second fault.
      if (isExtra) k++;
    }
    return found;
  },
};
