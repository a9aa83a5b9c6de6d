import { describeTime } from '../../series/index.js';
import { type Observation, type Rule, span } from '../Rule.js';

/** No timestamp occurs twice. */
export const duplicateRule: Rule = {
  name: 'duplicate',
  level: 'structure',
  severity: 'error',
  optionNames: [],
  check({ timestamps, positions }) {
    const found: Observation[] = [];
    for (const [index, time] of timestamps.entries()) {
      const first = positions.get(time);
      if (first === undefined || first === index) continue;
      found.push({
        ...span(timestamps, index, 1),
        index,
        count: 1,
        value: time,
        message: `timestamps[${index}] (${describeTime(time)}) repeats timestamps[${first}].`,
        suggestion: 'Keep one observation of each time, usually the one fetched last.',
      });
    }
    return found;
  },
};
