import { isCustomerIOError } from '@cio/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { delivery, object, person, type TrackV2Client } from './index.js';
import { batchServer } from './testing/batch-server.js';
import { hostileValues } from './testing/hostile-values.js';

type Callable = (...args: unknown[]) => unknown;

const WHO = { id: 'a' };
const WHAT = { object_type_id: '1', object_id: 'acme' };
const TO_OBJECT = [{ identifiers: WHAT, relationship_attributes: {} }];
const TO_PERSON = [{ identifiers: WHO, relationship_attributes: {} }];
const DEVICE = { token: 't', platform: 'ios' };

/** Good arguments of every method of the client. One after another is replaced. */
const calls: Partial<Record<keyof TrackV2Client, unknown[]>> = {
  send: [person.delete(WHO), {}],
  sendBatch: [[person.delete(WHO)], {}],
  ingest: [[person.delete(WHO)], {}],
  identifyPerson: [WHO, {}, { cio_relationships: TO_OBJECT, timestamp: 5 }],
  deletePerson: [WHO, {}],
  trackPersonEvent: [WHO, 'x', {}, { timestamp: 5 }],
  personPageview: [WHO, 'x', {}, {}],
  personScreen: [WHO, 'x', {}, {}],
  addPersonDevice: [WHO, DEVICE, {}],
  deletePersonDevice: [WHO, 't', {}],
  suppressPerson: [WHO, {}],
  unsuppressPerson: [WHO, {}],
  mergePersons: [WHO, { email: 'b@x.io' }, {}],
  addPersonRelationships: [WHO, TO_OBJECT, {}],
  deletePersonRelationships: [WHO, TO_OBJECT, {}],
  identifyObject: [WHAT, {}, { cio_relationships: TO_PERSON }],
  trackObjectEvent: [WHAT, 'x', {}, {}],
  deleteObject: [WHAT, {}],
  addObjectRelationships: [WHAT, TO_PERSON, {}],
  deleteObjectRelationships: [WHAT, TO_PERSON, {}],
};

const builders: Record<string, [Callable, ...unknown[]]> = {
  'person.identify': [person.identify as Callable, WHO, {}, { cio_relationships: TO_OBJECT }],
  'person.event': [person.event as Callable, WHO, 'x', {}, {}],
  'person.addDevice': [person.addDevice as Callable, WHO, DEVICE],
  'person.merge': [person.merge as Callable, WHO, WHO],
  'person.addRelationships': [person.addRelationships as Callable, WHO, TO_OBJECT],
  'object.identify': [object.identify as Callable, WHAT, {}, { cio_relationships: TO_PERSON }],
  'object.identifyAnonymous': [
    object.identifyAnonymous as Callable,
    WHAT,
    [{ identifiers: { anonymous_id: 'a' } }],
    {},
  ],
  'object.event': [object.event as Callable, WHAT, 'x', {}, {}],
  'object.delete': [object.delete as Callable, WHAT],
  'delivery.event': [delivery.event as Callable, 'd', 'opened', { device_token: 't' }],
};

const unhandled = vi.fn();
beforeEach(() => {
  process.on('unhandledRejection', unhandled);
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  process.off('unhandledRejection', unhandled);
  vi.restoreAllMocks();
  expect(unhandled).not.toHaveBeenCalled();
});

function replace(args: readonly unknown[], place: number, value: unknown): unknown[] {
  return args.map((arg, index) => (index === place ? value : arg));
}

/** The arguments with each one, and each option of the last one, replaced by each value. */
function* replaced(args: readonly unknown[]): Generator<[what: string, args: unknown[]]> {
  for (const place of args.keys()) {
    for (const [name, value] of hostileValues())
      yield [`${name} as argument ${place}`, replace(args, place, value)];
  }
  const options = args.at(-1);
  const names = ['signal', 'timeoutMs', 'id', 'timestamp', 'cio_relationships', 'onRejected', 'concurrency'];
  for (const option of names) {
    for (const [name, value] of hostileValues()) {
      yield [
        `${name} as ${option}`,
        replace(args, args.length - 1, { ...(options as object), [option]: value }),
      ];
    }
  }
}

function expectOurs(error: unknown, what: string) {
  if (!isCustomerIOError(error)) throw new Error(`${what}: ${String((error as Error)?.stack ?? error)}`);
}

describe.each(Object.keys(calls))('%s', (method) => {
  test('never throws, and rejects with errors of the library alone', async () => {
    const { client } = batchServer();
    const call = (client[method as keyof TrackV2Client] as Callable).bind(client);
    await call(...calls[method as keyof TrackV2Client]!);
    for (const [what, args] of replaced(calls[method as keyof TrackV2Client]!)) {
      const pending = call(...args) as Promise<unknown>;
      await pending.catch((error) => expectOurs(error, what));
    }
  });
});

test('every method of the client is here', () => {
  const others = ['constructor', 'close', 'batcher'];
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(batchServer().client));
  expect(Object.keys(calls).sort()).toEqual(methods.filter((name) => !others.includes(name)).sort());
});

test.each(Object.keys(builders))('%s throws errors of the library alone', (name) => {
  const [build, ...args] = builders[name]!;
  for (const [what, hostile] of replaced(args)) {
    try {
      JSON.stringify(build(...hostile));
    } catch (error) {
      expectOurs(error, what);
    }
  }
});

test('a batcher: add never throws, and rejects with errors of the library alone', async () => {
  const { client } = batchServer();
  for (const [what, value] of hostileValues()) {
    const batcher = client.batcher({ maxWaitMs: 0 });
    await batcher.add(value as never).catch((error) => expectOurs(error, what));
    await batcher.close(value as never).catch((error) => expectOurs(error, what));
    for (const options of [value, { maxWaitMs: value }, { onRejected: value }]) {
      try {
        client.batcher(options as never);
      } catch (error) {
        expectOurs(error, what);
      }
    }
  }
});
