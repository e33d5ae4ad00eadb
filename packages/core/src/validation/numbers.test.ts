import { expect, test } from 'vitest';
import { requireCount, requireDuration } from './numbers.js';

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '5', null, undefined])(
  '%s is no duration for a timer',
  (value) => {
    expect(() => requireDuration('deadlineMs', value)).toThrow(
      expect.objectContaining({ name: 'ValidationError', field: 'deadlineMs' }),
    );
  },
);

test('a fraction of a millisecond and the longest timer are durations', () => {
  requireDuration('deadlineMs', 0.5);
  requireDuration('deadlineMs', 2 ** 31 - 1);
});

test.each([0, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY, '5', null])('%s is no count', (value) => {
  expect(() => requireCount('maxConnections', value)).toThrow(
    expect.objectContaining({ name: 'ValidationError', field: 'maxConnections' }),
  );
});

test('a count may have another lower bound', () => {
  requireCount('retries', 0, 0);
  requireCount('maxConnections', 1);
  expect(() => requireCount('retries', -1, 0)).toThrow('0 or more');
});
