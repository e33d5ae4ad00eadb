import type { RetryStrategy, Transport } from '@cio/core';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Device, type EventOptions, TrackClient, type TrackClientOptions } from './index.js';

/** A client whose requests go nowhere, and the bodies they had. */
function offline(options: Partial<TrackClientOptions> = {}) {
  const bodies: unknown[] = [];
  const transport: Transport = async ({ body }) => {
    bodies.push(body === undefined ? undefined : JSON.parse(String(body)));
    return { status: 200, headers: {}, text: async () => '', stream: async function* () {} };
  };
  return { track: new TrackClient({ siteId: 's', apiKey: 'k', transport, ...options }), bodies };
}

const { track } = offline();
const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const LONG = 'ü'.repeat(76);

const refused: [string, () => Promise<unknown>, string][] = [
  [
    'identify without an identifier',
    () => track.identify(''),
    'identifier: expected a string that is not blank, got an empty string',
  ],
  ['an identifier too long', () => track.identify(LONG), 'identifier: 152 bytes, the limit is 150'],
  [
    'attributes that are no object',
    () => track.identify('5', [] as never),
    'attributes: expected an object, got an array',
  ],
  [
    'an attribute name too long',
    () => track.identify('5', { [LONG]: 1 }),
    `attributes.${LONG.slice(0, 30)}…: the name is 152 bytes, the limit is 150`,
  ],
  ['301 attributes', () => track.identify('5', keys(301)), 'attributes: 301 attributes, the limit is 300'],
  [
    'a _timestamp in milliseconds',
    () => track.identify('5', { _timestamp: 1_700_000_000_000 }),
    'attributes._timestamp: expected unix seconds, got 1700000000000, which looks like milliseconds',
  ],
  [
    'an event without a name',
    () => track.track('5', ' '),
    'name: expected a string that is not blank, got a blank string',
  ],
  ['an event name too long', () => track.track('5', 'ü'.repeat(51)), 'name: 102 bytes, the limit is 100'],
  [
    'event data that is no object',
    () => track.track('5', 'x', 'y' as never),
    'data: expected an object, got a string',
  ],
  [
    'event data too large',
    () => track.track('5', 'x', { y: 'ü'.repeat(50_000) }),
    'data: 100008 bytes of JSON, the limit is 100000',
  ],
  [
    'a blank id of an event',
    () => track.track('5', 'x', {}, { id: ' ' }),
    'id: expected a string that is not blank',
  ],
  [
    'an id of an event that is too long',
    () => track.track('5', 'x', {}, { id: 'a'.repeat(151) }),
    'id: 151 bytes, the limit is 150',
  ],
  [
    'a timestamp in milliseconds',
    () => track.track('5', 'x', {}, { timestamp: Date.now() }),
    'which looks like milliseconds',
  ],
  [
    'a timestamp in parts of a second',
    () => track.track('5', 'x', {}, { timestamp: 1.5 }),
    'timestamp: expected a valid Date or whole unix seconds, 0 or more',
  ],
  [
    'an invalid Date',
    () => track.track('5', 'x', {}, { timestamp: new Date('x') }),
    'timestamp: expected a valid Date or whole unix seconds, 0 or more',
  ],
  [
    'backfill without a time',
    () => track.backfill('5', 'x', undefined as never),
    'timestamp: expected unix seconds or a Date',
  ],
  ['pageview without a URL', () => track.pageview('5', ''), 'name: expected'],
  [
    'metadata of a metric that is no object',
    () => track.reportMetric({ delivery_id: 'd', metric: 'clicked', metadata: 'x' as never }),
    'metric.metadata: expected an object',
  ],
  ['a blank anonymous id', () => track.trackAnonymous('', 'x'), 'anonymousId: expected'],
  [
    'an unknown type',
    () => track.trackAnonymous('a', 'x', {}, { type: 'y' as never }),
    'type: expected one of event, page, screen',
  ],
  [
    'a device without a token',
    () => track.addDevice('5', { platform: 'ios' } as Device),
    'device.id: expected',
  ],
  [
    'a device of no platform',
    () => track.addDevice('5', { id: 't', platform: 'palm' as never }),
    'device.platform: expected one of ios, android',
  ],
  ['no device', () => track.addDevice('5', undefined as never), 'device: expected an object, got undefined'],
  ['deleteDevice without a token', () => track.deleteDevice('5', ''), 'deviceId: expected'],
  ['unsubscribe without a delivery', () => track.unsubscribe(undefined as never), 'deliveryId: expected'],
  [
    'a form without a person',
    () => track.submitForm('f', { name: 'Ada' }),
    'data.id or data.email: expected',
  ],
  [
    'a merge of two identifiers',
    () => track.mergeCustomers({ id: '1', email: 'a@x.io' } as never, { id: '2' }),
    'primary: expected exactly one of id, email, cio_id',
  ],
  [
    'a merge by phone',
    () => track.mergeCustomers({ id: '1' }, { phone: '1' } as never),
    'secondary: expected exactly one of id, email, cio_id',
  ],
  [
    'a merge with a blank',
    () => track.mergeCustomers({ id: '1' }, { email: '' }),
    'secondary.email: expected',
  ],
  [
    'a merge of nobody',
    () => track.mergeCustomers({ id: '1' }, null as never),
    'secondary: expected exactly one of',
  ],
  [
    'a metric without a delivery',
    () => track.reportMetric({ metric: 'opened' } as never),
    'metric.delivery_id: expected',
  ],
  [
    'a push event of no kind',
    () => track.reportPushEvent({ delivery_id: 'd', device_id: 't', event: 'lost' as never }),
    'event.event: expected one of opened',
  ],
  [
    'a segment that is no number',
    () => track.addToSegment('7' as never, ['1']),
    'segmentId: expected an integer',
  ],
  [
    'nobody for a segment',
    () => track.addToSegment(7, []),
    'ids: expected an array of 1 to 1000 identifiers',
  ],
  [
    '1,001 for a segment',
    () => track.removeFromSegment(7, Array(1001).fill('1')),
    'ids: expected an array of 1 to 1000',
  ],
  ['a blank among the ids', () => track.addToSegment(7, ['1', '']), 'ids[1]: expected'],
  [
    'ids of no type',
    () => track.addToSegment(7, ['1'], { idType: 'phone' as never }),
    'idType: expected one of id, email, cio_id',
  ],
  ['a bigint', () => track.identify('5', { total: 5n }), 'attributes.total: JSON has no bigint'],
];

