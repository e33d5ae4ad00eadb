import { isUlid, serialize } from '@cio/core';
import { trackContract } from '@cio-internal/contract';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { delivery } from './delivery.js';
import { object } from './object.js';
import { person } from './person.js';
import { isReplaySafe } from './replay-safety.js';
import type { DeliveryOperation, ObjectOperation, Operation, PersonOperation } from './types.js';

const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const WHO = { id: 'u1' };
const WHAT = { object_type_id: '1', object_id: 'acme' };
const OBJECTS = [{ identifiers: WHAT, relationship_attributes: { role: 'admin', since: new Date(5000) } }];
const PEOPLE = [
  { identifiers: { email: 'a@x.io' } },
  { identifiers: { cio_id: 'c' }, relationship_attributes: {} },
];
const DEVICE = {
  token: 't',
  platform: 'android',
  last_used: new Date(5000),
  attributes: { device_os: '14', push_enabled: 'true', battery: 0.5 },
} as const;
const OPTIONS = { id: ULID, timestamp: new Date(5000) };

/** Every builder, with all that it takes and with the least, and what goes out. */
const built: [schema: string, operation: Operation, wire: object][] = [
  [
    'identify_person',
    person.identify(
      WHO,
      { plan: 'gold', created_at: new Date(5000), _update: true },
      { cio_relationships: OBJECTS, timestamp: 5 },
    ),
    {
      type: 'person',
      action: 'identify',
      identifiers: WHO,
      attributes: { plan: 'gold', created_at: 5, _update: true },
      cio_relationships: [{ identifiers: WHAT, relationship_attributes: { role: 'admin', since: 5 } }],
      timestamp: 5,
    },
  ],
  [
    'identify_person',
    person.identify({ phone: '+4712345678' }),
    { type: 'person', action: 'identify', identifiers: { phone: '+4712345678' }, attributes: {} },
  ],
  [
    'person_delete',
    person.delete({ email: 'a@x.io' }),
    { type: 'person', action: 'delete', identifiers: { email: 'a@x.io' } },
  ],
  [
    'person_event',
    person.event({ cio_id: 'c' }, 'bought', { price: 3 }, OPTIONS),
    {
      type: 'person',
      action: 'event',
      identifiers: { cio_id: 'c' },
      id: ULID,
      name: 'bought',
      timestamp: 5,
      attributes: { price: 3 },
    },
  ],
  [
    'person_event',
    person.event({ id: 5 }, 'bought', undefined, { id: ULID }),
    { type: 'person', action: 'event', identifiers: { id: 5 }, id: ULID, name: 'bought' },
  ],
  [
    'person_page',
    person.page(WHO, 'https://x.io', { title: 'X', keywords: ['a'] }, OPTIONS),
    {
      type: 'person',
      action: 'page',
      identifiers: WHO,
      id: ULID,
      name: 'https://x.io',
      timestamp: 5,
      attributes: { title: 'X', keywords: ['a'] },
    },
  ],
  [
    'person_screen',
    person.screen(WHO, 'Home', {}, OPTIONS),
    {
      type: 'person',
      action: 'screen',
      identifiers: WHO,
      id: ULID,
      name: 'Home',
      timestamp: 5,
      attributes: {},
    },
  ],
  [
    'person_event',
    person.event({ anonymous_id: 'an' }, 'looked', { page: 1 }, OPTIONS),
    {
      type: 'person',
      action: 'event',
      identifiers: { anonymous_id: 'an' },
      id: ULID,
      name: 'looked',
      timestamp: 5,
      attributes: { page: 1 },
    },
  ],
  [
    'person_page',
    person.page({ anonymous_id: 'an' }, 'https://x.io', undefined, { id: ULID }),
    { type: 'person', action: 'page', identifiers: { anonymous_id: 'an' }, id: ULID, name: 'https://x.io' },
  ],
  [
    'person_screen',
    person.screen({ anonymous_id: 'an' }, 'Home', undefined, { id: ULID }),
    { type: 'person', action: 'screen', identifiers: { anonymous_id: 'an' }, id: ULID, name: 'Home' },
  ],
  [
    'person_content',
    person.viewedContent({ anonymous_id: 'an' }, { contentId: 1 }, OPTIONS),
    {
      type: 'person',
      action: 'viewed_content',
      identifiers: { anonymous_id: 'an' },
      id: ULID,
      name: 'viewed_content',
      timestamp: 5,
      attributes: { contentId: 1 },
    },
  ],
  [
    'person_content',
    person.clickedContent(WHO, { actionName: 'buy', actionValue: 'x' }, { id: ULID }),
    {
      type: 'person',
      action: 'clicked_content',
      identifiers: WHO,
      id: ULID,
      name: 'clicked_content',
      attributes: { actionName: 'buy', actionValue: 'x' },
    },
  ],
  [
    'person_add_relationships',
    person.addRelationships(WHO, [{ identifiers: { cio_object_id: 'ob1' } }]),
    {
      type: 'person',
      action: 'add_relationships',
      identifiers: WHO,
      cio_relationships: [{ identifiers: { cio_object_id: 'ob1' } }],
    },
  ],
  [
    'person_delete_relationships',
    person.deleteRelationships(WHO, [{ identifiers: WHAT }]),
    {
      type: 'person',
      action: 'delete_relationships',
      identifiers: WHO,
      cio_relationships: [{ identifiers: WHAT }],
    },
  ],
  [
    'person_add_device',
    person.addDevice(WHO, DEVICE),
    { type: 'person', action: 'add_device', identifiers: WHO, device: { ...DEVICE, last_used: 5 } },
  ],
  [
    'person_delete_device',
    person.deleteDevice(WHO, 't'),
    { type: 'person', action: 'delete_device', identifiers: WHO, device: { token: 't' } },
  ],
  [
    'person_merge',
    person.merge({ id: 'a' }, { email: 'b@x.io' }),
    { type: 'person', action: 'merge', primary: { id: 'a' }, secondary: { email: 'b@x.io' } },
  ],
  ['person_suppress', person.suppress(WHO), { type: 'person', action: 'suppress', identifiers: WHO }],
  ['person_unsuppress', person.unsuppress(WHO), { type: 'person', action: 'unsuppress', identifiers: WHO }],
  [
    'object_identify',
    object.identify(WHAT, { name: 'Acme' }, { cio_relationships: PEOPLE }),
    {
      type: 'object',
      action: 'identify',
      identifiers: WHAT,
      attributes: { name: 'Acme' },
      cio_relationships: PEOPLE,
    },
  ],
  [
    'object_identify',
    object.identify({ cio_object_id: 'ob1' }),
    { type: 'object', action: 'identify', identifiers: { cio_object_id: 'ob1' }, attributes: {} },
  ],
  [
    'object_identify_anonymous',
    object.identifyAnonymous(WHAT, [{ identifiers: { anonymous_id: 'an' } }], { name: 'Acme' }),
    {
      type: 'object',
      action: 'identify_anonymous',
      identifiers: WHAT,
      attributes: { name: 'Acme' },
      cio_relationships: [{ identifiers: { anonymous_id: 'an' } }],
    },
  ],
  ['object_delete', object.delete(WHAT), { type: 'object', action: 'delete', identifiers: WHAT }],
  [
    'object_event',
    object.event({ object_type_id: 1, object_id: 'x' }, 'renewed', { seats: 5 }, OPTIONS),
    {
      type: 'object',
      action: 'event',
      identifiers: { object_type_id: 1, object_id: 'x' },
      id: ULID,
      name: 'renewed',
      timestamp: 5,
      attributes: { seats: 5 },
    },
  ],
  [
    'object_add_relationships',
    object.addRelationships(WHAT, PEOPLE),
    { type: 'object', action: 'add_relationships', identifiers: WHAT, cio_relationships: PEOPLE },
  ],
  [
    'object_delete_relationships',
    object.deleteRelationships(WHAT, PEOPLE),
    { type: 'object', action: 'delete_relationships', identifiers: WHAT, cio_relationships: PEOPLE },
  ],
  [
    'delivery_operations',
    delivery.event('d1', 'opened', { device_token: 't' }),
    {
      type: 'delivery',
      action: 'event',
      identifiers: { id: 'd1' },
      name: 'opened',
      attributes: { device_token: 't' },
    },
  ],
];

