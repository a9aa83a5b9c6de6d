import { requireNumber } from '../../errors/index.js';
import { describeTime } from '../../series/index.js';
import type { Observation, Rule } from '../Rule.js';
import type { IrregularStepRuleOptions } from '../ValidationRules.js';

/** Neighbouring times are whole steps apart, whatever order the observations stand in. */
export const irregularStepRule: Rule<IrregularStepRuleOptions> = {
  name: 'irregularStep',
  level: 'structure',
  severity: 'warning',
  optionNames: ['tolerance'],
  check({ times, positions, stepMs }, options) {
    const tolerance = requireNumber('rules.irregularStep.tolerance', options.tolerance ?? 0.1, {
      min: 0,
      max: 0.5,
    });
    const found: Observation[] = [];
    for (let k = 1; k < times.length; k++) {
      const [from, to] = [times[k - 1]!, times[k]!];
      const steps = (to - from) / stepMs!;
      if (Math.abs(steps - Math.max(1, Math.round(steps))) <= tolerance) continue;
      found.push({
        from,
        to,
        index: positions.get(to)!,
        count: 1,
        value: to - from,
        message: `${describeTime(to)} comes ${Number(steps.toPrecision(3))} steps of ${stepMs} ms after ${describeTime(from)}.`,
        suggestion: 'Put the observations on a regular grid with resampleSeries.',
      });
    }
    return found;
  },
};
