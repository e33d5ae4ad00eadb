import { isCustomerIOError } from '@cio/core';
import { message, PipelinesClient } from '@cio/pipelines';
import { Analytics } from '@cio/pipelines/analytics';
import { TrackClient } from '@cio/track';
import { delivery, object, person, TrackV2Client } from '@cio/track-v2';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hostileValues } from './hostile-values.js';
import { pipelinesCalls } from './pipelines-calls.js';
import { recordingTransport } from './recording-transport.js';

type Callable = (...args: unknown[]) => unknown;

const WHO = { id: 'a' };
const WHAT = { object_type_id: '1', object_id: 'acme' };
const TO_OBJECT = [{ identifiers: WHAT, relationship_attributes: {} }];
const TO_PERSON = [{ identifiers: WHO, relationship_attributes: {} }];
const DEVICE = { token: 't', platform: 'ios' };

const credentials = { siteId: 'site', apiKey: 'key' };

/** Good arguments of every method of the client. One after another is replaced. */
const trackCalls: Partial<Record<keyof TrackClient, unknown[]>> = {
  identify: ['5', { plan: 'gold' }, {}],
  delete: ['5', {}],
  addDevice: ['5', { id: 't', platform: 'ios' }, {}],
  deleteDevice: ['5', 't', {}],
  suppress: ['5', {}],
  unsuppress: ['5', {}],
  unsubscribe: ['d', {}],
  track: ['5', 'x', {}, {}],
  pageview: ['5', 'x', {}, {}],
  screen: ['5', 'x', {}, {}],
  backfill: ['5', 'x', 5, {}, {}],
  trackAnonymous: ['a', 'x', {}, {}],
  submitForm: ['f', { id: '5' }, {}],
  mergeCustomers: [{ id: '5' }, { email: 'b@x.io' }, {}],
  reportMetric: [{ delivery_id: 'd', metric: 'opened' }, {}],
  reportPushEvent: [{ delivery_id: 'd', device_id: 't', event: 'opened' }, {}],
  addToSegment: [7, ['5'], {}],
  removeFromSegment: [7, ['5'], {}],
  getRegion: [{}],
};

const trackV2Calls: Partial<Record<keyof TrackV2Client, unknown[]>> = {
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
  'message.identify': [message.identify as Callable, { userId: 'u', traits: {} }],
  'message.track': [message.track as Callable, { userId: 'u', event: 'x', properties: {} }],
  'message.page': [message.page as Callable, { userId: 'u' }],
  'message.group': [message.group as Callable, { userId: 'u', groupId: 'g', traits: {} }],
  'message.alias': [message.alias as Callable, { userId: 'u', previousId: 'a' }],
  'message.addDevice': [message.addDevice as Callable, { userId: 'u', token: 't', context: {} }],
  'message.deleteObject': [message.deleteObject as Callable, { objectId: 'o' }],
  'message.reportDelivery': [message.reportDelivery as Callable, { deliveryId: 'd', metric: 'opened' }],
  'message.reportContent': [message.reportContent as Callable, { actionType: 'viewed_content' }],
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
  const names = [
    'signal',
    'timeoutMs',
    'retry',
    'id',
    'timestamp',
    'type',
    'idType',
    'cio_relationships',
    'onRejected',
    'userId',
    'traits',
    'properties',
    'context',
    'messageId',
  ];
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

describe.each<[string, object, Record<string, unknown[]>]>([
  ['Track v1', new TrackClient({ ...credentials, transport: recordingTransport() }), trackCalls],
  ['Track v2', new TrackV2Client({ ...credentials, transport: recordingTransport() }), trackV2Calls],
  [
    'Pipelines',
    new PipelinesClient({ writeKey: 'key', transport: recordingTransport(), rateLimiter: false }),
    Object.fromEntries(pipelinesCalls.map(({ method, args }) => [method, args])),
  ],
])('%s', (_api, client, calls) => {
  test.each(Object.keys(calls))(
    '%s never throws, and rejects with errors of the library alone',
    async (method) => {
      const call = (client as Record<string, Callable>)[method]!.bind(client);
      await call(...calls[method]!);
      for (const [what, args] of replaced(calls[method]!)) {
        const pending = call(...args) as Promise<unknown>;
        await pending.catch((error) => expectOurs(error, what));
      }
    },
  );

  test('every method is here', () => {
    const others = ['constructor', 'close', 'stats', 'batcher'];
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(client));
    expect(Object.keys(calls).sort()).toEqual(methods.filter((name) => !others.includes(name)).sort());
  });
});

const CLIENTS: (new (options: never) => object)[] = [TrackClient, TrackV2Client, PipelinesClient];

test.each(CLIENTS)('%o: options that are bad are errors of the library', (Client) => {
  for (const [what, value] of hostileValues()) {
    for (const options of [
      value,
      { ...credentials, baseUrl: value },
      { ...credentials, region: value },
      { writeKey: value },
    ]) {
      try {
        new Client(options as never);
      } catch (error) {
        expectOurs(error, what);
      }
    }
  }
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
  const client = new TrackV2Client({ ...credentials, transport: recordingTransport() });
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

test('Analytics: settings and params throw errors of the library alone, and nothing else is lost', async () => {
  const analytics = new Analytics({ writeKey: 'key', disable: true });
  for (const [what, value] of hostileValues()) {
    for (const settings of [value, { writeKey: value }, { writeKey: 'k', host: value }]) {
      try {
        new Analytics(settings as never);
      } catch (error) {
        expectOurs(error, what);
      }
    }
    for (const params of [
      value,
      { userId: value, event: 'x' },
      { userId: 'u', event: 'x', context: value },
    ]) {
      try {
        analytics.track(params as never);
      } catch (error) {
        expectOurs(error, what);
      }
    }
    await analytics.flush(value as never).catch((error) => expectOurs(error, what));
  }
  await analytics.closeAndFlush();
});
