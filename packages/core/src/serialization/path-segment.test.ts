import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathSegment } from './path-segment.js';

const representable = (text: string) => text.trim() !== '' && text !== '.' && text !== '..';

test('any string goes through a URL and comes out as itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }).filter(representable), (text) => {
      const url = new URL(`https://track.customer.io/api/v1/customers/${pathSegment('id', text)}/events`);
      const segments = url.pathname.split('/');
      expect(segments).toHaveLength(6);
      expect(decodeURIComponent(segments[4]!)).toBe(text);
      expect(url.search + url.hash).toBe('');
    }),
    { numRuns: 2000 },
  );
});

test('the limit is counted in bytes of UTF-8', () => {
  expect(pathSegment('id', 'a'.repeat(150), 150)).toHaveLength(150);
  expect(() => pathSegment('id', 'a'.repeat(151), 150)).toThrow('id: 151 bytes, the limit is 150');
  expect(() => pathSegment('id', 'ü'.repeat(76), 150)).toThrow('id: 152 bytes, the limit is 150');
  expect(pathSegment('id', '日'.repeat(50), 150)).toBeDefined();
  expect(() => pathSegment('id', '日'.repeat(51), 150)).toThrow('153 bytes');
});

test('numbers must be integers that hold', () => {
  expect(pathSegment('id', 5)).toBe('5');
  expect(pathSegment('id', 0)).toBe('0');
  expect(() => pathSegment('id', 2 ** 53)).toThrow(
    'id: expected a string or a safe integer, got 9007199254740992',
  );
  expect(() => pathSegment('id', Number.NaN)).toThrow('got NaN');
  expect(() => pathSegment('id', 0.5)).toThrow('got 0.5');
});

test.each([
  ['', 'an empty string'],
  ['  ', 'a blank string'],
  [null, 'null'],
  [undefined, 'undefined'],
  [{}, 'a value of type object'],
  [['a'], 'an array'],
])('%j is refused as %s', (value, what) => {
  expect(() => pathSegment('id', value as string)).toThrow(
    `id: expected a string that is not blank, got ${what}`,
  );
});

test('half a surrogate pair and dots alone cannot be sent', () => {
  expect(() => pathSegment('id', 'a\ud800')).toThrow('surrogate');
  expect(() => pathSegment('id', '..')).toThrow('path');
  expect(pathSegment('id', '...')).toBe('...');
});
