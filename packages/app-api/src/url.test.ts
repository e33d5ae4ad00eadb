import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { path, queryString } from './url.js';

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

test.each([
  ['this realm', new Date(1_700_000_000_900)],
  ['another', runInNewContext('new Date(1_700_000_000_900)') as Date],
])('a Date of %s is unix seconds', (_, date) => {
  expect(queryString({ start_ts: date, any: date })).toBe('?start_ts=1700000000&any=1700000000');
});

test('a path has its parameters, and a template without them', () => {
  const { encode, template } = path`/a/${{ campaignId: 'x/ü' }}/b/${{ language: '' }}`;
  expect([encode('GET'), template]).toEqual(['/a/x%2F%C3%BC/b/', '/a/{campaignId}/b/{language}']);
  expect(() => encode('DELETE')).toThrow(/^language: /);
});

test.each([
  ['name', { name: 'x\ud800' }],
  ['\udc00', { '\udc00': 1 }],
])('half of a surrogate pair in %j is refused by its name', (field, query) => {
  expect(() => queryString(query)).toThrow(expect.objectContaining({ name: 'ValidationError', field }));
});

test('a time that cannot be read is refused by its name', () => {
  const date = Object.defineProperty(new Date(5), Symbol.toPrimitive, {
    value: () => {
      throw new Error('mine');
    },
  });
  expect(() => queryString({ start_ts: date })).toThrow(
    expect.objectContaining({ name: 'ValidationError', field: 'start_ts' }),
  );
});

test.each([
  ['start_ts', 1_700_000_000_000, 'milliseconds'],
  ['end_ts', new Date(Number.NaN), 'valid Date'],
  ['end_ts', runInNewContext('new Date(NaN)'), 'valid Date'],
  ['any', new Date(Number.NaN), 'valid Date'],
  ['any', new Date(-1), '0 or more'],
  ['created_before', 1.5, 'whole unix seconds'],
  ['end', -1, '0 or more'],
  ['limit', Number.NaN, 'expected a string, a number'],
  ['name', {}, 'expected a string, a number'],
  ['name', null, 'got null'],
  ['type', ['a'], 'got an array'],
  ['type', 5n, 'expected a string'],
  ['type', Symbol('a'), 'expected a string'],
  ['type', () => 'a', 'expected a string'],
  ['limit', Number.POSITIVE_INFINITY, 'expected a string'],
])('%s %s is refused by its name', (name, value, message) => {
  expect(() => queryString({ [name]: value })).toThrow(new RegExp(`^${name}: .*${message}`));
});
