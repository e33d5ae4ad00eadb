import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyJsonValue } from './copy-json-value.js';
import { serialize } from './serialize.js';

describe('a copy', () => {
  test('equals what comes back from JSON, whatever the value, and says the same as serialize', () => {
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    let taken = 0;
    fc.assert(
      fc.property(anything, (value) => {
        let text: string | undefined;
        let refusal: unknown;
        try {
          text = serialize(value, 'data');
        } catch (error) {
          refusal = error;
        }
        if (text === undefined) {
          expect(() => copyJsonValue(value, 'data')).toThrow((refusal as Error).message);
          return;
        }
        taken++;
        const copy = copyJsonValue(value, 'data');
        expect(JSON.stringify(copy)).toBe(text);
        expect(isDeepStrictEqual(JSON.parse(JSON.stringify(copy)), copy)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(500);
  });

  test('shares nothing with the original', () => {
    const original = { list: [{ deep: 1 }], at: new Date(5000) };
    const copy = copyJsonValue(original);
    original.list[0]!.deep = 2;
    original.list.push({ deep: 3 });
    expect(copy).toEqual({ list: [{ deep: 1 }], at: 5 });
    const plain = { list: [{ deep: 1 }] };
    const other = copyJsonValue(plain);
    plain.list[0]!.deep = 2;
    expect(other).toEqual({ list: [{ deep: 1 }] });
  });

  test.each<[string, unknown, unknown]>([
    ['-0', { a: -0 }, { a: 0 }],
    ['NaN and Infinity', [Number.NaN, Number.POSITIVE_INFINITY], [null, null]],
    ['undefined, functions and symbols', { a: undefined, b: () => {}, c: Symbol('c'), d: 1 }, { d: 1 }],
    ['the same in a list', [undefined, () => {}, 1], [null, null, 1]],
    ['a key called __proto__', JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":1}}')],
    ['no prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    [
      'an instance',
      new (class {
        a = 1;
      })(),
      { a: 1 },
    ],
  ])('%s', (_what, value, copy) => {
    const made = copyJsonValue(value);
    expect(isDeepStrictEqual(made, copy)).toBe(true);
  });

  test.each<[string, unknown, string]>([
    ['a bigint', { a: [{ b: 5n }] }, 'data.a[0].b: JSON has no bigint: pass a number or a string'],
    ['an invalid Date', { at: new Date('x') }, 'data.at: is an invalid Date'],
    [
      'a getter that throws',
      {
        get a() {
          throw new Error('no');
        },
      },
      'data.a: cannot be read',
    ],
    ['a Map', { a: new Map() }, 'data.a: is a Map'],
  ])('%s is refused with its path', (_what, value, message) => {
    expect(() => copyJsonValue(value, 'data')).toThrow(
      expect.objectContaining({ name: 'ValidationError', message: expect.stringContaining(message) }),
    );
  });

  test('what contains itself is refused', () => {
    const value: Record<string, unknown> = {};
    value.self = value;
    expect(() => copyJsonValue(value, 'data')).toThrow('data.self: contains itself');
  });
});
