import { describe, expect, it } from 'vitest';
import { type Alert, type AlertState, noAlerts } from '../../../examples/scheduler/src/alerts/AlertState.js';
import type { Channel, Message } from '../../../examples/scheduler/src/alerts/Channel.js';
import { tellChannels } from '../../../examples/scheduler/src/alerts/tellChannels.js';
import { silentLogger } from '../../../src/runtime/index.js';

const dayMs = 86_400_000;
const stale: Alert = { kind: 'data-stale', coin: 'bitcoin', detail: 'old' };
const drift: Alert = { kind: 'drift', coin: 'ethereum', detail: 'drifted' };

/** A channel that can be down, and runs that tell it. */
function setUp() {
  const messages: Message[] = [];
  const outcomes: string[] = [];
  const channel: Channel & { isDown: boolean } = {
    name: 'slack',
    isDown: false,
    async send(message) {
      if (channel.isDown) throw new Error('https://hooks.example/s3cret is down');
      messages.push(message);
    },
  };
  let state: AlertState = noAlerts;
  const run = async (day: number, alerts: readonly Alert[]) => {
    const telling = { channels: [channel], run: `day-${day}`, now: day * dayMs, logger: silentLogger };
    // As it comes back from a record.
    const before = JSON.parse(JSON.stringify(state)) as AlertState;
    state = await tellChannels(before, alerts, {
      ...telling,
      onMessage: (_, outcome) => outcomes.push(outcome),
    });
  };
  return { channel, messages, outcomes, run, stateOf: () => state };
}

describe('tellChannels', () => {
  it('tells of a trouble once, again after a week, and of its end', async () => {
    const { messages, run, stateOf } = setUp();
    for (let day = 1; day <= 9; day++) await run(day, [stale]);
    await run(10, []);
    await run(11, []);
    expect(messages.map(({ phase, run: name }) => [phase, name])).toEqual([
      ['alert', 'day-1'],
      ['alert', 'day-8'],
      ['recovery', 'day-10'],
    ]);
    expect(stateOf()).toMatchObject({ active: [], recovered: [] });
  });

  it('remembers since when', async () => {
    const { run, stateOf } = setUp();
    await run(3, [stale]);
    await run(4, [stale, drift]);
    expect(stateOf().active.map(({ coin, since }) => [coin, since / dayMs])).toEqual([
      ['bitcoin', 3],
      ['ethereum', 4],
    ]);
  });

  it('makes one message of many coins with the same trouble', async () => {
    const { messages, run } = setUp();
    await run(
      1,
      Array.from({ length: 500 }, (_, i) => ({ ...stale, coin: `coin-${i}` })),
    );
    expect(messages).toHaveLength(1);
    expect(messages[0]!.coins).toHaveLength(500);
    expect(messages[0]!.text.split('\n')).toHaveLength(12);
    expect(messages[0]!.text).toContain('... and 490 more');
  });

  it('sends what a dead channel did not take when it is back, but no recovery of what it never heard of', async () => {
    const { channel, messages, outcomes, run } = setUp();
    channel.isDown = true;
    await run(1, [stale, drift]);
    await run(2, [stale]);
    channel.isDown = false;
    await run(3, [stale]);
    expect(outcomes.filter((outcome) => outcome === 'failed')).toHaveLength(3);
    expect(messages.map(({ kind, phase }) => [kind, phase])).toEqual([['data-stale', 'alert']]);
  });

  it('sends a recovery later as well', async () => {
    const { channel, messages, run } = setUp();
    await run(1, [stale]);
    channel.isDown = true;
    await run(2, []);
    channel.isDown = false;
    await run(3, []);
    expect(messages.map(({ phase }) => phase)).toEqual(['alert', 'recovery']);
  });

  it('forgets a recovery when the trouble is back', async () => {
    const { channel, messages, run } = setUp();
    await run(1, [stale]);
    channel.isDown = true;
    await run(2, []);
    channel.isDown = false;
    await run(3, [stale]);
    expect(messages.map(({ phase }) => phase)).toEqual(['alert', 'alert']);
  });

  it('sends no more than twenty messages a day to a channel, and the rest the day after', async () => {
    const { messages, outcomes, run } = setUp();
    for (let i = 0; i < 30; i++) await run(1 + i / 1000, [{ ...stale, coin: `coin-${i}` }]);
    expect(messages).toHaveLength(20);
    expect(outcomes).toContain('limited');
    await run(3, [{ ...stale, coin: 'coin-29' }]);
    expect(messages.at(-2)!.coins).toEqual(['coin-29']);
  });
});
