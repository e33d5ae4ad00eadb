import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serialize } from './serialize.js';

describe('plain data', () => {
  test('is what JSON.stringify makes of it, and stays as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const before = structuredClone(value);
        expect(serialize(value)).toBe(JSON.stringify(value));
        expect(value).toEqual(before);
      }),
      { numRuns: 1000 },
    );
  });

  test('so is any object at all, with dates taken for seconds', () => {
    const anything = fc.anything({
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withBoxedValues: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        const frozen = deepFreeze(value);
        let expected: string | undefined;
        try {
          expected = JSON.stringify(frozen, secondsReplacer);
        } catch {
          expect(() => serialize(frozen)).toThrow();
          return;
        }
        expect(serialize(frozen)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

/** The plain way to the same end: slow on every body. */
function secondsReplacer(this: Record<string, unknown>, key: string, value: unknown) {
  const original = this[key];
  if (!(original instanceof Date)) return value;
  return Number.isNaN(original.getTime()) ? null : Math.floor(original.getTime() / 1000);
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value))
    return value;
  Object.freeze(value);
  for (const item of Object.values(value)) deepFreeze(item);
  return value;
}

test.each([
  [{ at: new Date(1999) }, '{"at":1}'],
  [{ at: new Date(-1) }, '{"at":-1}'],
  [{ at: new Date(Number.NaN) }, '{"at":null}'],
  [{ a: { b: [new Date(5000), { c: new Date(6000) }] } }, '{"a":{"b":[5,{"c":6}]}}'],
  [
    { a: Number.NaN, b: Number.POSITIVE_INFINITY, c: undefined, d: [undefined] },
    '{"a":null,"b":null,"d":[null]}',
  ],
  [{ a: { toJSON: () => 'own' }, at: new Date(0) }, '{"a":"own","at":0}'],
  [JSON.parse('{"__proto__":{"x":1},"at":0}'), '{"__proto__":{"x":1},"at":0}'],
])('%j', (value, json) => {
  expect(serialize(value)).toBe(json);
});

test('one Date in two places is no cycle, nor is one object', () => {
  const date = new Date(1000);
  const shared = { date };
  expect(serialize({ a: shared, b: shared, c: [date, date] })).toBe(
    '{"a":{"date":1},"b":{"date":1},"c":[1,1]}',
  );
});

test('a bigint is refused, by its path', () => {
  expect(() => serialize({ cart: { items: [{ price: 1 }, { price: 5n }] } })).toThrow(
    expect.objectContaining({
      name: 'ValidationError',
      field: 'cart.items.1.price',
      message: expect.stringContaining('bigint'),
    }),
  );
  expect(() => serialize(5n)).toThrow(expect.objectContaining({ name: 'ValidationError', field: 'body' }));
});

test('a cycle is refused, by the path that closes it', () => {
  const cart: Record<string, unknown> = { items: [{}] };
  (cart.items as Record<string, unknown>[])[0]!.cart = cart;
  expect(() => serialize({ cart })).toThrow(
    expect.objectContaining({
      name: 'ValidationError',
      field: 'cart.items.0.cart',
      message: expect.stringContaining('itself'),
    }),
  );
});

test('what is nested too deep is refused rather than overflow the stack', () => {
  let deep: unknown = {};
  for (let i = 0; i < 200_000; i++) deep = { deep };
  expect(() => serialize(deep)).toThrow(expect.objectContaining({ name: 'ValidationError' }));
});

test('a body without a Date is stringified once', () => {
  let reads = 0;
  const body = {
    a: 1,
    nested: {
      get b() {
        reads++;
        return 2;
      },
    },
  };
  serialize(body);
  expect(reads).toBe(1);
});

test('text that looks like a Date stays text', () => {
  expect(serialize({ at: '2026-01-01T00:00:00.000Z', name: 'Z' })).toBe(
    '{"at":"2026-01-01T00:00:00.000Z","name":"Z"}',
  );
});

test('dates are seconds even where a program has replaced Date.prototype.toJSON', () => {
  const { toJSON } = Date.prototype;
  try {
    Date.prototype.toJSON = () => 'local time';
    expect(serialize({ at: new Date(5000) })).toBe('{"at":5}');
  } finally {
    Date.prototype.toJSON = toJSON;
  }
  expect(serialize({ at: new Date(5000) })).toBe('{"at":5}');
});
