import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toJsonValue } from './json-value.js';
import { serialize } from './serialize.js';

/** The error of a call that is to throw a ValidationError. */
function refusal(value: unknown, field?: string) {
  try {
    serialize(value, field);
  } catch (error) {
    return error as Error & { field: string };
  }
  throw new Error('it was taken');
}

describe('plain data', () => {
  test('is what JSON.stringify makes of it, and stays as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const before = structuredClone(value);
        expect(serialize(value)).toBe(JSON.stringify(value));
        expect(JSON.stringify(toJsonValue(value))).toBe(JSON.stringify(value));
        expect(value).toEqual(before);
      }),
      { numRuns: 1000 },
    );
  });

  test('of any object at all, the quick way and the thorough way make the same', () => {
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
    fc.assert(
      fc.property(anything, (value) => {
        let thorough: string;
        try {
          thorough = JSON.stringify(toJsonValue(value)) ?? 'null';
        } catch (error) {
          expect(error).toMatchObject({ name: 'ValidationError' });
          expect(refusal(value)).toMatchObject({ name: 'ValidationError' });
          return;
        }
        expect(serialize(value)).toBe(thorough);
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  [{ at: new Date(1999) }, '{"at":1}'],
  [{ at: new Date(-1) }, '{"at":-1}'],
  [{ a: { b: [new Date(5000), { c: new Date(6000) }] } }, '{"a":{"b":[5,{"c":6}]}}'],
  [
    { a: Number.NaN, b: Number.POSITIVE_INFINITY, c: undefined, d: [undefined] },
    '{"a":null,"b":null,"d":[null]}',
  ],
  [{ a: { toJSON: () => 'own' }, at: new Date(0) }, '{"a":"own","at":0}'],
  [{ a: { toJSON: () => new Date(5000) } }, '{"a":5}'],
  [{ a: { toJSON: () => undefined }, b: 1 }, '{"b":1}'],
  [{ a: [Object(1), Object('s'), Object(false)], at: new Date(0) }, '{"a":[1,"s",false],"at":0}'],
  [JSON.parse('{"__proto__":{"x":1},"at":null}'), '{"__proto__":{"x":1},"at":null}'],
  [Object.assign(Object.create(null), { at: new Date(0) }), '{"at":0}'],
  [{ f: () => 1, s: Symbol('s'), at: new Date(0) }, '{"at":0}'],
  [{ url: new URL('https://example.com/Z'), at: new Date(0) }, '{"url":"https://example.com/Z","at":0}'],
  [{}, '{}'],
  [{ a: null, b: {}, c: [] }, '{"a":null,"b":{},"c":[]}'],
])('%j', (value, json) => {
  expect(serialize(value)).toBe(json);
});

test('an object whose toJSON gives itself is taken as it is', () => {
  const own: Record<string, unknown> = { at: new Date(0) };
  own.toJSON = () => own;
  expect(serialize({ own })).toBe('{"own":{"at":0}}');
});

test('a Date of another realm is one', () => {
  const at = runInNewContext('new Date(5999)');
  expect(at).not.toBeInstanceOf(Date);
  expect(serialize({ at, nested: [structuredClone(at)] })).toBe('{"at":5,"nested":[5]}');
  expect(refusal({ at: runInNewContext('new Date(NaN)') })).toMatchObject({ field: 'at' });
});

test('one Date in two places is no cycle, nor is one object', () => {
  const date = new Date(1000);
  const shared = { date };
  expect(serialize({ a: shared, b: shared, c: [date, date] })).toBe(
    '{"a":{"date":1},"b":{"date":1},"c":[1,1]}',
  );
});

class Secret {
  readonly #value = 1;
  read() {
    return this.#value;
  }
}

describe('what JSON would lose or cannot hold is refused, by its path', () => {
  const cart: Record<string, unknown> = { items: [{}] };
  (cart.items as Record<string, unknown>[])[0]!.cart = cart;
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  test.each<[string, unknown, string, RegExp]>([
    ['bigint', { cart: { items: [{ price: 1 }, { price: 5n }] } }, 'cart.items[1].price', /bigint/],
    ['boxed bigint', { price: Object(5n) }, 'price', /BigInt/],
    ['bigint alone', 5n, 'body', /bigint/],
    ['cycle', { cart }, 'cart.items[0].cart', /itself/],
    ['invalid Date', { last: { seen: new Date(Number.NaN) } }, 'last.seen', /invalid Date/],
    ['Map', { m: new Map([['a', 1]]) }, 'm', /Map/],
    ['Map alone', new Map(), 'body', /Map/],
    ['Set', [new Set([1])], '[0]', /Set/],
    ['WeakMap', { w: new WeakMap() }, 'w', /WeakMap/],
    ['Promise', { p: Promise.resolve(1) }, 'p', /Promise/],
    ['RegExp', { r: /x/ }, 'r', /RegExp/],
    ['Error', { e: new Error('e') }, 'e', /Error/],
    ['Buffer', { b: Buffer.from('hi') }, 'b', /Uint8Array/],
    ['Uint8Array', { b: new Uint8Array([1, 2]) }, 'b', /Uint8Array/],
    ['empty typed array', { b: new Float64Array() }, 'b', /Float64Array/],
    ['ArrayBuffer', { b: new ArrayBuffer(2) }, 'b', /ArrayBuffer/],
    ['DataView', { b: new DataView(new ArrayBuffer(2)) }, 'b', /DataView/],
    ['Blob', { b: new Blob(['x']) }, 'b', /Blob/],
    ['URLSearchParams', { q: new URLSearchParams('a=1') }, 'q', /URLSearchParams/],
    ['Map of another realm', { m: runInNewContext('new Map([[1, 2]])') }, 'm', /Map/],
    [
      'getter that throws',
      {
        a: {
          get b() {
            throw new Error('no');
          },
        },
      },
      'a.b',
      /cannot be read/,
    ],
    [
      'toJSON that throws',
      {
        a: [
          {
            toJSON() {
              throw new Error('no');
            },
          },
        ],
      },
      'a[0]',
      /cannot be read/,
    ],
    [
      'Proxy that throws',
      {
        a: new Proxy(
          {},
          {
            ownKeys() {
              throw new Error('no');
            },
          },
        ),
      },
      'a',
      /cannot be read/,
    ],
    ['revoked Proxy', { a: proxy }, 'a', /cannot be read/],
  ])('%s', (_, value, field, message) => {
    const error = refusal(value);
    expect(error).toMatchObject({ name: 'ValidationError', field });
    expect(error.message).toMatch(message);
  });

  test('the path begins with the name of the value', () => {
    expect(refusal({ a: [5n] }, 'attributes')).toMatchObject({ field: 'attributes.a[0]' });
    expect(refusal(new Set(), 'attributes')).toMatchObject({ field: 'attributes' });
  });

  test('what threw is the cause, and is not quoted', () => {
    const cause = new Error('ada@example.com');
    const error = refusal({
      a: {
        get b() {
          throw cause;
        },
      },
    });
    expect(error.cause).toBe(cause);
    expect(error.message).not.toContain('ada');
  });
});

test('an instance of a class is taken by its fields, even where it has none', () => {
  class Order {
    total = 1;
    placed = new Date(5000);
    get vat() {
      return 0.2;
    }
  }
  expect(serialize({ order: new Order(), secret: new Secret() })).toBe(
    '{"order":{"total":1,"placed":5},"secret":{}}',
  );
});

test('what is nested too deep, or without an end, is refused rather than overflow the stack', () => {
  let deep: unknown = {};
  for (let i = 0; i < 200_000; i++) deep = { deep };
  expect(refusal(deep)).toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining('1000 levels'),
  });
  const endless = (): object => ({
    get next() {
      return endless();
    },
  });
  expect(refusal(endless())).toMatchObject({ name: 'ValidationError' });
  const growing = (): object => ({ toJSON: () => ({ next: growing() }) });
  expect(refusal(growing())).toMatchObject({ name: 'ValidationError' });
});

test('text that looks like something else stays text', () => {
  const body = { at: '2026-01-01T00:00:00.000Z', name: 'Z', empty: 'null {} {"0":', type: 'Buffer' };
  expect(serialize(body)).toBe(JSON.stringify(body));
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

test('what needs no conversion is the value itself, and what does is another', () => {
  const plain = { list: [1, { a: null }] };
  expect(toJsonValue(plain)).toBe(plain);
  const value = Object.freeze({ at: new Date(5000), list: Object.freeze([1]) });
  expect(toJsonValue(value)).toEqual({ at: 5, list: [1] });
  expect(value.at).toEqual(new Date(5000));
});

test('the same where a program has given every object a toJSON', () => {
  const prototype = Object.prototype as { toJSON?: unknown };
  try {
    Object.defineProperty(prototype, 'toJSON', { value: () => 'replaced', configurable: true });
    expect(serialize({ at: new Date(5000) })).toBe(JSON.stringify('replaced'));
  } finally {
    delete prototype.toJSON;
  }
});