function keys(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`key_${i}`, i]));
}

describe('refused before anything is sent', () => {
  test.each(refused)('%s', async (_what, call, message) => {
    const error = (await call().catch((e: unknown) => e)) as Error;
    expect(error.name).toBe('ValidationError');
    expect(error.message).toContain(message);
  });
});

describe('just within the limits', () => {
  test('300 attributes, and the keys that are none', async () => {
    const { track, bodies } = offline();
    await track.identify('5', { ...keys(300), _update: true, _timestamp: 5, gone: undefined });
    expect(Object.keys(bodies[0] as object)).toHaveLength(302);
  });

  test('event data: the size is that of its JSON, whatever is in it', async () => {
    // Characters of one, two and three bytes, and such as JSON escapes.
    const text = fc.array(fc.constantFrom('a', 'ü', '日', '"', '\n', '😀'), {
      minLength: 30_000,
      maxLength: 40_000,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(text, async (characters) => {
        const { track } = offline();
        const data = { text: characters.join('') };
        const bytes = Buffer.byteLength(JSON.stringify(data));
        const outcome = await track.track('5', 'x', data).then(
          () => 'sent',
          (error: Error) => error.message,
        );
        expect(outcome).toBe(bytes > 100_000 ? `data: ${bytes} bytes of JSON, the limit is 100000` : 'sent');
      }),
      { numRuns: 50 },
    );
    const { track } = offline();
    await track.track('5', 'x', { y: 'a'.repeat(100_000 - 8) });
    await expect(track.track('5', 'x', { y: 'a'.repeat(100_000 - 7) })).rejects.toThrow('100001 bytes');
  });
});

test('every event has a ULID of its own, or the one it is given', async () => {
  const { track, bodies } = offline();
  await track.track('5', 'a');
  await track.track('5', 'a');
  await track.track('5', 'a', {}, { id: ULID });
  const ids = (bodies as { id: string }[]).map(({ id }) => id);
  expect(new Set(ids).size).toBe(3);
  expect(ids[2]).toBe(ULID);
});

describe('an id of an event that is no ULID', () => {
  const isRepeated = async (call: (track: TrackClient) => Promise<void>) => {
    let replaySafe: boolean | undefined;
    const retry: RetryStrategy = {
      execute(operation, context) {
        replaySafe = context.replaySafe;
        return operation();
      },
    };
    const { track, bodies } = offline({ retry });
    await call(track);
    return { replaySafe, id: (bodies[0] as { id: string }).id };
  };
  const id = '6c7b5b0e-9d1f-4a2b-8b0a-0f4f5a1e2c3d';

  test.each<[string, (track: TrackClient, options: EventOptions) => Promise<void>]>([
    ['track', (track, options) => track.track('5', 'x', {}, options)],
    ['pageview', (track, options) => track.pageview('5', 'x', {}, options)],
    ['screen', (track, options) => track.screen('5', 'x', {}, options)],
    ['backfill', (track, options) => track.backfill('5', 'x', 1_700_000_000, {}, options)],
    ['trackAnonymous', (track, options) => track.trackAnonymous('a', 'x', {}, options)],
  ])('%s: goes out as it is, and the call is not repeated by itself', async (_, call) => {
    expect(await isRepeated((track) => call(track, { id }))).toEqual({ replaySafe: false, id });
    expect(await isRepeated((track) => call(track, { id: ULID }))).toEqual({ replaySafe: true, id: ULID });
    expect((await isRepeated((track) => call(track, {}))).replaySafe).toBe(true);
  });
});

test('an invitation needs a name alone', async () => {
  const { track, bodies } = offline();
  await track.trackAnonymous(null, 'invite', { email_address: 'x@y.z' });
  await track.trackAnonymous(null, 'invite');
  expect(bodies).toMatchObject([
    { name: 'invite', data: { email_address: 'x@y.z' } },
    { name: 'invite', data: {} },
  ]);
  for (const body of bodies) expect(body).not.toHaveProperty('anonymous_id');
});

test('a choice of channels, one choice alone, and what was tapped are sent', async () => {
  const { track, bodies } = offline();
  await track.identify('5', {
    cio_subscription_preferences: { topics: { topic_1: true }, channels: { email: false } },
  });
  await track.identify('5', { 'cio_subscription_preferences.topics.topic_1': false });
  await track.reportMetric({
    delivery_id: 'd',
    metric: 'clicked',
    metadata: { action_name: 'buy', action_value: '1' },
  });
  expect(bodies).toEqual([
    { cio_subscription_preferences: { topics: { topic_1: true }, channels: { email: false } } },
    { 'cio_subscription_preferences.topics.topic_1': false },
    { delivery_id: 'd', metric: 'clicked', metadata: { action_name: 'buy', action_value: '1' } },
  ]);
});

test('methods never throw, they reject', () => {
  for (const [, call] of refused) expect(() => call().catch(() => {})).not.toThrow();
});

test('a client can share the connection of another', () => {
  const { track } = offline();
  expect(new TrackClient(track.http).http).toBe(track.http);
});

test.each([undefined, null, 'key', {}, { siteId: 's' }, { siteId: 's', apiKey: '' }])(
  'options %j are refused',
  (options) => {
    expect(() => new TrackClient(options as TrackClientOptions)).toThrow(
      expect.objectContaining({ name: 'ValidationError' }),
    );
  },
);

describe('errors tell the template of a path, and nothing of a person', () => {
  const failing: Transport = async () => ({
    status: 404,
    headers: {},
    text: async () => '',
    stream: async function* () {},
  });
  const client = new TrackClient({ siteId: 's', apiKey: 'k', transport: failing });
  const who = 'ada@example.com';

  test.each<[string, () => Promise<unknown>]>([
    ['PUT /api/v1/customers/{identifier}', () => client.identify(who)],
    ['DELETE /api/v1/customers/{identifier}', () => client.delete(who)],
    ['POST /api/v1/customers/{identifier}/events', () => client.track(who, 'x')],
    ['POST /api/v1/customers/{identifier}/suppress', () => client.suppress(who)],
    ['POST /api/v1/customers/{identifier}/unsuppress', () => client.unsuppress(who)],
    ['PUT /api/v1/customers/{identifier}/devices', () => client.addDevice(who, { id: who, platform: 'ios' })],
    ['DELETE /api/v1/customers/{identifier}/devices/{device_id}', () => client.deleteDevice(who, who)],
    ['POST /unsubscribe/{delivery_id}', () => client.unsubscribe(who)],
    ['POST /api/v1/forms/{form_id}/submit', () => client.submitForm(who, { email: who })],
    ['POST /api/v1/segments/{segment_id}/add_customers', () => client.addToSegment(7, [who])],
    ['POST /api/v1/events', () => client.trackAnonymous(who, 'x')],
    ['POST /api/v1/merge_customers', () => client.mergeCustomers({ email: who }, { id: who })],
    ['GET /api/v1/accounts/region', () => client.getRegion()],
  ])('%s', async (template, call) => {
    const error = (await call().catch((thrown) => thrown)) as Error;
    expect(error.message).toBe(`${template} → 404 (no body)`);
  });
});

test('a rate limiter holds back every call, by the bucket track', async () => {
  const { track: plain } = offline();
  const buckets: string[] = [];
  const rateLimiter = { acquire: async (bucket: string) => void buckets.push(bucket) };
  const limited = new TrackClient({ siteId: 's', apiKey: 'k', transport: plain.http.transport, rateLimiter });
  await limited.identify('5');
  await limited.track('5', 'x');
  expect(buckets).toEqual(['track', 'track']);
});

test('types', () => {
  expectTypeOf(track.identify).returns.resolves.toBeVoid();
  expectTypeOf(track.getRegion).returns.resolves.toHaveProperty('region').toEqualTypeOf<'us' | 'eu'>();
  // @ts-expect-error two identifiers at once
  void track.mergeCustomers({ id: '1' }, { phone: '2' }).catch(() => {});
  // @ts-expect-error no such platform
  void track.addDevice('5', { id: 't', platform: 'palm' }).catch(() => {});
  // @ts-expect-error a backfill needs its time
  void track.backfill('5', 'x').catch(() => {});
});

test('fields that have no type yet go with any request', async () => {
  const urls: string[] = [];
  const bodies: unknown[] = [];
  const transport: Transport = async ({ url, body }) => {
    urls.push(url.replace(/^.*\/api/, '/api'));
    bodies.push(body === undefined ? undefined : JSON.parse(String(body)));
    return { status: 200, headers: {}, text: async () => '{}', stream: async function* () {} };
  };
  const client = new TrackClient({ siteId: 's', apiKey: 'k', transport });
  const extra = { later: new Date(5000) };
  await client.identify('5', { plan: 'gold' }, { extra });
  await client.track(
    '5',
    'bought',
    { price: 3 },
    { id: ULID, extra: { later: 5, data: { currency: 'EUR' } } },
  );
  await client.suppress('5', { extra });
  await client.addDevice('5', { id: 't', platform: 'ios' }, { extra: { device: { model: 'x' } } });
  await client.addToSegment(1, ['5'], { idType: 'id', extra });
  await client.reportMetric({ delivery_id: 'd', metric: 'opened' }, { extra });
  await client.delete('5', { extra });
  await client.getRegion({ extra });
  expect(bodies).toEqual([
    { plan: 'gold', later: 5 },
    { name: 'bought', id: ULID, later: 5, data: { price: 3, currency: 'EUR' } },
    { later: 5 },
    { device: { id: 't', platform: 'ios', model: 'x' } },
    { ids: ['5'], later: 5 },
    { delivery_id: 'd', metric: 'opened', later: 5 },
    undefined,
    undefined,
  ]);
  expect(urls.slice(6)).toEqual(['/api/v1/customers/5?later=5', '/api/v1/accounts/region?later=5']);
  await expect(client.identify('5', { plan: 'gold' }, { extra: { plan: 'x' } })).rejects.toMatchObject({
    name: 'ValidationError',
    field: 'extra.plan',
  });
  expect(bodies).toHaveLength(8);
});

test('what other clients send is taken', async () => {
  const { track: client, bodies } = offline();
  const device: Device = { id: 't', platform: 'ios', last_used: '1606511962', attributes: null };
  await client.track('5', 'x', null, { id: ULID });
  await client.addDevice('5', device);
  await client.identify('5', { unsubscribed: 'TRUE' });
  await client.identify('5', { unsubscribed: 1 });
  expect(bodies).toEqual([
    { name: 'x', id: ULID, data: {} },
    { device: { id: 't', platform: 'ios', last_used: 1_606_511_962, attributes: null } },
    { unsubscribed: 'TRUE' },
    { unsubscribed: 1 },
  ]);
  for (const last_used of ['yesterday', '', '1606511962000', '-1']) {
    const call = client.addDevice('5', { ...device, last_used });
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field: 'device.last_used' });
  }
});

