import { requireInteger } from '../../errors/index.js';
import { place, type Rule, span, stretches } from '../Rule.js';
import { usableNumbers } from '../Subject.js';
import type { FlatRunRuleOptions } from '../ValidationRules.js';

/** Prices do not stand still for long, whatever order the observations stand in. */
export const flatRunRule: Rule<FlatRunRuleOptions> = {
  name: 'flatRun',
  level: 'structure',
  severity: 'warning',
  optionNames: ['minLength'],
  check({ columns, timestamps, positions }, options) {
    const minLength = requireInteger('rules.flatRun.minLength', options.minLength ?? 6, { min: 2 });
    const prices = usableNumbers(columns.find(({ name }) => name === 'prices')!);
    const price = (k: number) => prices[positions[k]!];
    return stretches(positions.length, (k) => (k > 0 && price(k) === price(k - 1)) || undefined)
      .map(({ start, count }) => positions.subarray(start - 1, start + count))
      .filter(({ length }) => length >= minLength)
      .map((run) => ({
        ...span(timestamps, run),
        index: run[0]!,
        count: run.length,
        value: prices[run[0]!],
        message: `${place('prices', run)} are ${run.length} times the same, ${prices[run[0]!]}.`,
        suggestion: 'Ask the source whether its feed stood still; drop the repeats if it did.',
        // Of a series that stands still most of the time too little would be left.
        repair:
          2 * run.length > positions.length
            ? undefined
            : { action: 'drop', positions: Array.from(run.subarray(1)) },
      }));
  },
};
