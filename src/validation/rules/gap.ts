import { requireNumber } from '../../errors/index.js';
import { describeTime } from '../../series/index.js';
import type { Observation, Rule } from '../Rule.js';
import type { GapRuleOptions } from '../ValidationRules.js';

/** No times are missing, whatever order the observations stand in. */
export const gapRule: Rule<GapRuleOptions> = {
  name: 'gap',
  level: 'structure',
  severity: 'warning',
  optionNames: ['factor'],
  check({ times, timestamps, stepMs }, options) {
    const factor = requireNumber('rules.gap.factor', options.factor ?? 1.5, { min: 1 });
    const found: Observation[] = [];
    for (let k = 1; k < times.length; k++) {
      const [from, to] = [times[k - 1]!, times[k]!];
      if (!(to - from > factor * stepMs!)) continue;
      const count = Math.max(1, Math.round((to - from) / stepMs!) - 1);
      found.push({
        from,
        to,
        index: timestamps.indexOf(to),
        count,
        value: to - from,
        message: `Between ${describeTime(from)} and ${describeTime(to)} ${count === 1 ? '1 observation is' : `${count} observations are`} missing.`,
        suggestion: 'Fetch the range again, or fill it with fillGaps if the source has nothing there.',
      });
    }
    return found;
  },
};