describe('types of a workspace, without a plan', () => {
  interface Order {
    total: number;
    coupon?: string;
  }
  const { track: typed, bodies } = offline();
  const named = typed as TrackClient<
    { order_placed: Order; signed_in: object },
    { email: string; plan?: 'pro' }
  >;

  test('are checked by the compiler, and change nothing of what is sent', async () => {
    await named.track('5', 'order_placed', { total: 1 });
    await named.identify('5', { email: 'a', plan: 'pro' });
    await named.track('5', 'signed_in');
    expect(bodies).toMatchObject([
      { name: 'order_placed', data: { total: 1 } },
      { email: 'a' },
      { data: {} },
    ]);
    // @ts-expect-error -- the name is misspelt
    await named.track('5', 'order_placd', { total: 1 });
    // @ts-expect-error -- the property is misspelt
    await named.track('5', 'order_placed', { total: 1, cupon: 'A' });
    // @ts-expect-error -- text, where a number is expected
    await named.backfill('5', 'order_placed', 1_700_000_000, { total: '1' });
    // @ts-expect-error -- the property is missing
    await named.trackAnonymous('a', 'order_placed', {});
    // @ts-expect-error -- the attribute is misspelt
    await named.identify('5', { emial: 'a' });
  });
});

test('a device is not changed, and may be frozen', async () => {
  const { track, bodies } = offline();
  const device = Object.freeze({ id: 'd', platform: 'ios', last_used: '1700000000' });
  await track.addDevice('5', device as never);
  expect(device.last_used).toBe('1700000000');
  expect(bodies).toEqual([{ device: { id: 'd', platform: 'ios', last_used: 1_700_000_000 } }]);
});

test.each<[string, (track: TrackClient) => Promise<unknown>, string]>([
  ['attributes', (c) => c.identify('5', {}, { extra: { bio: 'x'.repeat(1001) } }), 'attributes.bio'],
  ['an event', (c) => c.track('5', 'x', {}, { extra: { data: { text: 'x'.repeat(100_001) } } }), 'data'],
])('what extra adds to %s is within the same limits', async (_, call, field) => {
  const { track, bodies } = offline();
  await expect(call(track)).rejects.toMatchObject({ name: 'ValidationError', field });
  expect(bodies).toEqual([]);
});
