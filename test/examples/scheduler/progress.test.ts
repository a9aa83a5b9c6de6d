import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../examples/scheduler/src/progress.js';

describe('createProgress', () => {
  it('writes plain lines where there is no terminal: coins done, rate, time left', () => {
    let text = '';
    const progress = createProgress({
      write(chunk: unknown) {
        text += String(chunk);
        return true;
      },
    });
    progress.start(2);
    progress.report({ coin: 'bitcoin', status: 'promoted', why: 'better' });
    progress.report({ coin: 'ethereum', status: 'failed', why: 'no network' });
    progress.stop();
    expect(text).toMatch(
      /^\[1\/2\] bitcoin: promoted \(better\); \S+ a second, \d+ s left\n\[2\/2\] ethereum: failed \(no network\); \S+ a second, 0 s left\n$/,
    );
  });
});
