import { describe, expect, it, vi } from 'vitest';
import { createMemo } from '../../../examples/api-server/src/services/createMemo.js';

describe('createMemo', () => {
  it('asks once for all who ask at the same time or shortly after, by key', async () => {
    const compute = vi.fn(async (key: string) => `${key}!`);
    const memo = createMemo(60_000, compute);
    expect(await Promise.all([memo('a'), memo('a'), memo('b')])).toEqual(['a!', 'a!', 'b!']);
    expect(await memo('a')).toBe('a!');
    expect(compute).toHaveBeenCalledTimes(2);
  });

  it('asks again when that is over', async () => {
    const compute = vi.fn(async () => 1);
    const memo = createMemo(0, compute);
    await memo('a');
    await memo('a');
    expect(compute).toHaveBeenCalledTimes(2);
  });

  it('asks again for what it was told to forget, and for nothing else', async () => {
    const compute = vi.fn(async (key: string) => key);
    const memo = createMemo(60_000, compute);
    await Promise.all([memo('a'), memo('b')]);
    memo.forget('a');
    await Promise.all([memo('a'), memo('b')]);
    expect(compute.mock.calls).toEqual([['a'], ['b'], ['a']]);
  });

  it('keeps what came after a call that it forgot and that failed later', async () => {
    let fail = (_: Error) => {};
    const compute = vi.fn(async () => 2);
    compute.mockImplementationOnce(() => new Promise<number>((_, reject) => (fail = reject)));
    const memo = createMemo(60_000, compute);
    const first = memo('a');
    memo.forget('a');
    expect(await memo('a')).toBe(2);
    fail(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await memo('a');
    expect(compute).toHaveBeenCalledTimes(2);
  });

  it('does not keep a failure', async () => {
    const compute = vi.fn().mockRejectedValueOnce(new Error('away')).mockResolvedValue(2);
    const memo = createMemo(60_000, compute);
    await expect(memo('a')).rejects.toThrow('away');
    expect(await memo('a')).toBe(2);
  });
});
