import { expect, test } from 'vitest';
import { requireList } from './require-list.js';

test.each([
  [[], 2, 'ids: expected a list of 1 to 2, got 0'],
  [[1, 2, 3], 2, 'ids: expected a list of 1 to 2, got 3'],
  [[], undefined, 'ids: expected a list of 1 or more, got 0'],
  [null, 2, 'ids: expected a list of 1 to 2, got null'],
  [undefined, 2, 'ids: expected a list of 1 to 2, got undefined'],
  ['ab', 2, 'ids: expected a list of 1 to 2, got a string'],
  [{ length: 1 }, 2, 'ids: expected a list of 1 to 2, got a value of type object'],
  [new Set([1]), 2, 'ids: expected a list of 1 to 2, got a value of type object'],
])('%j with at most %s is refused', (value, max, message) => {
  expect(() => requireList('ids', value, max)).toThrow(
    expect.objectContaining({ name: 'ValidationError', message }),
  );
});

test('a list within its bounds is taken', () => {
  requireList('ids', [1, 2], 2);
  requireList('ids', Array(1000).fill(1));
});
