import { pipelinesContract } from '@cio-internal/contract';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Message, message, type TrackMessage } from '../index.js';

const AT = '2026-05-01T12:00:00.000Z';
const OPTIONS = {
  messageId: 'order-1',
  timestamp: new Date(AT),
  context: { ip: '1.2.3.4', page: { url: 'https://x.io' }, seen: new Date(5000) },
  integrations: { All: true, Mixpanel: false },
};
const COMMON = {
  messageId: 'order-1',
  timestamp: AT,
  context: { ip: '1.2.3.4', page: { url: 'https://x.io' }, seen: '1970-01-01T00:00:05.000Z' },
  integrations: { All: true, Mixpanel: false },
};
const LEAST = { messageId: 'm', timestamp: AT };

/** Every builder, with all that it takes and with the least, and what goes out. */
const built: [builder: keyof typeof message, schema: string, message: Message, wire: object][] = [
  [
    'identify',
    'identify',
    message.identify({
      userId: 'u1',
      anonymousId: 'a1',
      traits: {
        email: 'a@x.io',
        createdAt: new Date(5000),
        plan: 'gold',
        left: undefined,
        score: Number.NaN,
      },
      ...OPTIONS,
    }),
    {
      type: 'identify',
      userId: 'u1',
      anonymousId: 'a1',
      traits: { email: 'a@x.io', createdAt: '1970-01-01T00:00:05.000Z', plan: 'gold', score: null },
      ...COMMON,
    },
  ],
  [
    'identify',
    'identify',
    message.identify({ userId: 5, ...LEAST }),
    { type: 'identify', userId: '5', ...LEAST },
  ],
  [
    'identify',
    'identify',
    message.identify({ anonymousId: 'a1', ...LEAST }),
    { type: 'identify', anonymousId: 'a1', ...LEAST },
  ],
  [
    'identify',
    'identify',
    message.identify({ traits: { email: 'a@x.io' }, ...LEAST }),
    { type: 'identify', userId: '', traits: { email: 'a@x.io' }, ...LEAST },
  ],
  [
    'identify',
    'identify',
    message.identify({ userId: '', anonymousId: 'a1', traits: { email: 'a@x.io' }, ...LEAST }),
    { type: 'identify', userId: '', anonymousId: 'a1', traits: { email: 'a@x.io' }, ...LEAST },
  ],
  [
    'track',
    'track',
    message.track({
      userId: 'u1',
      event: 'bought',
      properties: { total: 54.5, at: new Date(5000) },
      ...OPTIONS,
    }),
    {
      type: 'track',
      userId: 'u1',
      event: 'bought',
      properties: { total: 54.5, at: '1970-01-01T00:00:05.000Z' },
      ...COMMON,
    },
  ],
  [
    'track',
    'track',
    message.track({ anonymousId: 7, event: 'bought', ...LEAST }),
    { type: 'track', anonymousId: '7', event: 'bought', ...LEAST },
  ],
  [
    'track',
    'track',
    message.track({ groupId: 'acme', event: 'renewed', ...LEAST }),
    { type: 'track', groupId: 'acme', event: 'renewed', ...LEAST },
  ],
  [
    'track',
    'track',
    message.track({ userId: 'u1', groupId: 'acme', event: 'renewed', ...LEAST }),
    { type: 'track', userId: 'u1', groupId: 'acme', event: 'renewed', ...LEAST },
  ],
  [
    'page',
    'page',
    message.page({ userId: 'u1', name: 'Home', properties: { url: 'https://x.io' }, ...OPTIONS }),
    { type: 'page', userId: 'u1', name: 'Home', properties: { url: 'https://x.io' }, ...COMMON },
  ],
  [
    'page',
    'page',
    message.page({ anonymousId: 'a1', ...LEAST }),
    { type: 'page', anonymousId: 'a1', ...LEAST },
  ],
  [
    'screen',
    'screen',
    message.screen({ userId: 'u1', anonymousId: 'a1', name: 'Cart', properties: { items: 2 }, ...OPTIONS }),
    { type: 'screen', userId: 'u1', anonymousId: 'a1', name: 'Cart', properties: { items: 2 }, ...COMMON },
  ],
  [
    'screen',
    'screen',
    message.screen({ userId: 'u1', ...LEAST }),
    { type: 'screen', userId: 'u1', ...LEAST },
  ],
  [
    'group',
    'group',
    message.group({
      userId: 'u1',
      groupId: 9,
      traits: { object_type_id: 2, relationshipAttributes: { role: 'admin' }, name: 'Acme' },
      ...OPTIONS,
    }),
    {
      type: 'group',
      userId: 'u1',
      groupId: '9',
      traits: { object_type_id: '2', relationshipAttributes: { role: 'admin' }, name: 'Acme' },
      ...COMMON,
    },
  ],
  [
    'group',
    'group',
    message.group({ anonymousId: 'a1', groupId: 'acme', ...LEAST }),
    { type: 'group', anonymousId: 'a1', groupId: 'acme', ...LEAST },
  ],
  [
    'alias',
    'alias',
    message.alias({ previousId: 'a1', userId: 5, ...OPTIONS }),
    { type: 'alias', previousId: 'a1', userId: '5', ...COMMON },
  ],
  [
    'deletePerson',
    'delete_person',
    message.deletePerson({ userId: 'u1', ...OPTIONS }),
    { type: 'track', userId: 'u1', event: 'User Deleted', ...COMMON },
  ],
  [
    'suppressPerson',
    'suppress_person',
    message.suppressPerson({ userId: 5, ...LEAST }),
    { type: 'track', userId: '5', event: 'User Suppressed', ...LEAST },
  ],
  [
    'unsuppressPerson',
    'unsuppress_person',
    message.unsuppressPerson({ userId: 'u1', ...LEAST }),
    { type: 'track', userId: 'u1', event: 'User Unsuppressed', ...LEAST },
  ],
  [
    'addDevice',
    'create_update_device',
    message.addDevice({
      userId: 'u1',
      token: 't',
      platform: 'ios',
      properties: { app_version: '1.2', since: new Date(5000) },
      ...OPTIONS,
      context: { ip: '1.2.3.4', device: { model: 'X', token: 'other' } },
    }),
    {
      type: 'track',
      userId: 'u1',
      event: 'Device Created or Updated',
      properties: { app_version: '1.2', since: '1970-01-01T00:00:05.000Z' },
      ...COMMON,
      context: { ip: '1.2.3.4', device: { model: 'X', token: 't', type: 'ios' } },
    },
  ],
  [
    'deleteDevice',
    'delete_device',
    message.deleteDevice({ userId: 'u1', token: 't', ...LEAST }),
    { type: 'track', userId: 'u1', event: 'Device Deleted', context: { device: { token: 't' } }, ...LEAST },
  ],
  [
    'deleteRelationship',
    'relationship_deleted',
    message.deleteRelationship({ userId: 'u1', objectId: 'acme', objectTypeId: 2, ...OPTIONS }),
    {
      type: 'track',
      userId: 'u1',
      event: 'Relationship Deleted',
      properties: { objectId: 'acme', objectTypeId: 2 },
      ...COMMON,
    },
  ],
  [
    'deleteObject',
    'group_deleted',
    message.deleteObject({ objectId: 9, anonymousId: 'a1', ...LEAST }),
    {
      type: 'track',
      anonymousId: 'a1',
      event: 'Object Deleted',
      properties: { objectId: '9', objectTypeId: 1 },
      ...LEAST,
    },
  ],
  [
    'reportDelivery',
    'report_delivery_event',
    message.reportDelivery({
      deliveryId: 'd',
      metric: 'clicked',
      recipient: 'a@x.io',
      reason: 'none',
      href: 'https://x.io',
      actionValue: 'buy',
      ...OPTIONS,
    }),
    {
      type: 'track',
      event: 'Report Delivery Event',
      properties: {
        deliveryId: 'd',
        metric: 'clicked',
        recipient: 'a@x.io',
        reason: 'none',
        href: 'https://x.io',
        actionValue: 'buy',
      },
      ...COMMON,
    },
  ],
  [
    'reportContent',
    'report_content_event',
    message.reportContent({
      anonymousId: 'a1',
      actionType: 'viewed_content',
      contentId: 1,
      templateId: 0,
      ...OPTIONS,
    }),
    {
      type: 'track',
      anonymousId: 'a1',
      event: 'Report Content Event',
      properties: {
        activityType: 'viewed_content',
        actionType: 'viewed_content',
        contentId: 1,
        templateId: 0,
      },
      ...COMMON,
    },
  ],
];

