import { expect, test } from 'vitest';
import { isUlid, ulid } from './ulid.js';

test('a ULID has 26 characters of base 32, its time first', () => {
  const before = Date.now();
  const id = ulid();
  const time = [...id.slice(0, 10)].reduce(
    (sum, c) => sum * 32 + '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(c),
    0,
  );
  expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Date.now());
});

test('no two of 200,000 are the same, and every character occurs in every random place', () => {
  const ids = Array.from({ length: 200_000 }, ulid);
  expect(new Set(ids).size).toBe(ids.length);
  for (let place = 10; place < 26; place++) expect(new Set(ids.map((id) => id[place])).size).toBe(32);
});

test('isUlid', () => {
  expect(isUlid('01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBe(true);
  expect(isUlid('01arz3ndektsv4rrffq69g5fav')).toBe(true);
  for (const no of [
    '',
    '01ARZ3NDEKTSV4RRFFQ69G5FA',
    '01ARZ3NDEKTSV4RRFFQ69G5FAU',
    '81ARZ3NDEKTSV4RRFFQ69G5FAV',
    5,
    null,
  ]) {
    expect(isUlid(no)).toBe(false);
  }
});
