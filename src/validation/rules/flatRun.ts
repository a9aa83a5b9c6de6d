import { requireInteger } from '../../errors/index.js';
import { place, type Rule, span, stretches } from '../Rule.js';
import type { FlatRunRuleOptions } from '../ValidationRules.js';

/** Prices do not stand still for long. */
export const flatRunRule: Rule<FlatRunRuleOptions> = {
  name: 'flatRun',
  level: 'structure',
  severity: 'warning',
  optionNames: ['minLength'],
  check({ prices, timestamps }, options) {
    const minLength = requireInteger('rules.flatRun.minLength', options.minLength ?? 6, { min: 2 });
    return stretches(prices.length, (index) => index > 0 && prices[index] === prices[index - 1])
      .map(({ start, count }) => ({ start: start - 1, count: count + 1 }))
      .filter(({ count }) => count >= minLength)
      .map(({ start, count }) => ({
        ...span(timestamps, start, count),
        index: start,
        count,
        value: prices[start],
        message: `${place('prices', start, count)} are ${count} times the same, ${prices[start]}.`,
        suggestion: 'Ask the source whether its feed stood still; drop the repeats if it did.',
      }));
  },
};