test('every builder is here', () => {
  expect(new Set(built.map(([builder]) => builder))).toEqual(new Set(Object.keys(message)));
});

test.each(built)('%s', (_builder, schema, value, wire) => {
  expect(value).toEqual(wire);
  expect(pipelinesContract.schemaErrors(schema, value)).toEqual([]);
  const { operation } = pipelinesContract.match('POST', `/v1/${value.type}`)!;
  expect(pipelinesContract.requestErrors(operation, value)).toEqual([]);
});

test('all that a batch takes by the contract is taken as one', () => {
  const { operation } = pipelinesContract.match('POST', '/v1/batch')!;
  // Customer.io's own libraries send aliases in batches too; the contract does not name them there.
  const batch = built.map(([, , value]) => value).filter(({ type }) => type !== 'alias');
  expect(pipelinesContract.requestErrors(operation, { batch })).toEqual([]);
});

describe('what is left out is made when the message is built', () => {
  test('a UUID and the time', () => {
    const before = Date.now();
    const [one, other] = [1, 2].map(() => message.track({ userId: 'u', event: 'x' }));
    expect(one!.messageId).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(other!.messageId).not.toBe(one!.messageId);
    expect(Date.parse(one!.timestamp)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(one!.timestamp)).toBeLessThanOrEqual(Date.now());
    expect(one!.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test('an anonymousId for the deletion of an object', () => {
    const { anonymousId } = message.deleteObject({ objectId: 'acme' });
    expect(anonymousId).toMatch(/^[\da-f-]{36}$/);
  });

  test.each(['2026-05-01T12:00:00Z', '2026-05-01T12:00:00.123456+02:00'])(
    'a time of %s stays as it is',
    (timestamp) => {
      expect(message.identify({ userId: 'u', timestamp }).timestamp).toBe(timestamp);
    },
  );
});

test('values of an interface or a class are taken', () => {
  interface Order {
    total: number;
  }
  class Account {
    plan = 'gold';
  }
  const order: Order = { total: 5 };
  expect(message.track({ userId: 'u', event: 'x', properties: order }).properties).toEqual({ total: 5 });
  expect(message.identify({ userId: 'u', traits: new Account() }).traits).toEqual({ plan: 'gold' });
  expectTypeOf(message.deletePerson).returns.toEqualTypeOf<TrackMessage>();
});

test('the type of a device that the context has stays where no platform is given', () => {
  const input = { userId: 'u', token: 't', context: { device: { type: 'ios', model: 'x' } } };
  for (const built of [message.addDevice(input), message.deleteDevice(input)]) {
    expect(built.context).toMatchObject({ device: { type: 'ios', model: 'x', token: 't' } });
  }
});

test.each(['2026-02-31T00:00:00Z', '2026-02-29T00:00:00Z', '2026-04-31T12:00:00+02:00'])(
  '%s is no day',
  (timestamp) => {
    expect(() => message.track({ userId: 'u', event: 'x', timestamp })).toThrow(/^timestamp: /);
    expect(message.track({ userId: 'u', event: 'x', timestamp: '2028-02-29T00:00:00Z' }).timestamp).toBe(
      '2028-02-29T00:00:00Z',
    );
  },
);
