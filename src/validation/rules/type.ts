import { convertValue } from '../convertValue.js';
import type { Rule } from '../Rule.js';
import { checkValues } from './badValues.js';

/** Every value is a number. */
export const typeRule: Rule = {
  name: 'type',
  level: 'schema',
  severity: 'error',
  optionNames: [],
  check(subject) {
    return checkValues(
      subject,
      (value, column) => {
        if (typeof value === 'number') return undefined;
        return convertValue(column, value) === undefined ? 'lost' : 'convertible';
      },
      (fault, value, column, positions) => {
        const message = `is ${value}, not a number.`;
        if (fault === 'lost') return { message };
        const suggestion = 'Convert the values to numbers, best where they are read.';
        return { message, suggestion, repair: { action: 'convert', column, positions } };
      },
    );
  },
};
