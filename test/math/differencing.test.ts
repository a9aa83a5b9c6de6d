import { describe, expect, it } from 'vitest';
import { differenced, integrated } from '../../src/math/index.js';

const wave = Float64Array.from({ length: 40 }, (_, t) => Math.sin(t * t));

describe('differenced', () => {
  it.each([
    { order: 0, lag: 1, differences: [1, 4, 9, 16, 25] },
    { order: 1, lag: 1, differences: [3, 5, 7, 9] },
    { order: 2, lag: 1, differences: [2, 2, 2] },
    { order: 1, lag: 2, differences: [8, 12, 16] },
    { order: 2, lag: 2, differences: [8] },
  ])('of the squares, order $order at lag $lag, are $differences', ({ order, lag, differences }) => {
    expect([...differenced(Float64Array.of(1, 4, 9, 16, 25), order, lag)]).toEqual(differences);
  });

  it('leaves its input alone', () => {
    const values = Float64Array.of(1, 4, 9, 16);
    differenced(values, 2);
    expect([...values]).toEqual([1, 4, 9, 16]);
  });
});

describe('integrated', () => {
  const orders = [0, 1, 2, 3].flatMap((order) => [1, 2, 5].map((lag) => ({ order, lag })));

  it.each(orders)('continues a history by its differences: order $order at lag $lag', ({ order, lag }) => {
    const lost = order * lag;
    const differences = differenced(wave, order, lag);
    const ahead = integrated(differences.subarray(20 - lost), wave.subarray(0, 20), order, lag);
    expect([...ahead]).toEqual([...wave.subarray(20)].map((value) => expect.closeTo(value, 12)));
  });

  it('needs no more of the history than it undoes', () => {
    const differences = differenced(wave, 2, 3).subarray(20 - 6);
    const ahead = integrated(differences, wave.subarray(14, 20), 2, 3);
    expect(ahead).toEqual(integrated(differences, wave.subarray(0, 20), 2, 3));
  });

  it('stops before a season is over', () => {
    expect([...integrated(Float64Array.of(1), Float64Array.of(10, 20, 30), 1, 3)]).toEqual([11]);
    expect([...integrated(new Float64Array(0), Float64Array.of(10), 1)]).toEqual([]);
  });
});
