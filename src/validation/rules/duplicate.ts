import { describeTime } from '../../series/index.js';
import { type Rule, span } from '../Rule.js';

/** No timestamp occurs twice. */
export const duplicateRule: Rule = {
  name: 'duplicate',
  level: 'structure',
  severity: 'error',
  optionNames: [],
  check({ timestamps, positions, repeats }) {
    const kept = new Set(positions);
    return repeats
      .flatMap((occurrences) => {
        const dropped = occurrences.filter((index) => !kept.has(index));
        return occurrences.slice(1).map((index, k) => ({
          ...span(timestamps, [index]),
          index,
          count: 1,
          value: timestamps[index],
          message: `timestamps[${index}] (${describeTime(timestamps[index]!)}) repeats timestamps[${occurrences[0]}].`,
          suggestion: 'Keep one observation of each time: the last that is sound, as the one fetched last.',
          repair: { action: 'drop', positions: [dropped[k]!] } as const,
        }));
      })
      .sort((a, b) => a.index - b.index);
  },
};
