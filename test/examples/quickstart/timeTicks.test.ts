import { describe, expect, it } from 'vitest';
import { timeTicks } from '../../../examples/quickstart/src/report/timeTicks.js';

const at = (text: string) => Date.parse(text);
const labels = (from: string, to: string, most: number) => {
  const { values, label } = timeTicks(at(from), at(to), most);
  return values.map(label);
};

describe('timeTicks', () => {
  it('takes round hours of UTC, and names the day at midnight', () => {
    expect(labels('2024-01-31T16:10Z', '2024-02-01T09:00Z', 5)).toEqual(['18:00', '1 Feb', '06:00']);
  });

  it('takes days, evenly spread over the end of a month', () => {
    expect(labels('2024-02-20T00:00Z', '2024-03-10T00:00Z', 6)).toEqual([
      '23 Feb',
      '27 Feb',
      '2 Mar',
      '6 Mar',
      '10 Mar',
    ]);
  });

  it('takes the beginnings of months, and of years', () => {
    expect(labels('2024-01-15T00:00Z', '2024-07-15T00:00Z', 4)).toEqual(['Mar 2024', 'May 2024', 'Jul 2024']);
    expect(labels('2019-01-01T00:00Z', '2024-06-01T00:00Z', 4)).toEqual(['Jan 2020', 'Jan 2022', 'Jan 2024']);
  });

  it('never gives more than asked for', () => {
    for (let hours = 1; hours < 200_000; hours = Math.ceil(hours * 1.13)) {
      for (const most of [5, 10]) {
        const from = at('2020-05-05T05:05Z');
        expect(timeTicks(from, from + hours * 3_600_000, most).values.length).toBeLessThanOrEqual(most);
      }
    }
  });
});
