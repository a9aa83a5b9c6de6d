import { type Observation, type Rule, range, span } from '../Rule.js';

/** All arrays are as long as `timestamps`, and the series is long enough to have a step. */
export const lengthRule: Rule = {
  name: 'length',
  level: 'schema',
  severity: 'error',
  optionNames: [],
  check({ columns, timestamps, hasOwnStep }) {
    const found: Observation[] = [];
    const n = timestamps.length;
    for (const { name, values } of columns) {
      if (values.length === n) continue;
      const shorter = Math.min(values.length, n);
      const count = Math.abs(values.length - n);
      found.push({
        ...span(timestamps, range(shorter, count)),
        index: shorter,
        count,
        value: values.length,
        message: `${name} has ${values.length} values, timestamps has ${n}.`,
        suggestion: 'Join the columns by time, not by position, and give all of them for each time.',
        repair: undefined,
      });
    }
    const needed = hasOwnStep ? 1 : 2;
    if (n < needed) {
      found.push({
        ...span(timestamps, range(0, n)),
        index: 0,
        count: needed - n,
        value: n,
        message: `The series has ${n} observations; it needs at least ${needed}.`,
        suggestion: 'Fetch a longer range.',
        repair: undefined,
      });
    }
    return found;
  },
};
