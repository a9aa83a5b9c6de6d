import type { Alert, AlertKind } from './AlertState.js';
import type { Message } from './Channel.js';

/** So many coins are told of one by one. */
const named = 10;

const titles: Readonly<Record<AlertKind, string>> = {
  'retraining-failed': 'Retraining failed',
  'data-stale': 'Prices are stale',
  'worse-than-naive': 'The champion is worse than the naive forecast',
  'coverage-off': 'Intervals do not cover what they say',
  drift: 'Live errors have drifted',
};

/** One message on all coins that have the same trouble, or have it no longer. */
export function composeMessage(
  phase: Message['phase'],
  kind: AlertKind,
  alerts: readonly Alert[],
  run: string,
): Message {
  const coins = alerts.map(({ coin }) => coin);
  const count = `${coins.length} ${coins.length === 1 ? 'coin' : 'coins'}`;
  const rest =
    coins.length > named
      ? [`... and ${coins.length - named} more; the record of run ${run} has them all.`]
      : [];
  const lines =
    phase === 'alert'
      ? [
          `${titles[kind]}: ${count}`,
          ...alerts.slice(0, named).map(({ coin, detail }) => `- ${coin}: ${detail}`),
          ...rest,
        ]
      : [
          `Recovered: ${titles[kind].toLowerCase()} no longer for ${count}`,
          `- ${coins.slice(0, named).join(', ')}`,
          ...rest,
        ];
  return { kind, phase, run, coins, text: lines.join('\n') };
}
