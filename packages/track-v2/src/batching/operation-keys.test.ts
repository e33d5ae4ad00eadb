import { type JsonValue, operationKeys } from '@cio/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delivery, type Operation, object, person } from '../index.js';

const keysOf = (operation: unknown) => operationKeys(operation as Record<string, JsonValue>);
const about = (identifiers: unknown) => keysOf({ type: 'person', action: 'event', identifiers });

const acme = { object_type_id: '1', object_id: 'acme' };

describe('the same one has the same key', () => {
  test.each<[string, unknown, unknown]>([
    ['a number and its digits', { id: 5 }, { id: '5' }],
    ['an address in another case', { email: 'Ada@Example.COM' }, { email: 'ada@example.com' }],
    ['an address with blanks around it', { email: ' ada@example.com' }, { email: 'ada@example.com' }],
    ['keys in another order', acme, { object_id: 'acme', object_type_id: '1' }],
    ['a type as a number', acme, { object_type_id: 1, object_id: 'acme' }],
    ['a key that is undefined', { id: '5' }, { id: '5', email: undefined }],
    // Others write the same person or object so.
    ['an id and an address', { id: 'a@x.io' }, { email: 'a@x.io' }],
    ['a cio_id and how it is written where an id could be', { cio_id: 'a' }, { id: 'cio_a' }],
    ['an id and an anonymous id', { id: 'a' }, { anonymous_id: 'a' }],
    ['an object with and without its type', acme, { object_id: 'acme' }],
  ])('%s', (_what, one, other) => {
    expect(about(one)).toHaveLength(1);
    expect(about(one)).toEqual(about(other));
  });
});

describe('different ones have different keys', () => {
  test.each<[string, unknown, unknown]>([
    ['ids in another case', { id: 'a' }, { id: 'A' }],
    ['ids with zeros before', { id: '05' }, { id: 5 }],
    ['a person and an object', { id: 'acme' }, acme],
    ['a person and an object of Customer.io', { cio_id: 'a' }, { cio_object_id: 'a' }],
  ])('%s', (_what, one, other) => {
    expect(about(one)).not.toEqual(about(other));
  });

  test('a person, and the delivery with the same id', () => {
    expect(keysOf(delivery.event('5', 'opened', { device_token: 't' }))).toEqual(['delivery 5']);
    expect(about({ id: '5' })).toEqual(['5']);
  });
});

test.each<[string, Operation, string[]]>([
  ['an event', person.event({ id: 5 }, 'x'), ['5']],
  ['a merge', person.merge({ id: 'a' }, { email: 'B@x.io' }), ['a', 'b@x.io']],
  [
    'an identify that names the person once more',
    person.identify({ id: 5 }, { email: 'Ada@x.io', phone: '+47', anonymous_id: 'an', plan: 'gold' }),
    ['5', 'ada@x.io', '+47', 'an'],
  ],
  ['attributes that are taken away', person.identify({ id: 5 }, { email: null }), ['5']],
  ['an event whose data looks like that', person.event({ id: 5 }, 'x', { email: 'a@x.io' }), ['5']],
  [
    'relationships of a person',
    person.identify({ id: 5 }, {}, { cio_relationships: [{ identifiers: acme }] }),
    ['5', 'object acme'],
  ],
  [
    'relationships of an object',
    object.addRelationships({ object_type_id: 1, object_id: 'acme' }, [{ identifiers: { id: 'a' } }]),
    ['object acme', 'a'],
  ],
  [
    'people not identified yet',
    object.identifyAnonymous(acme, [{ identifiers: { anonymous_id: 'an' } }]),
    ['object acme', 'an'],
  ],
])('%s', (_what, operation, keys) => {
  expect(keysOf(operation)).toEqual(keys);
});

test('whatever JSON there is, it has keys, and nothing is thrown', () => {
  const field = fc.constantFrom(
    'type',
    'action',
    'identifiers',
    'primary',
    'secondary',
    'attributes',
    'cio_relationships',
    'id',
    'email',
    'object_id',
    'object_type_id',
    'toString',
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 5, '', 'person', 'delivery', 'identify'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(field, tie('value'), { noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(field, value), (operation) => {
      for (const key of keysOf(operation)) expect(key).toBeTypeOf('string');
    }),
    { numRuns: 3000 },
  );
});
