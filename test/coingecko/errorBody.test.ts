import { describe, expect, it } from 'vitest';
import { readErrorBody } from '../../src/coingecko/errorBody.js';

describe('readErrorBody', () => {
  it.each<[string, string, ReturnType<typeof readErrorBody>]>([
    ['flat', '{"error":"coin not found"}', { apiMessage: 'coin not found' }],
    [
      'status',
      '{"status":{"error_code":429,"error_message":"slow down","timestamp":"2026-01-01"}}',
      { apiCode: 429, apiMessage: 'slow down' },
    ],
    [
      'nested',
      '{"error":{"status":{"timestamp":"t","error_code":10012,"error_message":"time range"}}}',
      { apiCode: 10012, apiMessage: 'time range' },
    ],
    [
      'hybrid',
      '{"timestamp":"t","error_code":10011,"status":{"error_message":"wrong host"}}',
      { apiCode: 10011, apiMessage: 'wrong host' },
    ],
    ['text with a code', 'error code: 1015', { apiCode: 1015, apiMessage: 'error code: 1015' }],
    ['text', 'Throttled\n', { apiMessage: 'Throttled' }],
    ['text as JSON', '"Throttled"', { apiMessage: 'Throttled' }],
    [
      'HTML',
      '<!DOCTYPE html><title>Access  denied</title><p>error code: 1020</p>',
      { apiCode: 1020, apiMessage: 'Access denied' },
    ],
    ['HTML without a title', '<html></html>', { apiMessage: 'an HTML page' }],
    ['nothing', ' \n', {}],
    ['JSON without any of it', '[1,null]', {}],
    ['null', 'null', {}],
    ['a code as text', '{"error_code":"10005","error":"no"}', { apiCode: 10005, apiMessage: 'no' }],
    ['a code that is none', '{"status":{"error_code":null,"error_message":"a"}}', { apiMessage: 'a' }],
    ['flags for codes', '{"error_code":true,"status":{"error_code":""}}', {}],
    ['control characters', '{"error":"a\\u001b[31m\\nb\\u0000"}', { apiMessage: 'a [31m b' }],
    ['fields of other types', '{"error":5,"status":"ok","error_code":"x"}', {}],
  ])('understands the shape: %s', (_name, text, expected) => {
    expect(readErrorBody(text)).toEqual(expected);
  });

  it('shortens what is long', () => {
    expect(readErrorBody('x'.repeat(10_000)).apiMessage).toHaveLength(200);
  });
});
