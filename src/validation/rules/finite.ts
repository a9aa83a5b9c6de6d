import type { Rule } from '../Rule.js';
import { checkValues } from './badValues.js';

/** No number is NaN or infinite. */
export const finiteRule: Rule = {
  name: 'finite',
  level: 'schema',
  severity: 'error',
  optionNames: [],
  check(subject) {
    return checkValues(
      subject,
      (value) => (typeof value === 'number' && !Number.isFinite(value)) || undefined,
      (_, value) => ({ message: `is ${value}, not a finite number.` }),
    );
  },
};
