import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { decode } from '../../src/coingecko/decode.js';
import { ResponseValidationError } from '../../src/errors/index.js';

const schema = z.object({
  points: z.array(z.tuple([z.number(), z.nullable(z.number())])),
  mood: z.optional(z.enum(['good', 'bad'])),
});

describe('decode', () => {
  it('gives what the schema makes of the body, and ignores what it does not know', () => {
    expect(decode('/x', '{"points":[[1,null]],"more":1}', schema)).toEqual({ points: [[1, null]] });
  });

  it.each([
    ['{"points":[[1,"x"]]}', 'points.0.1 must be of type number'],
    ['{"points":[[1e999,1]]}', 'points.0.0 must be of type number'],
    ['{"points":[[1]]}', 'points.0 must have at least 2 entries'],
    ['{"points":[[1,2,3]]}', 'points.0 must have at most 2 entries'],
    ['{"points":[],"mood":"odd"}', 'mood must be one of "good", "bad"'],
    ['null', 'the body must be of type object'],
  ])('says where and why it refuses %s', (text, issue) => {
    const read = () => decode('/x', text, schema);
    expect(read).toThrow(ResponseValidationError);
    expect(read).toThrow(`CoinGecko answered /x with an unexpected shape (${issue}). Try again later`);
    expect(read).toThrow(expect.objectContaining({ endpoint: '/x', issues: [issue] }));
  });

  it('tells of five issues at most', () => {
    const text = JSON.stringify({ points: Array(99).fill(1) });
    expect(() => decode('/x', text, schema)).toThrow(
      expect.objectContaining({ issues: [0, 1, 2, 3, 4].map((i) => `points.${i} must be of type tuple`) }),
    );
  });
});
