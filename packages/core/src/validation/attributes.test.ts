import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { checkAttributes } from './attributes.js';
import { checkTimestamp } from './timestamp.js';

const refused = (field: string, message: RegExp) =>
  expect.objectContaining({ name: 'ValidationError', field, message: expect.stringMatching(message) });

describe('attributes', () => {
  test('a value of 1,000 bytes of UTF-8 is the longest', () => {
    checkAttributes({ bio: 'x'.repeat(1000), emoji: '😀'.repeat(250) });
    expect(() => checkAttributes({ bio: 'x'.repeat(1001) })).toThrow(
      refused('attributes.bio', /1001 bytes.*1000/),
    );
    expect(() => checkAttributes({ emoji: '😀'.repeat(251) })).toThrow(
      refused('attributes.emoji', /1004 bytes/),
    );
  });

  test.each([1_700_000_000_000, '1700000000000'])('created_at: %j is in milliseconds', (created_at) => {
    expect(() => checkAttributes({ created_at })).toThrow(refused('attributes.created_at', /milliseconds/));
  });

  test.each([1_700_000_000, '1700000000', new Date(), null, '', 0, undefined])(
    'created_at: %j is taken',
    (created_at) => {
      checkAttributes({ created_at });
    },
  );

  test('undefined values do not count', () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`a${n}`, n]));
    checkAttributes({ ...many, more: undefined, _update: true });
    expect(() => checkAttributes({ ...many, more: 1 })).toThrow(refused('attributes', /301/));
  });
});

describe('timestamps', () => {
  test('a Date of another realm is one', () => {
    checkTimestamp('timestamp', runInNewContext('new Date(5000)'));
    expect(() => checkTimestamp('timestamp', runInNewContext('new Date(NaN)'))).toThrow(
      refused('timestamp', /valid Date/),
    );
  });

  test.each([-1, 1.5, Number.NaN, 1_700_000_000_000, '1700000000', null, new Date(Number.NaN), new Date(-1)])(
    '%j is refused',
    (timestamp) => {
      expect(() => checkTimestamp('timestamp', timestamp)).toThrow(refused('timestamp', /unix seconds/));
    },
  );
});

test('what is checked has the name that it is given', () => {
  const long = 'x'.repeat(1001);
  expect(() => checkAttributes({ role: long }, 'relationships[0].relationship_attributes')).toThrow(
    'relationships[0].relationship_attributes.role: the value is 1001 bytes, the limit is 1000',
  );
});
