import { describeTime, missingBetween } from '../../series/index.js';
import { mostInvented, type Observation, type Rule } from '../Rule.js';

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
      const short = count <= mostInvented;
      found.push({
        from,
        to,
        index: positions[k]!,
        count,
        value: to - from,
        message: `Between ${describeTime(from)} and ${describeTime(to)} ${count === 1 ? '1 observation is' : `${count} observations are`} missing.`,
        suggestion: short
          ? 'Fetch the range again, or fill it if the source has nothing there.'
          : 'Fetch the range again, or use the part after it: that much should not be invented.',
        repair: short ? { action: 'fill', from, to, method: 'previous' } : undefined,
      });
    }
    return found;
  },
};