test.each(built)('%s is built as it goes out, and as its contract has it', (schema, operation, wire) => {
  expect(operation).toStrictEqual(wire);
  const sent = JSON.parse(serialize(operation));
  expect(sent).toEqual(wire);
  expect(trackContract.schemaErrors(schema, sent)).toEqual([]);
});

test('there is a builder for every pair of the contract', () => {
  const schemas = ['person_operations', 'object_operations'].flatMap((name) =>
    trackContract.schemaNames(name),
  );
  expect(schemas).toHaveLength(19);
  expect([...new Set(built.map(([schema]) => schema))].sort()).toEqual(
    [...schemas, 'delivery_operations'].sort(),
  );
});

test('every event, view and click has a ULID of its own', () => {
  const viewed = (who: typeof WHO) => person.viewedContent(who);
  const clicked = (who: typeof WHO) => person.clickedContent(who);
  const builders = [person.event, person.page, person.screen, viewed, clicked] as const;
  const ids = builders
    .flatMap((build) => [build(WHO, 'x').id, build(WHO, 'x').id])
    .concat(object.event(WHAT, 'x').id);
  expect(new Set(ids).size).toBe(11);
  expect(ids.every(isUlid)).toBe(true);
});

test('what may be sent twice', () => {
  for (const [, operation] of built) expect(isReplaySafe(operation)).toBe(operation.type !== 'delivery');
  const { id: _, ...bare } = person.event(WHO, 'x');
  expect(isReplaySafe(bare as Operation)).toBe(false);
  // Customer.io counts events once by their ULID, and no other id.
  expect(isReplaySafe(person.event(WHO, 'x', {}, { id: 'order-1' }))).toBe(false);
  expect(isReplaySafe({ ...bare, id: null } as never)).toBe(false);
  expect(isReplaySafe(person.viewedContent(WHO, {}, { id: 'view-1' }))).toBe(false);
  expect(isReplaySafe(person.clickedContent(WHO, {}, { id: 'click-1' }))).toBe(false);
});

