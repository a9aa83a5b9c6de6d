import type { Rule } from '../Rule.js';
import { checkValues } from './values.js';

/** No number is NaN or infinite. */
export const finiteRule: Rule = {
  name: 'finite',
  level: 'schema',
  severity: 'error',
  optionNames: [],
  check(subject) {
    return checkValues(
      subject,
      (value) => typeof value === 'number' && !Number.isFinite(value),
      (value) => ({
        message: `is ${value}, not a finite number.`,
        suggestion: 'Drop these observations, or fetch them again.',
      }),
    );
  },
};
