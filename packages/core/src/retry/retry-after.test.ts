import { expect, test } from 'vitest';
import { parseRetryAfter } from './retry-after.js';

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 5 ', 5000],
  ['', undefined],
  [undefined, undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['Soon', undefined],
  ['Fri, 31 Dec 1999 23:59:59 GMT', 0],
])('%j is %j', (header, ms) => {
  expect(parseRetryAfter(header)).toBe(ms);
});

test('a date is the time until then', () => {
  const ms = parseRetryAfter(new Date(Date.now() + 30_000).toUTCString());
  expect(ms).toBeGreaterThan(28_000);
  expect(ms).toBeLessThanOrEqual(30_000);
});
