import { describe, expect, it } from 'vitest';
import { compareWithNaive, type HoldoutScore } from '../../src/pipeline/evaluateOnHoldout.js';

const score = (name: string, mae: number, n = 24) => ({ name, metrics: { mae, n } }) as HoldoutScore;

describe('compareWithNaive', () => {
  it.each([
    [90, 100, 'ARIMA', '10.0% smaller than that of the naive forecast'],
    [105.4, 100, 'naive', '5.4% larger than that of the naive forecast'],
    [99.99, 100, 'ARIMA', 'less than 0.1% smaller than'],
    [3, 0, 'naive', 'is larger than that of'],
    [0, 3, 'ARIMA', '100.0% smaller than'],
    [7, 7, 'neither', 'have the same mean absolute error'],
    [0, 0, 'neither', 'have the same mean absolute error'],
  ] as const)('words errors of %d and %d', (arimaMae, naiveMae, smallerError, words) => {
    const comparison = compareWithNaive(score('ARIMA(1,1,0)', arimaMae), score('naive', naiveMae));
    expect(comparison).toMatchObject({ arimaMae, naiveMae, smallerError });
    expect(comparison.statement).toContain(words);
    expect(comparison.statement).toMatch(/^On this one window of 24 steps/);
    expect(comparison.statement).toMatch(/One window cannot tell skill from luck\.$/);
  });

  it('counts a single step as one', () => {
    const { statement } = compareWithNaive(score('ARIMA(1,1,0)', 1, 1), score('naive', 2, 1));
    expect(statement).toMatch(/^On this one window of 1 step the/);
  });
});
