import { messageKeys } from '@cio/core';
import { expect, test } from 'vitest';
import { type Message, message } from '../index.js';

const keysOf = (value: Message) => messageKeys(value as never);

test.each<[string, Message, string[]]>([
  ['a userId', message.track({ userId: 5, event: 'x' }), ['5']],
  ['both ids', message.track({ userId: 'u', anonymousId: 'a', event: 'x' }), ['u', 'a']],
  ['the same id twice', message.track({ userId: 'u', anonymousId: 'u', event: 'x' }), ['u', 'u']],
  ['an alias', message.alias({ previousId: 'a', userId: 'u' }), ['u', 'a']],
  [
    'an address that identifies',
    message.identify({ traits: { email: ' Ada@Example.com' } }),
    ['ada@example.com'],
  ],
  ['an id and an address', message.identify({ userId: 'u', traits: { email: 'a@x.io' } }), ['u', 'a@x.io']],
  ['an address as id', message.track({ userId: 'A@x.io', event: 'x' }), ['a@x.io']],
  [
    'a property that is no identifier',
    message.track({ userId: 'u', event: 'x', properties: { email: 'a@x.io' } }),
    ['u'],
  ],
  ['a membership', message.group({ userId: 'u', groupId: 'g' }), ['u', 'object g']],
  ['an event of a group', message.track({ groupId: 'g', event: 'x' }), ['object g']],
  ['the end of a membership', message.deleteRelationship({ userId: 'u', objectId: 'g' }), ['u', 'object g']],
  ['the deletion of an object', message.deleteObject({ objectId: 'g', anonymousId: 'a' }), ['a', 'object g']],
  ['a report', message.reportDelivery({ deliveryId: 'd', metric: 'opened' }), ['delivery d']],
  ['nobody', message.reportContent({ actionType: 'viewed_content' }), []],
])('%s', (_name, value, keys) => {
  expect(keysOf(value)).toEqual(keys);
});

test('what no builder made has keys too, whatever it holds', () => {
  const raw = { type: 'identify', userId: 5, anonymousId: null, groupId: { a: 1 }, traits: 'none' };
  expect(messageKeys(raw as never)).toEqual(['5', 'object {"a":1}']);
});
