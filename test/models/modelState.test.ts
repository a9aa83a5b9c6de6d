import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { SerializationError } from '../../src/errors/index.js';
import { type ModelState, trainNaive } from '../../src/models/index.js';
import { createStateParser, trainingSummarySchema, type UnknownState } from '../../src/models/modelState.js';

interface LevelState extends ModelState<'level'> {
  readonly version: 3;
  readonly level: number;
  readonly sigma: number;
}

const { training } = trainNaive([1, 2, 4]);

/** A kind that once had a standard deviation under another name, and later none that was no variance. */
const parse = createStateParser<LevelState>(
  'level',
  3,
  () =>
    z.strictObject({
      kind: z.literal('level'),
      version: z.literal(3),
      training: trainingSummarySchema(),
      level: z.number(),
      sigma: z.number(),
    }),
  [
    ({ deviation, ...others }: UnknownState) => ({ ...others, variance: Number(deviation) ** 2 }),
    ({ variance, ...others }: UnknownState) => ({ ...others, sigma: Math.sqrt(Number(variance)) }),
  ],
);

const newest = { kind: 'level', version: 3, training, level: 5, sigma: 2 } as const;

describe('createStateParser', () => {
  it.each([
    ['of the newest version, as it is', newest],
    ['of the version before', { kind: 'level', version: 2, training, level: 5, variance: 4 }],
    ['of the first version', { kind: 'level', version: 1, training, level: 5, deviation: -2 }],
  ])('reads a state %s', (_what, state) => {
    const before = structuredClone(state);
    expect(parse(state)).toEqual(newest);
    expect(state).toEqual(before);
    expect(Object.isFrozen(parse(state))).toBe(true);
  });

  it.each([
    ['a newer version', { ...newest, version: 4 }, /version 4 of kind "level".*up to 3. Update coincast/],
    ['version 0', { ...newest, version: 0 }, /state\.version/],
    ['a fractional version', { ...newest, version: 1.5 }, /state\.version/],
    ['no version', { ...newest, version: undefined }, /state\.version/],
    ['an older version that does not fit', { ...newest, version: 1, deviation: 'a' }, /state\.sigma/],
    [
      'an older version that has what only the newest has',
      { ...newest, version: 2, extra: 1 },
      SerializationError,
    ],
    ['another kind', { ...newest, kind: 'drift' }, /state\.kind must be "level", got "drift"/],
    ['nothing', null, /state\.kind must be "level", got undefined/],
  ])('refuses %s', (_what, state, message) => {
    expect(() => parse(state)).toThrow(SerializationError);
    expect(() => parse(state)).toThrow(message);
  });
});
