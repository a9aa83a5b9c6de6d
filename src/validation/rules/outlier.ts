import { requireInteger, requireNumber } from '../../errors/index.js';
import { hampelScores } from '../hampelScores.js';
import { place, type Rule, span, stretches } from '../Rule.js';
import type { OutlierRuleOptions } from '../ValidationRules.js';

/** No price moves far beyond what its surroundings do. */
export const outlierRule: Rule<OutlierRuleOptions> = {
  name: 'outlier',
  level: 'statistics',
  severity: 'warning',
  optionNames: ['halfWindow', 'threshold'],
  check({ prices, timestamps }, options) {
    const halfWindow = requireInteger('rules.outlier.halfWindow', options.halfWindow ?? 24, { min: 3 });
    const threshold = requireNumber('rules.outlier.threshold', options.threshold ?? 10, { above: 0 });
    const known = Array.from(prices.keys()).filter((index) => prices[index]! > 0);
    const returns = Float64Array.from(
      known.slice(1),
      (index, k) => Math.log(prices[index]!) - Math.log(prices[known[k]!]!),
    );
    const scores = hampelScores(returns, halfWindow);
    return stretches(returns.length, (k) => Math.abs(scores[k]!) > threshold).map(({ start, count }) => {
      const index = known[start + 1]!;
      const percent = Math.expm1(returns[start]!) * 100;
      const reach = known[start + count]! - index + 1;
      return {
        ...span(timestamps, index, reach),
        index,
        count: reach,
        value: prices[index],
        message: `${place('prices', index, reach)}: a move of ${percent.toPrecision(3)} % to ${prices[index]} is ${Math.abs(scores[start]!).toPrecision(3)} times the usual one of its surroundings.`,
        suggestion: 'Compare it with another source, and replace it if it is an error; markets do jump.',
      };
    });
  },
};