const long = 'x'.repeat(151);
const wrong: [string, () => unknown, string][] = [
  [
    'no identifiers',
    () => person.delete(undefined as never),
    'identifiers: expected exactly one of id, email, cio_id, phone',
  ],
  [
    'an empty identifier',
    () => person.delete({ id: '' }),
    'identifiers.id: expected a string that is not blank',
  ],
  [
    'a long identifier',
    () => person.delete({ email: long }),
    'identifiers.email: 151 bytes, the limit is 150',
  ],
  [
    'an event of nobody',
    () => person.event({ id: '1', anonymous_id: 'a' } as never, 'x'),
    'identifiers: expected exactly one of id, email, cio_id, phone, anonymous_id',
  ],
  [
    'attributes of somebody not identified',
    () => person.identify({ anonymous_id: 'a' } as never, {}),
    'identifiers: expected exactly one of id, email, cio_id, phone',
  ],
  [
    'two identifiers',
    () => person.delete({ id: '1', email: 'a' } as never),
    'identifiers: expected exactly one of',
  ],
  [
    'an unknown identifier',
    () => person.delete({ name: 'a' } as never),
    'identifiers: expected exactly one of',
  ],
  [
    'attributes that are none',
    () => person.identify(WHO, 'x' as never),
    'attributes: expected an object, got a string',
  ],
  [
    'an attribute value over 1,000 bytes',
    () => person.identify(WHO, { note: 'ü'.repeat(501) }),
    'attributes.note: the value is 1002 bytes, the limit is 1000',
  ],
  [
    'an attribute name over 150 bytes',
    () => person.identify(WHO, { [long]: 1 }),
    'the name is 151 bytes, the limit is 150',
  ],
  [
    'more than 300 attributes',
    () => object.identify(WHAT, Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`a${i}`, i]))),
    'attributes: 301 attributes, the limit is 300',
  ],
  [
    'a created_at in milliseconds',
    () => person.identify(WHO, { created_at: 1_700_000_000_000 }),
    'attributes.created_at: expected unix seconds, got what looks like milliseconds',
  ],
  [
    'an attribute value of an object over 1,000 bytes',
    () => object.identify(WHAT, { note: 'x'.repeat(1001) }),
    'attributes.note: the value is 1001 bytes',
  ],
  [
    'the same with anonymous people',
    () =>
      object.identifyAnonymous(WHAT, [{ identifiers: { anonymous_id: 'a' } }], { note: 'x'.repeat(1001) }),
    'attributes.note: the value is 1001 bytes',
  ],
  [
    'an attribute of a relationship over 1,000 bytes',
    () =>
      person.addRelationships(WHO, [
        { identifiers: WHAT },
        { identifiers: WHAT, relationship_attributes: { role: 'x'.repeat(1001) } },
      ]),
    'relationships[1].relationship_attributes.role: the value is 1001 bytes',
  ],
  [
    'attributes of a relationship that are none',
    () => object.addRelationships(WHAT, [{ identifiers: WHO, relationship_attributes: 'x' as never }]),
    'relationships[0].relationship_attributes: expected an object, got a string',
  ],
  [
    'a relationship of an identify',
    () => person.identify(WHO, {}, { cio_relationships: [{ identifiers: { object_id: 'a' } as never }] }),
    'cio_relationships[0].identifiers.object_type_id: expected',
  ],
  [
    'an object id over 150 bytes',
    () => object.delete({ object_type_id: 1, object_id: long }),
    'identifiers.object_id: 151 bytes, the limit is 150',
  ],
  [
    'an invalid Date among the attributes',
    () => person.event(WHO, 'x', { at: new Date('x') }),
    'attributes.at: is an invalid Date',
  ],
  ['attributes that are a Map', () => person.event(WHO, 'x', new Map() as never), 'attributes: is a Map'],
  [
    'attributes that are a Date',
    () => person.identify(WHO, new Date(5000) as never),
    'attributes: expected an object, got 5',
  ],
  [
    'attributes that are a function',
    () => person.identify(WHO, (() => {}) as never),
    'attributes: expected an object, got a value of type function',
  ],
  [
    'an attribute that is a bigint',
    () => person.identify(WHO, { total: 5n }),
    'attributes.total: JSON has no bigint',
  ],
  [
    'device attributes that are none',
    () => person.addDevice(WHO, { token: 't', platform: 'ios', attributes: 'x' as never }),
    'device.attributes: expected an object, got a string',
  ],
  [
    'options that are null',
    () => person.event(WHO, 'x', {}, null as never),
    'options: expected an object, got null',
  ],
  [
    'the same of identify',
    () => person.identify(WHO, {}, null as never),
    'options: expected an object, got null',
  ],
  [
    'the same of an object',
    () => object.identify(WHAT, {}, null as never),
    'options: expected an object, got null',
  ],
  [
    'an option that there is not',
    () => person.event(WHO, 'x', {}, { time: 5 } as never),
    'time: unknown option, expected one of id, timestamp',
  ],
  ['no event name', () => person.event(WHO, ''), 'name: expected'],
  ['a long event name', () => person.event(WHO, 'x'.repeat(101)), 'name: 101 bytes, the limit is 100'],
  ['a blank id', () => person.event(WHO, 'x', {}, { id: ' ' }), 'id: expected a string that is not blank'],
  ['a long id', () => person.event(WHO, 'x', {}, { id: long }), 'id: 151 bytes, the limit is 150'],
  [
    'milliseconds',
    () => person.page(WHO, 'x', {}, { timestamp: Date.now() }),
    'which looks like milliseconds',
  ],
  [
    'no relationships',
    () => person.addRelationships(WHO, []),
    'relationships: expected an array with at least one',
  ],
  [
    'a relationship to nothing',
    () => person.addRelationships(WHO, [{} as never]),
    'relationships[0].identifiers: expected an object',
  ],
  [
    'a relationship to half an object',
    () => person.deleteRelationships(WHO, [{ identifiers: { object_id: 'a' } as never }]),
    'relationships[0].identifiers.object_type_id: expected',
  ],
  ['no device', () => person.addDevice(WHO, undefined as never), 'device: expected an object'],
  [
    'a device without a token',
    () => person.addDevice(WHO, { platform: 'ios' } as never),
    'device.token: expected',
  ],
  [
    'a device of no platform',
    () => person.addDevice(WHO, { token: 't', platform: 'x' as never }),
    'device.platform: expected one of ios, android',
  ],
  ['no token', () => person.deleteDevice(WHO, ''), 'token: expected'],
  [
    'a merge by phone',
    () => person.merge({ id: 'a' }, { phone: '1' } as never),
    'secondary: expected exactly one of id, email, cio_id',
  ],
  ['no object', () => object.delete({} as never), 'identifiers.object_type_id: expected'],
  [
    'two names for an object',
    () => object.delete({ ...WHAT, cio_object_id: 'x' } as never),
    'identifiers: expected exactly one of cio_object_id',
  ],
  [
    'an object with a foreign key',
    () => object.delete({ ...WHAT, name: 'x' } as never),
    'identifiers: expected object_type_id and object_id, or cio_object_id',
  ],
  [
    'an object related by phone',
    () => object.addRelationships(WHAT, [{ identifiers: { phone: '1' } as never }]),
    'relationships[0].identifiers: expected exactly one of',
  ],
  [
    'nobody anonymous',
    () => object.identifyAnonymous(WHAT, [{ identifiers: { id: 'a' } as never }]),
    'relationships[0].identifiers: expected exactly one of anonymous_id',
  ],
  ['no delivery', () => delivery.event('', 'opened', { device_token: 't' }), 'deliveryId: expected'],
  [
    'no such delivery event',
    () => delivery.event('d', 'lost' as never, { device_token: 't' }),
    'name: expected one of opened, converted, delivered',
  ],
  [
    'a delivery without a device',
    () => delivery.event('d', 'opened', {} as never),
    'attributes.device_token: expected',
  ],
];

