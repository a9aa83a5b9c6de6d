import type { Logger } from 'coincast';
import type { ActiveAlert, Alert, AlertKind, AlertState, RecoveredAlert } from './AlertState.js';
import type { Channel, Message } from './Channel.js';
import { composeMessage } from './composeMessage.js';

const dayMs = 86_400_000;

/** Who is told again that something is still wrong, and when. */
const remindAfterMs = 7 * dayMs;
/** More messages a day than this no channel gets; the others wait for the next run. */
const messagesADay = 20;

/** What alerts are told with. */
export interface Telling {
  readonly channels: readonly Channel[];
  readonly run: string;
  readonly now: number;
  readonly logger: Logger;
  /** Told of every message sent, or not. */
  readonly onMessage?: ((channel: string, outcome: 'sent' | 'failed' | 'limited') => void) | undefined;
}

/**
 * Tells every channel what is new, what is still wrong after a week, and what is right again; a channel that does not
 * take a message is asked again after the next run. Gives the state for then. It never rejects.
 */
export async function tellChannels(
  before: AlertState,
  alerts: readonly Alert[],
  telling: Telling,
): Promise<AlertState> {
  const { channels, now } = telling;
  const known = new Map(before.active.map((alert) => [nameOf(alert), alert]));
  const present = new Set(alerts.map(nameOf));
  let active = alerts.map(
    (alert): ActiveAlert => ({
      ...alert,
      since: known.get(nameOf(alert))?.since ?? now,
      told: known.get(nameOf(alert))?.told ?? {},
    }),
  );
  let recovered: readonly RecoveredAlert[] = [
    ...before.recovered.filter((alert) => !present.has(nameOf(alert))),
    ...before.active
      .filter((alert) => !present.has(nameOf(alert)))
      .map(({ told, ...alert }) => ({ ...alert, untold: Object.keys(told) })),
  ];
  const sent: Record<string, readonly number[]> = {};
  for (const channel of channels) {
    const { name } = channel;
    const post = limited(channel, before.sent[name] ?? [], telling);
    const due = active.filter(({ told }) => now - (told[name] ?? Number.NEGATIVE_INFINITY) >= remindAfterMs);
    for (const [kind, group] of byKind(due)) {
      if (!(await post.send(composeMessage('alert', kind, group, telling.run)))) continue;
      active = active.map((alert) =>
        group.includes(alert) ? { ...alert, told: { ...alert.told, [name]: now } } : alert,
      );
    }
    for (const [kind, group] of byKind(recovered.filter(({ untold }) => untold.includes(name)))) {
      if (!(await post.send(composeMessage('recovery', kind, group, telling.run)))) continue;
      recovered = recovered.map((alert) =>
        group.includes(alert) ? { ...alert, untold: alert.untold.filter((other) => other !== name) } : alert,
      );
    }
    sent[name] = post.times;
  }
  // A channel that is gone is told of nothing any more.
  const names = channels.map(({ name }) => name);
  recovered = recovered.filter(({ untold }) => untold.some((name) => names.includes(name)));
  return { active, recovered, sent };
}

function nameOf({ kind, coin }: Alert): string {
  return `${kind} ${coin}`;
}

function byKind<Each extends Alert>(alerts: readonly Each[]): Map<AlertKind, Each[]> {
  const groups = new Map<AlertKind, Each[]>();
  for (const alert of alerts) groups.set(alert.kind, [...(groups.get(alert.kind) ?? []), alert]);
  return groups;
}

function limited(channel: Channel, before: readonly number[], { now, logger, onMessage }: Telling) {
  const times = before.filter((time) => now - time < dayMs);
  return {
    times,
    /** Whether the message arrived. */
    async send(message: Message): Promise<boolean> {
      const about = { channel: channel.name, kind: message.kind, phase: message.phase };
      if (times.length >= messagesADay) {
        onMessage?.(channel.name, 'limited');
        logger.warn(about, `${channel.name} has had ${messagesADay} messages within a day; this one waits.`);
        return false;
      }
      try {
        await channel.send(message);
        times.push(now);
        onMessage?.(channel.name, 'sent');
        return true;
      } catch (error) {
        onMessage?.(channel.name, 'failed');
        // What was thrown may hold the channel's address, which is a secret.
        const code = (error as { code?: unknown }).code;
        logger.error(
          { ...about, code },
          `${channel.name} did not take a message; it is sent again after the next run.`,
        );
        return false;
      }
    },
  };
}
