import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onAbort } from '../../src/coingecko/onAbort.js';

describe('onAbort', () => {
  it('reacts once, in the order of asking, with one listener for all', () => {
    const controller = new AbortController();
    const { signal } = controller;
    const reacted: number[] = [];
    for (let i = 0; i < 20; i++) onAbort(signal, () => void reacted.push(i));
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    controller.abort();
    controller.abort();
    expect(reacted).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('does not react once stopped, and leaves no listener when all have', () => {
    const controller = new AbortController();
    const { signal } = controller;
    const reacted: string[] = [];
    const stops = ['a', 'b'].map((name) => onAbort(signal, () => void reacted.push(name)));
    stops[0]!();
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    stops[1]!();
    stops[1]!();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    onAbort(signal, () => void reacted.push('c'));
    controller.abort();
    expect(reacted).toEqual(['c']);
  });

  it('leaves no listener when every reaction stops itself', () => {
    const controller = new AbortController();
    const { signal } = controller;
    let left = 3;
    for (let i = 0; i < 3; i++) {
      const stop = onAbort(signal, () => {
        stop();
        left--;
      });
    }
    controller.abort();
    expect(left).toBe(0);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
