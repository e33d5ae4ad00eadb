import fc from 'fast-check';
import { expect, test } from 'vitest';
import { queryString } from './url.js';

test('a query holds what was given, and nothing that was not', () => {
  expect(queryString({})).toBe('');
  expect(queryString({ limit: undefined })).toBe('');
  expect(queryString({ limit: 5, drafts: false, name: 'a b&c=d+é', start: '' })).toBe(
    '?limit=5&drafts=false&name=a%20b%26c%3Dd%2B%C3%A9&start=',
  );
});

test('any text comes out of a query as it went in', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
      (query) => {
        const parsed = new URLSearchParams(queryString(query));
        expect([...parsed]).toEqual(Object.entries(query));
      },
    ),
  );
});

test('a Date is unix seconds', () => {
  expect(queryString({ start_ts: new Date(1_700_000_000_900) })).toBe('?start_ts=1700000000');
});

test.each([
  ['start_ts', 1_700_000_000_000, 'milliseconds'],
  ['end_ts', new Date(Number.NaN), 'valid Date'],
  ['created_before', 1.5, 'whole unix seconds'],
  ['end', -1, '0 or more'],
  ['limit', Number.NaN, 'expected a string, a number'],
  ['name', {}, 'expected a string, a number'],
  ['name', null, 'got null'],
  ['type', ['a'], 'got an array'],
])('%s %s is refused by its name', (name, value, message) => {
  expect(() => queryString({ [name]: value })).toThrow(new RegExp(`^${name}: .*${message}`));
});
