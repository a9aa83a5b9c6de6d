import { describeTime, missingBetween } from '../../series/index.js';
import type { Observation, Rule } from '../Rule.js';

/** No times are missing, whatever order the observations stand in. */
export const gapRule: Rule = {
  name: 'gap',
  level: 'structure',
  severity: 'warning',
  optionNames: [],
  check({ times, positions, stepMs }) {
    const found: Observation[] = [];
    for (let k = 1; k < times.length; k++) {
      const [from, to] = [times[k - 1]!, times[k]!];
      const count = missingBetween(from, to, stepMs!);
      if (count < 1) continue;
      found.push({
        from,
        to,
        index: positions.get(to)!,
        count,
        value: to - from,
        message: `Between ${describeTime(from)} and ${describeTime(to)} ${count === 1 ? '1 observation is' : `${count} observations are`} missing.`,
        suggestion: 'Fetch the range again, or fill it with fillGaps if the source has nothing there.',
      });
    }
    return found;
  },
};
