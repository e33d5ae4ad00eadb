import { isDeepStrictEqual } from 'node:util';
import { isValidationError } from '@cio/core';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { type Message, message, type TrackMessage } from '../index.js';
import { pipelinesServer } from '../testing/pipelines-server.js';

// Whatever a caller may hold: dates, NaN, undefined, instances, lists with holes, keys that mean something to JavaScript.
const anything = fc.anything({
  withBoxedValues: true,
  withDate: true,
  withNullPrototype: true,
  withSparseArray: true,
  key: fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('__proto__', 'constructor', 'toString')),
});
const properties = fc.dictionary(
  fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('__proto__', 'constructor', 'email')),
  fc.oneof(anything, fc.date(), fc.double()),
  { noNullPrototype: false },
);
const timestamp = fc.oneof(
  fc.constant(undefined),
  fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);
const options = { messageId: fc.option(fc.uuid(), { nil: undefined }), timestamp, context: properties };
const id = fc.oneof(fc.maxSafeInteger(), fc.constant(-0), fc.uuid());
const someone = { userId: fc.option(id, { nil: undefined }), anonymousId: fc.option(id, { nil: undefined }) };
const objectTypeId = fc.option(fc.nat(), { nil: undefined });

/** What each builder is called with. The values do not matter here, only that there is anything in them. */
const inputs: Record<keyof typeof message, Record<string, fc.Arbitrary<unknown>>> = {
  identify: { ...someone, traits: properties },
  track: { ...someone, groupId: fc.option(id, { nil: undefined }), event: fc.uuid(), properties },
  page: { ...someone, name: fc.uuid(), properties },
  screen: { ...someone, name: fc.option(fc.uuid(), { nil: undefined }), properties },
  group: { ...someone, groupId: id, traits: properties },
  alias: { previousId: id, userId: id },
  deletePerson: { userId: id },
  suppressPerson: { userId: id },
  unsuppressPerson: { userId: id },
  addDevice: { userId: id, token: fc.uuid(), platform: fc.constantFrom('ios', undefined), properties },
  deleteDevice: { userId: id, token: fc.uuid() },
  deleteRelationship: { userId: id, objectId: id, objectTypeId },
  deleteObject: { objectId: id, objectTypeId, anonymousId: fc.option(id, { nil: undefined }) },
  reportDelivery: {
    deliveryId: fc.uuid(),
    metric: fc.constant('opened'),
    href: fc.option(fc.webUrl(), { nil: undefined }),
  },
  reportContent: {
    actionType: fc.constant('viewed_content'),
    contentId: fc.option(fc.nat(), { nil: undefined }),
  },
};

test('all builders are here', () => {
  expect(Object.keys(inputs).sort()).toEqual(Object.keys(message).sort());
});

/** Changes everything that can be changed in a value, at any depth. */
function destroy(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  for (const key of Object.keys(value)) {
    destroy((value as Record<string, unknown>)[key]);
    Reflect.set(value, key, 'changed');
  }
}

test.each(Object.keys(inputs) as (keyof typeof message)[])(
  '%s: what comes back from JSON is the same message, and the argument may be changed after',
  (name) => {
    let built = 0;
    fc.assert(
      fc.property(fc.record({ ...options, ...inputs[name] }), (input) => {
        let value: Message;
        try {
          value = (message[name] as (input: unknown) => Message)(input);
        } catch (error) {
          // Values that no builder takes, such as an invalid date. Nothing else is ever thrown.
          expect(isValidationError(error)).toBe(true);
          return;
        }
        built++;
        const text = JSON.stringify(value);
        expect(isDeepStrictEqual(JSON.parse(text), value)).toBe(true);
        destroy(input);
        expect(JSON.stringify(value)).toBe(text);
      }),
      { numRuns: 300 },
    );
    expect(built).toBeGreaterThan(50);
  },
);

test('stored as JSON and read again, it goes out byte for byte as it would have', async () => {
  const { client, bodies } = pipelinesServer();
  const value = message.track({
    userId: 5,
    event: 'bought',
    properties: { at: new Date(5000), price: Number.NaN },
  });
  const stored: Message = JSON.parse(JSON.stringify(value));
  await client.send(value);
  await client.send(stored);
  await client.sendBatch([value]);
  await client.sendBatch([stored]);
  expect(bodies[1]).toBe(bodies[0]);
  expect(bodies[3]).toBe(bodies[2]);
  expect(JSON.parse(bodies[0]!)).toEqual(value);
  expect(bodies[2]).toBe(`{"batch":[${bodies[0]}]}`);
});

test('times of messages are text, of builders dates too', () => {
  expectTypeOf<TrackMessage['timestamp']>().toEqualTypeOf<string>();
  const value = message.track({ userId: 1, event: 'x', timestamp: new Date(5000) });
  expect(value.timestamp).toBe('1970-01-01T00:00:05.000Z');
});
