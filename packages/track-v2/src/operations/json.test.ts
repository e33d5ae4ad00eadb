import { isDeepStrictEqual } from 'node:util';
import { isValidationError } from '@cio/core';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { delivery, type Operation, object, type PersonEvent, person } from '../index.js';
import { batchServer } from '../testing/batch-server.js';
import type { Attributes, Device } from './input-types.js';

// Whatever a caller may hold: dates, NaN, undefined, instances, lists with holes, keys that mean something to JavaScript.
const anything = fc.anything({
  withBoxedValues: true,
  withDate: true,
  withNullPrototype: true,
  withSparseArray: true,
  key: fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('__proto__', 'constructor', 'toString')),
});
const attributes = fc.dictionary(
  fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('__proto__', 'constructor', 'id')),
  fc.oneof(anything, fc.date(), fc.double()),
  { noNullPrototype: false },
) as fc.Arbitrary<Attributes>;
const timestamp = fc.oneof(
  fc.constant(undefined),
  fc.integer({ min: 0, max: 2_000_000_000 }),
  fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
);
const someone = fc.oneof(
  fc.record({ id: fc.oneof(fc.maxSafeInteger(), fc.constant(-0), fc.uuid()) }),
  fc.record({ email: fc.emailAddress() }),
  fc.record({ cio_id: fc.uuid(), id: fc.constant(undefined) }),
);
const something = fc.oneof(
  fc.record({ object_type_id: fc.oneof(fc.nat(), fc.constant('1')), object_id: fc.uuid() }),
  fc.record({ cio_object_id: fc.uuid(), object_id: fc.constant(undefined) }),
);
const relationshipsTo = <T>(identifiers: fc.Arbitrary<T>) =>
  fc.array(
    fc.record({ identifiers, relationship_attributes: attributes }, { requiredKeys: ['identifiers'] }),
    { minLength: 1, maxLength: 3 },
  );
const device = fc.record(
  {
    token: fc.uuid(),
    platform: fc.constantFrom('ios', 'android'),
    last_used: timestamp,
    attributes: fc.record({ device_os: fc.constantFrom('14', undefined), battery: fc.double() }),
  },
  { requiredKeys: ['token', 'platform'] },
) as fc.Arbitrary<Device>;

/** Arguments that each builder is called with. The values do not matter here, only that there is anything in them. */
const builders: Record<string, [build: (...args: never[]) => Operation, ...args: fc.Arbitrary<unknown>[]]> = {
  'person.identify': [
    person.identify,
    someone,
    attributes,
    fc.record({ cio_relationships: relationshipsTo(something), timestamp }, { requiredKeys: [] }),
  ],
  'person.delete': [person.delete, someone],
  'person.event': [person.event, someone, fc.uuid(), attributes, fc.record({ timestamp })],
  'person.page': [person.page, someone, fc.webUrl({ size: '-1' }), attributes],
  'person.screen': [person.screen, someone, fc.uuid(), attributes],
  'person.viewedContent': [person.viewedContent, someone, attributes],
  'person.clickedContent': [person.clickedContent, someone, attributes],
  'person.addRelationships': [person.addRelationships, someone, relationshipsTo(something)],
  'person.deleteRelationships': [person.deleteRelationships, someone, relationshipsTo(something)],
  'person.addDevice': [person.addDevice, someone, device],
  'person.deleteDevice': [person.deleteDevice, someone, fc.uuid()],
  'person.merge': [person.merge, someone, someone],
  'person.suppress': [person.suppress, someone],
  'person.unsuppress': [person.unsuppress, someone],
  'object.identify': [
    object.identify,
    something,
    attributes,
    fc.record({ cio_relationships: relationshipsTo(someone) }, { requiredKeys: [] }),
  ],
  'object.identifyAnonymous': [
    object.identifyAnonymous,
    something,
    relationshipsTo(fc.record({ anonymous_id: fc.uuid() })),
    attributes,
  ],
  'object.delete': [object.delete, something],
  'object.event': [object.event, something, fc.uuid(), attributes, fc.record({ timestamp })],
  'object.addRelationships': [object.addRelationships, something, relationshipsTo(someone)],
  'object.deleteRelationships': [object.deleteRelationships, something, relationshipsTo(someone)],
  'delivery.event': [
    delivery.event,
    fc.uuid(),
    fc.constantFrom('opened', 'delivered'),
    fc.record({ device_token: fc.uuid(), at: fc.date({ noInvalidDate: true }) }),
  ],
};

test('all builders are here', () => {
  const all = Object.entries({ person, object, delivery }).flatMap(([type, ofType]) =>
    Object.keys(ofType).map((action) => `${type}.${action}`),
  );
  expect(Object.keys(builders).sort()).toEqual(all.sort());
});

/** Changes everything that can be changed in a value, at any depth. */
function destroy(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  for (const key of Object.keys(value)) {
    destroy((value as Record<string, unknown>)[key]);
    Reflect.set(value, key, 'changed');
  }
}

test.each(Object.keys(builders))(
  '%s: what comes back from JSON is the same operation, and the arguments may be changed after',
  (name) => {
    const [build, ...args] = builders[name]!;
    let built = 0;
    fc.assert(
      fc.property(fc.tuple(...args), (values) => {
        let operation: Operation;
        try {
          operation = build(...(values as never[]));
        } catch (error) {
          // Values that no builder takes, such as an invalid date. Nothing else is ever thrown.
          expect(isValidationError(error)).toBe(true);
          return;
        }
        built++;
        const text = JSON.stringify(operation);
        expect(isDeepStrictEqual(JSON.parse(text), operation)).toBe(true);
        destroy(values);
        expect(JSON.stringify(operation)).toBe(text);
      }),
      { numRuns: 300 },
    );
    expect(built).toBeGreaterThan(50);
  },
);

test('stored as JSON and read again, it goes out byte for byte as it would have', async () => {
  const { client, bodies } = batchServer();
  const operation = person.event({ id: 5 }, 'bought', { at: new Date(5000), price: Number.NaN });
  const stored: Operation = JSON.parse(JSON.stringify(operation));
  await client.send(operation);
  await client.send(stored);
  await client.sendBatch([operation]);
  await client.sendBatch([stored]);
  expect(bodies[1]).toBe(bodies[0]);
  expect(bodies[3]).toBe(bodies[2]);
  expect(JSON.parse(bodies[0]!)).toEqual(operation);
});

test('times of operations are numbers, of builders dates too', () => {
  expectTypeOf<PersonEvent['timestamp']>().toEqualTypeOf<number | undefined>();
  const operation = person.identify({ id: 1 }, { created_at: new Date(5000) }, { timestamp: new Date(6000) });
  expectTypeOf(operation.timestamp).toEqualTypeOf<number | undefined>();
  expectTypeOf(operation.attributes?.created_at).toEqualTypeOf<number | undefined>();
  const { device: built } = person.addDevice(
    { id: 1 },
    { token: 't', platform: 'ios', last_used: new Date(5000) },
  );
  expectTypeOf(built.last_used).toEqualTypeOf<number | undefined>();
  expect([operation.timestamp, operation.attributes?.created_at, built.last_used]).toEqual([6, 5, 5]);
});
