import { describe, expect, it } from 'vitest';
import {
  type EmulatorRequest,
  type Fault,
  randomFaults,
  startCoinGeckoEmulator,
} from '../../../src/testing/index.js';

const request = (endpoint: string, query: Record<string, string> = {}): EmulatorRequest => ({
  method: 'GET',
  endpoint,
  query,
  headers: {},
  receivedAt: 0,
});
const requests = Array.from({ length: 4000 }, (_, index) => request('/ping', { n: String(index) }));

describe('randomFaults', () => {
  it.each([0, 0.3, 1])('fails the share %d of requests', (rate) => {
    const faults = randomFaults({ rate });
    const failed = requests.filter((one) => faults(one) !== null).length;
    // Three standard errors of a share of 4,000.
    expect(Math.abs(failed / 4000 - rate)).toBeLessThanOrEqual(3 * Math.sqrt((rate * (1 - rate)) / 4000));
  });

  it('uses every kind about equally often, in a form the emulator accepts', async () => {
    const faults = requests.map(randomFaults({ rate: 1 })) as Fault[];
    const counts = new Map<string, number>();
    for (const { kind } of faults) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    expect(counts.size).toBe(16);
    for (const count of counts.values()) expect(Math.abs(count - 250)).toBeLessThan(60);
    const emulator = await startCoinGeckoEmulator();
    expect(() => emulator.setFaults(faults)).not.toThrow();
    await emulator.close();
  });

  it('uses only the kinds named', () => {
    const faults = requests.map(randomFaults({ rate: 1, kinds: ['reset', 'cutOff'] }));
    expect(new Set(faults.map((fault) => fault?.kind))).toEqual(new Set(['reset', 'cutOff']));
  });

  it('repeats itself with the seed, whatever the order of different requests', () => {
    const forwards = new Map(requests.map((one) => [one, randomFaults({ seed: 5 })(one)]));
    const faults = randomFaults({ seed: 5 });
    for (const one of [...requests].reverse()) expect(faults(one)).toEqual(forwards.get(one));
    const other = randomFaults({ seed: 6 });
    expect(requests.some((one) => (other(one) === null) !== (forwards.get(one) === null))).toBe(true);
  });

  it('gives the same request another chance', () => {
    const faults = randomFaults({ rate: 0.5 });
    const outcomes = Array.from({ length: 50 }, () => faults(request('/ping')) === null);
    expect(new Set(outcomes)).toEqual(new Set([true, false]));
  });

  it.each([
    [{ rate: 1.1 }, 'rate must be'],
    [{ seed: 0.5 }, 'seed must be'],
    [{ kinds: [] }, 'kinds.length must be'],
    [{ kinds: ['resets'] }, 'Did you mean "reset"?'],
    [{ rates: 1 }, 'Did you mean "rate"?'],
  ])('refuses %j', (options, message) => {
    expect(() => randomFaults(options as never)).toThrow(message);
  });
});
