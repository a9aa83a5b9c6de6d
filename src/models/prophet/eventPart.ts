import {
  InvalidArgumentError,
  requireFiniteArray,
  requireInteger,
  requireKnownKeys,
} from '../../errors/index.js';
import { requireMode, requireScale } from './optionGuards.js';
import { partSettings } from './partSettings.js';
import type { OrderedObservations } from './prophetObservations.js';
import type { EventPart } from './prophetParts.js';
import type { ResolvedProphetOptions } from './resolveProphetOptions.js';
import type { ProphetEvent } from './TrainProphetOptions.js';

const day = 86_400_000;

/** An event as a model keeps it. @throws {@link InvalidArgumentError} @internal */
export function eventPart(
  argument: string,
  event: ProphetEvent,
  resolved: ResolvedProphetOptions,
  { isTimed }: OrderedObservations,
): EventPart {
  requireKnownKeys(argument, event, ['name', 'dates', 'daysBefore', 'daysAfter', 'priorScale', 'mode']);
  if (!isTimed) {
    throw new InvalidArgumentError({
      argument: 'events',
      value: event.name,
      expected: 'left out for bare numbers, which have no dates',
      hint: 'Give a PriceSeries or { timestamps, values }.',
    });
  }
  requireFiniteArray(`${argument}.dates`, event.dates, { minLength: 1, operation: `${argument}.dates` });
  const window = { min: 0, max: 366 };
  const before = requireInteger(`${argument}.daysBefore`, event.daysBefore ?? 0, window);
  const after = requireInteger(`${argument}.daysAfter`, event.daysAfter ?? 0, window);
  const days = [...new Set(Array.from(event.dates, (date) => Math.floor(date / day)))];
  return {
    name: event.name,
    days: days.sort((a, b) => a - b),
    window: [0 - before, after],
    ...partSettings(
      requireScale(`${argument}.priorScale`, event.priorScale) ?? resolved.eventPriorScale,
      requireMode(`${argument}.mode`, event.mode) ?? resolved.seasonalityMode,
    ),
  };
}
