import { requireNumber, requireOneOf } from '../../errors/index.js';
import { systemClock } from '../../runtime/index.js';
import { describeTime } from '../../series/index.js';
import { type Rule, span } from '../Rule.js';
import type { UnfinishedRuleOptions } from '../ValidationRules.js';

/** The last step has ended. */
export const unfinishedRule: Rule<UnfinishedRuleOptions> = {
  name: 'unfinished',
  level: 'structure',
  severity: 'warning',
  optionNames: ['now', 'stamp', 'tolerance'],
  check({ timestamps, times, positions, stepMs }, options) {
    const now = requireNumber('rules.unfinished.now', options.now ?? systemClock.now());
    const stamp = requireOneOf('rules.unfinished.stamp', options.stamp ?? 'end', ['start', 'end']);
    const tolerance = requireNumber('rules.unfinished.tolerance', options.tolerance ?? 0.1, {
      min: 0,
      max: 0.5,
    });
    const duration = stamp === 'start' ? (stepMs ?? 0) : 0;
    const toCome = times.filter((time) => time + duration > now).length;
    const last = times.length - 1;
    const lastStep = last < 1 ? 1 : (times[last]! - times[last - 1]!) / stepMs!;
    const isCutShort = lastStep < 1 - tolerance;
    if (toCome === 0 && !isCutShort) return [];
    const open = positions.subarray(-Math.max(toCome, 1));
    const time = timestamps[open[0]!]!;
    const fact =
      toCome > 0
        ? `${describeTime(time)} ${stamp === 'end' ? 'is' : `begins a step of ${duration} ms that ends`} after ${describeTime(now)}, the present`
        : `${describeTime(time)}, the last, comes ${Number(lastStep.toPrecision(3))} steps of ${stepMs} ms after the one before`;
    const more = open.length === 1 ? '' : `, and so do ${open.length - 1} more`;
    return [
      {
        ...span(timestamps, open),
        index: open[0]!,
        count: open.length,
        value: time,
        message: `${fact}${more}.`,
        suggestion:
          open.length === times.length
            ? 'Check the unit of the timestamps, milliseconds, and the clock.'
            : 'Drop it: its value will still change.',
        repair: open.length === times.length ? undefined : { action: 'drop', positions: Array.from(open) },
      },
    ];
  },
};
