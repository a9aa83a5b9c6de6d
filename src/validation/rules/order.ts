import { describeTime } from '../../series/index.js';
import { type Observation, type Rule, span } from '../Rule.js';

/** No timestamp is before its predecessor. */
export const orderRule: Rule = {
  name: 'order',
  level: 'structure',
  severity: 'error',
  optionNames: [],
  check({ timestamps }) {
    const found: Observation[] = [];
    let previous = Number.NEGATIVE_INFINITY;
    for (const [index, time] of timestamps.entries()) {
      if (Number.isNaN(time)) continue;
      if (time < previous) {
        found.push({
          ...span(timestamps, [index]),
          index,
          count: 1,
          value: time,
          message: `timestamps[${index}] (${describeTime(time)}) is before ${describeTime(previous)}, which precedes it.`,
          suggestion: 'Sort the observations by time.',
          repair: { action: 'sort' },
        });
      }
      previous = time;
    }
    return found;
  },
};
