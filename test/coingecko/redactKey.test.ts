import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createKeyRedactor } from '../../src/coingecko/redactKey.js';

const key = 'CG-a"b/c&abcdefghij';
const redactor = createKeyRedactor(key);
const escaped = (write: (code: number) => string) =>
  [...key].map((character) => write(character.charCodeAt(0))).join('');
const headers = { 'x-cg-demo-api-key': key };

describe('createKeyRedactor', () => {
  it.each([
    ['as it is', `your key ${key} and ${key}`],
    ['in JSON', JSON.stringify({ error: key })],
    ['in JSON with escapes for everything', `{"error":"${escaped((code) => `\\u00${code.toString(16)}`)}"}`],
    ['in JSON of PHP', JSON.stringify(key).replaceAll('/', '\\/')],
    ['in a URL', `https://a.test/?x_cg_demo_api_key=${encodeURIComponent(key)}`],
    ['in HTML', escaped((code) => `&#${code};`)],
    ['in HTML with hexadecimal numbers', escaped((code) => `&#x${code.toString(16)};`)],
    ['in capitals', key.toUpperCase()],
  ])('takes the key out of text: %s', (_name, text) => {
    const clean = redactor.text(text);
    expect(clean).toContain('[key]');
    expect(clean.replaceAll('[key]', '')).not.toMatch(/67|43|a.{0,3}b.{0,3}c.{0,3}abc/i);
    expect(redactor.data(text)).toBe(clean);
  });

  it('takes a short key out of words, but not out of data, which may hold it as a word', () => {
    const { text, data } = createKeyRedactor('secret');
    expect(text('the key secret is unknown')).toBe('the key [key] is unknown');
    expect(data('[{"id":"secret"}]')).toBe('[{"id":"secret"}]');
  });

  it.each<[string, unknown]>([
    ['in its message', new Error(`bad header ${key}`)],
    ['in its cause', new Error('down', { cause: new Error(key) })],
    ['in a field', Object.assign(new Error('down'), { config: { headers } })],
    ['in Headers', Object.assign(new Error('down'), { headers: new Headers(headers) })],
    ['in a Map', Object.assign(new Error('down'), { headers: new Map([['key', key]]) })],
    ['in a Request', { request: new Request('http://a.test/', { headers }) }],
    ['in a Response', { response: new Response(null, { headers }) }],
    ['in a URL', { url: new URL(`http://a.test/?key=${encodeURIComponent(key)}`) }],
    ['in a Set', new Set([key])],
    ['in the name of a field', { [key]: true }],
    ['behind a symbol', { [Symbol('internals')]: { headers } }],
    [
      'behind a getter',
      {
        get config() {
          return headers;
        },
      },
    ],
    ['in a DOMException', new DOMException(key)],
    ['in an array', [['x', key]]],
    [
      'nobody knows where, since it is too large to look',
      { rows: Array.from({ length: 20_000 }, (_, row) => row) },
    ],
    [
      'nobody knows where, since it cannot be read',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error(key);
          },
        },
      ),
    ],
    [
      'in a message that cannot be read',
      Object.defineProperty(new Error(key), 'message', {
        get: () => {
          throw new Error(key);
        },
      }),
    ],
    ['as a text', key],
  ])('replaces an error that mentions the key %s', (_name, error) => {
    const clean = redactor.cause(error);
    expect(clean).toBeInstanceOf(Error);
    expect(inspect(clean, { depth: 9, showHidden: true })).not.toContain('abcdefghij');
  });

  it('keeps an error that does not, whatever its shape', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    const bytes = new Uint8Array(100_000);
    for (const error of [new Error('down', { cause: loop }), loop, { bytes }, null, undefined, 5]) {
      expect(redactor.cause(error)).toBe(error);
    }
  });

  it.each([undefined, 'x'])('changes nothing when the key is %s', (apiKey) => {
    const { text, data, cause } = createKeyRedactor(apiKey);
    const error = new Error('x');
    expect(text('x')).toBe('x');
    expect(data('x')).toBe('x');
    expect(cause(error)).toBe(error);
  });
});
