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

  it('does not keep a failure', async () => {
    const compute = vi.fn().mockRejectedValueOnce(new Error('away')).mockResolvedValue(2);
    const memo = createMemo(60_000, compute);
    await expect(memo('a')).rejects.toThrow('away');
    expect(await memo('a')).toBe(2);
  });
});
