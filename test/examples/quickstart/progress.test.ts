import { describe, expect, it } from 'vitest';
import { createProgress, type Output } from '../../../examples/quickstart/src/progress.js';

function output(about: Partial<Output>) {
  let text = '';
  const stream = {
    ...about,
    write(piece: string | Uint8Array) {
      text += piece;
      return true;
    },
  } as Output;
  return { stream, text: () => text };
}

const begun = { stage: 'train', done: 4, total: 8 };
const finished = { stage: 'train', done: 5, total: 8, message: 'trained' };

describe('createProgress', () => {
  it.each([
    ['no terminal', {}],
    ['a terminal without a width', { isTTY: true, columns: 0 }],
  ])('writes a plain line for each finished step to %s', (_name, about) => {
    const { stream, text } = output(about);
    const progress = createProgress(stream);
    progress.report(begun);
    progress.tell('Waiting.');
    progress.report(finished);
    progress.stop();
    expect(text()).toBe('Waiting.\n[5/8] trained\n');
  });
});
