import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.js';
import { isUlid } from './ulid.js';
import { ulidFrom } from './ulid-from.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('SHA-256 is that of node:crypto, for every length around the blocks and beyond', () => {
  const lengths = [...Array(300).keys(), 1000, 65_536];
  for (const length of lengths) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) % 256);
    expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});

test('the time is the given one, and the rest are the first 80 bits of the hash', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== ''),
      fc.integer({ min: 0, max: 99_999_999_999 }),
      (text, seconds) => {
        const id = ulidFrom(text, seconds);
        expect(isUlid(id)).toBe(true);
        const value = [...id].reduce((sum, c) => sum * 32n + BigInt(ALPHABET.indexOf(c)), 0n);
        expect(value >> 80n).toBe(BigInt(seconds) * 1000n);
        const hash = createHash('sha256').update(text).digest('hex');
        expect((value & (2n ** 80n - 1n)).toString(16).padStart(20, '0')).toBe(hash.slice(0, 20));
      },
    ),
  );
});

test('the same again is the same, another text or another second is another', () => {
  const id = ulidFrom('order-5001/placed', 1_700_000_000);
  expect(id).toBe('01HF7YAT00J9QRSHNWF60MKVMK');
  expect(ulidFrom('order-5001/placed', new Date(1_700_000_000_999))).toBe(id);
  expect(ulidFrom('order-5001/placed', 1_700_000_001)).not.toBe(id);
  expect(ulidFrom('order-5001/paid', 1_700_000_000)).not.toBe(id);
  const ids = Array.from({ length: 100_000 }, (_, n) => ulidFrom(`row ${n}`, 0));
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([
  ['', 0, 'text: expected a string that is not blank'],
  [5, 0, 'text: expected a string that is not blank, got 5'],
  ['half \ud800 of a pair', 0, 'text: expected well-formed Unicode'],
  ['a', undefined, 'time: expected unix seconds or a Date'],
  ['a', Number.NaN, 'time: expected a valid Date or whole unix seconds'],
  ['a', 1_700_000_000_000, 'time: expected unix seconds, got 1700000000000, which looks like milliseconds'],
  ['a', new Date('x'), 'time: expected a valid Date'],
])('%j, %s is refused', (text, time, message) => {
  expect(() => ulidFrom(text as string, time as number)).toThrow(
    expect.objectContaining({ name: 'ValidationError', message: expect.stringContaining(message) }),
  );
});
