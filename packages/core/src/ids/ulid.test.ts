import { afterEach, expect, test, vi } from 'vitest';
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

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test.each([
  [Number.NaN, '0000000000'],
  [undefined, '0000000000'],
  [-1, '0000000000'],
  [Number.NEGATIVE_INFINITY, '0000000000'],
  [0, '0000000000'],
  [0.5, '0000000000'],
  [1_700_000_000_000.9, '01HF7YAT00'],
  [2 ** 48 - 1, '7ZZZZZZZZZ'],
  [2 ** 48, '7ZZZZZZZZZ'],
  [2 ** 53, '7ZZZZZZZZZ'],
  [Number.POSITIVE_INFINITY, '7ZZZZZZZZZ'],
])('a clock that tells %s: the ULIDs are valid, and no two are the same', (now, time) => {
  vi.spyOn(Date, 'now').mockReturnValue(now as number);
  const ids = Array.from({ length: 100 }, ulid);
  for (const id of ids) {
    expect(isUlid(id)).toBe(true);
    expect(id.slice(0, 10)).toBe(time);
  }
  expect(new Set(ids).size).toBe(100);
});

test('a clock that stands still, and goes back', () => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  expect(ulid().slice(0, 10)).toBe('01HF7YAT00');
  vi.setSystemTime(1_600_000_000_000);
  expect(ulid().slice(0, 10)).toBe('01EJ3PX000');
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
