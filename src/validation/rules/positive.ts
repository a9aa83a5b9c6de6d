import type { Rule } from '../Rule.js';
import { checkValues } from './values.js';

/** Prices are above zero, volumes and market capitalisations not below. */
export const positiveRule: Rule = {
  name: 'positive',
  level: 'schema',
  severity: 'error',
  optionNames: [],
  check(subject) {
    return checkValues(
      subject,
      (value, { name }) =>
        typeof value === 'number' &&
        Number.isFinite(value) &&
        name !== 'timestamps' &&
        (name === 'prices' ? value <= 0 : value < 0),
      (value, { name }) => ({
        message: `is ${value}, not ${name === 'prices' ? 'positive' : 'zero or more'}.`,
        suggestion: 'Drop these observations, or fetch them again.',
      }),
    );
  },
};
