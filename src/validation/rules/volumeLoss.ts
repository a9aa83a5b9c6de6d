import { requireInteger, requireNumber } from '../../errors/index.js';
import { mostInvented, type Observation, place, type Rule, span } from '../Rule.js';
import { usableInOrder } from '../Subject.js';
import { createSortedWindow } from '../sortedWindow.js';
import type { VolumeLossRuleOptions } from '../ValidationRules.js';

/** From how many volumes on there is a usual one. */
const leastUsual = 8;

/**
 * Volumes do not all but vanish from one observation to the next: a run of them below a fraction of the median of
 * those before it, which lost ones do not join. A run ends where volume is back, or at the end of the series.
 */
export const volumeLossRule: Rule<VolumeLossRuleOptions> = {
  name: 'volumeLoss',
  level: 'statistics',
  severity: 'warning',
  optionNames: ['window', 'fraction', 'minLength'],
  check(subject, options) {
    const window = requireInteger('rules.volumeLoss.window', options.window ?? 48, { min: leastUsual });
    const fraction = requireNumber('rules.volumeLoss.fraction', options.fraction ?? 0.02, {
      above: 0,
      below: 1,
    });
    const minLength = requireInteger('rules.volumeLoss.minLength', options.minLength ?? 3, { min: 1 });
    const { values, positions } = usableInOrder(subject, 'volumes');
    const found: Observation[] = [];
    const report = (start: number, end: number, usual: number) => {
      const lost = positions.subarray(start, end);
      if (lost.length < minLength) return;
      const short = lost.length <= mostInvented;
      found.push({
        ...span(subject.timestamps, lost),
        index: lost[0]!,
        count: lost.length,
        value: values[start],
        message: `${place('volumes', lost)}: volume falls to ${values[start]}, where ${Number(usual.toPrecision(3))} is usual.`,
        suggestion: short
          ? 'Ask the source whether it lost trades; replace the volumes if it did.'
          : 'Ask the source whether it lost trades, and fetch them again or leave the volumes out.',
        repair: short
          ? { action: 'replace', column: 'volumes', positions: Array.from(lost), method: 'previous' }
          : undefined,
      });
    };
    const usual: number[] = [];
    const sorted = createSortedWindow(window);
    let start = -1;
    for (const [k, volume] of values.entries()) {
      if (usual.length >= leastUsual && volume < fraction * sorted.median()) {
        if (start < 0) start = k;
        continue;
      }
      if (start >= 0) report(start, k, sorted.median());
      start = -1;
      if (usual.length >= window) sorted.remove(usual[usual.length - window]!);
      sorted.insert(volume);
      usual.push(volume);
    }
    if (start >= 0) report(start, values.length, sorted.median());
    return found;
  },
};
