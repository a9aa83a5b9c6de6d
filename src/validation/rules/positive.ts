import { isUsable } from '../RawSeries.js';
import type { Rule } from '../Rule.js';
import { checkValues } from './badValues.js';

/** Prices are above zero, volumes and market capitalisations not below. */
export const positiveRule: Rule = {
  name: 'positive',
  level: 'schema',
  severity: 'error',
  optionNames: [],
  check(subject) {
    return checkValues(
      subject,
      (value, column) => (Number.isFinite(value) && !isUsable(column, value)) || undefined,
      (_, value, column) => ({
        message: `is ${value}, not ${column === 'prices' ? 'positive' : 'zero or more'}.`,
      }),
    );
  },
};
