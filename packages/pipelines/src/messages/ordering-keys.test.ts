import { expect, test } from 'vitest';
import { type Message, message } from '../index.js';
import { orderingKeys } from './ordering-keys.js';

const keysOf = (value: Message) => orderingKeys(value as never);

test.each<[string, Message, string[]]>([
  ['a userId', message.track({ userId: 5, event: 'x' }), ['person:5']],
  ['both ids', message.track({ userId: 'u', anonymousId: 'a', event: 'x' }), ['person:u', 'person:a']],
  ['the same id twice', message.track({ userId: 'u', anonymousId: 'u', event: 'x' }), ['person:u']],
  ['an alias', message.alias({ previousId: 'a', userId: 'u' }), ['person:u', 'person:a']],
  [
    'an address that identifies',
    message.identify({ traits: { email: ' Ada@Example.com' } }),
    ['person:ada@example.com'],
  ],
  [
    'an id and an address',
    message.identify({ userId: 'u', traits: { email: 'a@x.io' } }),
    ['person:u', 'person:a@x.io'],
  ],
  ['an address as id', message.track({ userId: 'A@x.io', event: 'x' }), ['person:a@x.io']],
  [
    'a property that is no identifier',
    message.track({ userId: 'u', event: 'x', properties: { email: 'a@x.io' } }),
    ['person:u'],
  ],
  ['a membership', message.group({ userId: 'u', groupId: 'g' }), ['person:u', 'group:g']],
  ['an event of a group', message.track({ groupId: 'g', event: 'x' }), ['group:g']],
  [
    'the end of a membership',
    message.deleteRelationship({ userId: 'u', objectId: 'g' }),
    ['person:u', 'group:g'],
  ],
  [
    'the deletion of an object',
    message.deleteObject({ objectId: 'g', anonymousId: 'a' }),
    ['person:a', 'group:g'],
  ],
  ['a report', message.reportDelivery({ deliveryId: 'd', metric: 'opened' }), ['delivery:d']],
  ['nobody', message.reportContent({ actionType: 'viewed_content' }), []],
])('%s', (_name, value, keys) => {
  expect(keysOf(value)).toEqual(keys);
});

test('what no builder made has keys too, whatever it holds', () => {
  const raw = { type: 'identify', userId: 5, anonymousId: null, groupId: { a: 1 }, traits: 'none' };
  expect(orderingKeys(raw as never)).toEqual(['person:5', 'group:{"a":1}']);
});
