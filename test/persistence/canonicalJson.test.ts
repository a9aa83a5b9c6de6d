import { describe, expect, it } from 'vitest';
import { SerializationError } from '../../src/errors/index.js';
import { canonicalJson } from '../../src/persistence/canonicalJson.js';

const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

describe('canonicalJson', () => {
  it.each([
    [
      'sorts keys at every level',
      { b: 1, a: { d: [{ f: 1, e: 2 }], c: 3 } },
      '{"a":{"c":3,"d":[{"e":2,"f":1}]},"b":1}',
    ],
    [
      'sorts by UTF-16 code unit, as RFC 8785 does',
      { '\u{1F600}': 1, '\uFB33': 2, a: 3, B: 4 },
      '{"B":4,"a":3,"\u{1F600}":1,"\uFB33":2}',
    ],
    [
      'prints numbers as ECMAScript does',
      [1e21, 1e-7, 0.1 + 0.2, 5e-324, 100],
      '[1e+21,1e-7,0.30000000000000004,5e-324,100]',
    ],
    ['keeps the sign of zero', [-0, 0], '[-0,0]'],
    ['escapes text', 'a"\n\ud800', '"a\\"\\n\\ud800"'],
    ['leaves out undefined fields', { a: undefined, b: null }, '{"b":null}'],
    ['takes objects without a prototype', Object.assign(Object.create(null), { a: true }), '{"a":true}'],
    ['takes an empty key', { '': [] }, '{"":[]}'],
    ['takes 64 levels', nested(64), `${'['.repeat(64)}1${']'.repeat(64)}`],
  ])('%s', (_what, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([
    ['NaN', { state: { phi: [1, 2, Number.NaN] } }, 'state.phi[2]'],
    ['infinity', { metrics: { mape: Number.POSITIVE_INFINITY } }, 'metrics.mape'],
    ['undefined in an array', { a: [undefined] }, 'a[0]'],
    ['a hole', { a: new Array(1) }, 'a[0]'],
    ['a bigint', { 'odd key': 1n }, '["odd key"]'],
    ['a function', { a: { b: () => 1 } }, 'a.b'],
    ['a symbol', { a: Symbol('s') }, 'a'],
    ['a date', { at: new Date(0) }, 'at'],
    ['a typed array', { a: new Float64Array(2) }, 'a'],
    ['a map', [new Map()], '[0]'],
    ['undefined alone', undefined, 'the model'],
    ['a __proto__ key', { a: JSON.parse('{"__proto__":{"b":1}}') }, 'a'],
    ['more than 64 levels', { deep: { down: nested(63) } }, 'deep.down'],
  ])('refuses %s, naming the path', (_what, value, path) => {
    const attempt = () => canonicalJson(value);
    expect(attempt).toThrow(SerializationError);
    expect(attempt).toThrow(expect.objectContaining({ path, message: expect.stringContaining(path) }));
  });

  it('refuses what refers to itself', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(() => canonicalJson(cycle)).toThrow('nests deeper than 64 levels, or refers to itself');
  });
});
