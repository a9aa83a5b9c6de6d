import { describe, expect, it } from 'vitest';
import { createMemoryCache, type MemoryCacheOptions } from '../../src/coingecko/index.js';
import { InvalidArgumentError } from '../../src/errors/index.js';

const response = (body: string) => ({ body, expiresAt: 1 });

describe('createMemoryCache', () => {
  it('gives back what was set, until it is replaced or deleted', () => {
    const cache = createMemoryCache();
    expect(cache.get('a')).toBeUndefined();
    cache.set('a', response('1'));
    expect(cache.get('a')).toEqual(response('1'));
    cache.set('a', response('2'));
    expect(cache.get('a')).toEqual(response('2'));
    cache.delete('a');
    expect(cache.get('a')).toBeUndefined();
  });

  it('loses the one unused for longest when it is full', () => {
    const cache = createMemoryCache({ maxEntries: 2 });
    cache.set('a', response('1'));
    cache.set('b', response('2'));
    cache.get('a');
    cache.set('c', response('3'));
    expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual([response('1'), undefined, response('3')]);
    cache.set('a', response('4'));
    expect(cache.get('c')).toEqual(response('3'));
  });

  it.each<[MemoryCacheOptions, string]>([
    [{ maxEntries: 0 }, 'maxEntries must be an integer at least 1'],
    [{ maxEntries: 100_001 }, 'at most 100000'],
    [{ maxEntries: 1.5 }, 'maxEntries must be an integer'],
    [{ max: 5 } as MemoryCacheOptions, 'createMemoryCache options'],
  ])('refuses %j', (options, message) => {
    expect(() => createMemoryCache(options)).toThrow(InvalidArgumentError);
    expect(() => createMemoryCache(options)).toThrow(message);
  });
});
