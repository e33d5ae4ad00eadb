import { expect, test } from 'vitest';
import type { Call } from './call.js';
import { withExtraFields } from './extra-fields.js';

const call: Call = { operation: 'x', method: 'POST', path: '/x', replaySafe: true };
const bodyOf = (given: Partial<Call>) => JSON.parse(String(withExtraFields({ ...call, ...given }).raw));

test.each<[string, Partial<Call>]>([
  ['a body', { body: { a: 1, at: new Date(5000), inner: { b: 2 } } }],
  ['a body that is text already', { raw: '{"a":1,"at":5,"inner":{"b":2}}' }],
])('fields are added to %s, object by object', (_, given) => {
  const extra = { later: new Date(7000), inner: { c: [3] } };
  expect(bodyOf({ ...given, extra })).toEqual({ a: 1, at: 5, later: 7, inner: { b: 2, c: [3] } });
});

test('a body that is not there is one of these fields', () => {
  expect(bodyOf({ extra: { later: 1 } })).toEqual({ later: 1 });
  expect(bodyOf({ method: 'PUT', extra: {} })).toEqual({});
});

test.each(['GET', 'DELETE'] as const)('%s has them in its query', (method) => {
  const { path, raw } = withExtraFields({
    ...call,
    method,
    path: '/x?a=1%262',
    extra: { b: 'c d', e: true },
  });
  expect(raw).toBeUndefined();
  expect(Object.fromEntries(new URL(path, 'http://x').searchParams)).toEqual({
    a: '1&2',
    b: 'c d',
    e: 'true',
  });
  expect(withExtraFields({ ...call, method, extra: { b: 1 } }).path).toBe('/x?b=1');
});

test.each<[Partial<Call>, string]>([
  [{ body: { a: 1 }, extra: { a: 1 } }, 'extra.a'],
  [{ body: { a: null }, extra: { a: 1 } }, 'extra.a'],
  [{ body: { a: { b: 1 } }, extra: { a: { b: 2 } } }, 'extra.a.b'],
  [{ body: { a: { b: 1 } }, extra: { a: 2 } }, 'extra.a'],
  [{ body: { a: [1] }, extra: { a: [2] } }, 'extra.a'],
  [{ method: 'GET', path: '/x?a=1', extra: { a: 2 } }, 'extra.a'],
  [{ method: 'GET', extra: { a: {} } }, 'extra.a'],
  [{ method: 'GET', extra: { a: null } }, 'extra.a'],
  [{ body: [1], extra: { a: 1 } }, 'body'],
  [{ extra: null as never }, 'extra'],
  [{ extra: [] as never }, 'extra'],
  [{ extra: { a: 5n } }, 'extra.a'],
])('%o is refused by its field', (given, field) => {
  expect(() => withExtraFields({ ...call, ...given })).toThrow(
    expect.objectContaining({ name: 'ValidationError', field }),
  );
});

test('a name that every object inherits is a field like any other', () => {
  const { raw } = withExtraFields({
    ...call,
    body: { a: 1 },
    extra: JSON.parse('{"__proto__":{"b":1},"constructor":2}'),
  });
  expect(String(raw)).toContain('"constructor":2');
  expect(({} as { b?: number }).b).toBeUndefined();
});

test('a body is validated with them', () => {
  const checkBody = (body: object) => {
    if (Object.keys(body).length > 2) throw new RangeError('too many');
  };
  expect(bodyOf({ body: { a: 1 }, extra: { b: 1 }, checkBody })).toEqual({ a: 1, b: 1 });
  expect(() => bodyOf({ body: { a: 1 }, extra: { b: 1, c: 2 }, checkBody })).toThrow('too many');
});
