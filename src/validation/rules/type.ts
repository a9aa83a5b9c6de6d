import type { Rule } from '../Rule.js';
import { checkValues } from './values.js';

/** Every value is a number. */
export const typeRule: Rule = {
  name: 'type',
  level: 'schema',
  severity: 'error',
  optionNames: [],
  check(subject) {
    return checkValues(
      subject,
      (value) => typeof value !== 'number',
      (value) => ({
        message: `is ${value}, not a number.`,
        suggestion: 'Convert the values to numbers where they are read, and drop what cannot be converted.',
      }),
    );
  },
};