test.each(wrong)('%s is refused', (_what, build, message) => {
  expect(build).toThrow(
    expect.objectContaining({ name: 'ValidationError', message: expect.stringContaining(message) }),
  );
});

describe('types', () => {
  test('each builder gives its own operation, and they are discriminated', () => {
    expectTypeOf(person.event(WHO, 'x')).toExtend<PersonOperation>();
    expectTypeOf(object.event(WHAT, 'x')).toExtend<ObjectOperation>();
    expectTypeOf(delivery.event).returns.toExtend<DeliveryOperation>();
    const operation = person.event(WHO, 'x') as Operation;
    if (operation.type === 'person' && operation.action === 'merge') {
      expectTypeOf(operation).toHaveProperty('primary');
      expectTypeOf(operation).not.toHaveProperty('identifiers');
    }
    if (operation.type === 'person' && operation.action === 'event') expectTypeOf(operation.id).toBeString();
    if (operation.type === 'delivery') expectTypeOf(operation.attributes.device_token).toBeString();
  });

  test('what does not compile', () => {
    const event = person.event(WHO, 'x');
    const never = () => {
      // @ts-expect-error two identifiers at once
      person.delete({ id: '1', email: 'a@x.io' });
      // @ts-expect-error no identifier
      person.delete({});
      // @ts-expect-error an object takes both of its keys
      object.delete({ object_id: 'a' });
      // @ts-expect-error both ways to name an object at once
      object.delete({ object_type_id: '1', object_id: 'a', cio_object_id: 'b' });
      // @ts-expect-error nobody is merged by phone
      person.merge({ id: 'a' }, { phone: '1' });
      // @ts-expect-error no such platform
      person.addDevice(WHO, { token: 't', platform: 'palm' });
      // @ts-expect-error no such event of a delivery
      delivery.event('d', 'lost', { device_token: 't' });
      // @ts-expect-error a value is not changed
      event.name = 'y';
      // @ts-expect-error nor are its identifiers
      event.identifiers.id = 'y';
    };
    expect(never).toBeTypeOf('function');
  });
});

test('what other clients send is taken', () => {
  const device = { token: 't', platform: 'ios', last_used: '1606511962', attributes: null } as const;
  expect(person.addDevice(WHO, device).device).toEqual({ ...device, last_used: 1_606_511_962 });
  expect(person.event(WHO, 'x', null)).not.toHaveProperty('attributes');
  expect(object.event(WHAT, 'x', null)).not.toHaveProperty('attributes');
  for (const last_used of ['yesterday', '', '1606511962000', '-1']) {
    expect(() => person.addDevice(WHO, { ...device, last_used })).toThrow(
      expect.objectContaining({ name: 'ValidationError', field: 'device.last_used' }),
    );
  }
});

test.each(['a\ud800', '\udc00'])('an identifier of half a surrogate pair is refused', (id) => {
  expect(() => person.delete({ id })).toThrow(
    expect.objectContaining({
      name: 'ValidationError',
      message: 'identifiers.id: expected well-formed Unicode, got half of a surrogate pair',
    }),
  );
  expect(person.delete({ id: '😀' }).identifiers).toEqual({ id: '😀' });
});
