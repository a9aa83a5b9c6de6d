import { expect, it } from 'vitest';

it('tests run in a zone that is neither UTC nor whole hours from it', () => {
  expect(new Date(Date.UTC(2026, 0, 1)).getTimezoneOffset()).toBe(-345);
});
