import { expect, test } from 'vitest';
import { isUlid } from '../ids/ulid.js';
import { callsOf, itemKeys, type OutboxItem, partitionOf, readItem } from './index.js';
import { readAddable, replacementOf } from './read-addable.js';

test('an event without id and time gets them when it is added', () => {
  const item = readItem('item', { type: 'person', action: 'event', identifiers: { id: '5' }, name: 'a' });
  expect(item).toMatchObject({ kind: 'track-v2', operation: { name: 'a', timestamp: expect.any(Number) } });
  expect(item.kind === 'track-v2' && isUlid(item.operation.id)).toBe(true);
  const own = {
    type: 'person',
    action: 'event',
    id: 'mine',
    timestamp: 5,
    name: 'a',
    identifiers: { id: '5' },
  };
  expect(readItem('item', own)).toEqual({ kind: 'track-v2', operation: own });
  const identify = { type: 'person', action: 'identify', identifiers: { id: '5' }, attributes: {} };
  expect(readItem('item', identify)).toEqual({ kind: 'track-v2', operation: identify });
});

test('what is stored is a copy, and plain JSON', () => {
  const attributes = { at: new Date(5000), list: [undefined] };
  const item = readItem('item', { type: 'person', action: 'identify', identifiers: { id: '5' }, attributes });
  attributes.list.push(undefined);
  expect(item).toEqual(JSON.parse(JSON.stringify(item)));
  expect(item).toMatchObject({ operation: { attributes: { at: 5, list: [null] } } });
});

test.each([
  ['text', 'items[0]'],
  [{ type: 'nothing' }, 'items[0]'],
  [{ kind: 'nothing' }, 'items[0].kind'],
  [{ kind: 'track', call: { operation: 'x' } }, 'items[0].call.method'],
  [{ type: 'person', action: '' }, 'items[0].action'],
  [{ type: 'person', action: 'identify', attributes: { a: 'x'.repeat(40_000) } }, 'items[0]'],
  [{ type: 'track', messageId: 5 }, 'items[0].messageId'],
  [{ kind: 'event', event: {}, orderingKey: 5 }, 'items[0].orderingKey'],
  [
    {
      kind: 'track',
      call: {
        operation: 'track',
        method: 'POST',
        path: '/api/v1/customers/%/events',
        pathTemplate: '/api/v1/customers/{identifier}/events',
        replaySafe: true,
      },
    },
    'items[0].call.path',
  ],
  [
    {
      kind: 'track',
      call: {
        operation: 'track',
        method: 'POST',
        path: '@evil.example/x',
        pathTemplate: '/x',
        replaySafe: true,
      },
    },
    'items[0].call.path',
  ],
])('what could never be sent is not stored: %j', async (input, field) => {
  await expect(readAddable([input] as never, undefined, 4)).rejects.toMatchObject({
    name: 'ValidationError',
    field,
  });
});

test('one item, several, and promises of them can be added', async () => {
  const operation = { type: 'person', action: 'delete', identifiers: { id: '5' } } as const;
  expect(await readAddable(operation, undefined, 4)).toHaveLength(1);
  expect(await readAddable(Promise.resolve(operation), undefined, 4)).toHaveLength(1);
  expect(await readAddable([operation, Promise.resolve(operation)], undefined, 4)).toHaveLength(2);
  await expect(readAddable(5 as never, undefined, 4)).rejects.toMatchObject({ field: 'items' });
});

test('an ordering key is stored with its items, and decides their partition', async () => {
  const operation = { type: 'person', action: 'delete', identifiers: { id: '5' } } as const;
  const [added] = await readAddable(operation, 'Ada@example.com', 16);
  expect(added).toMatchObject({
    item: { orderingKey: 'Ada@example.com' },
    partition: partitionOf('ada@example.com', 16),
  });
  // Of a dead letter, which is added again as it was read.
  expect(await readAddable(added!.item, undefined, 16)).toEqual([added]);
  const repaired = await readAddable({ ...operation, action: 'suppress' }, undefined, 16);
  expect(replacementOf(added!, repaired[0]!.item)).toMatchObject({
    ...added,
    item: { operation: { action: 'suppress' }, orderingKey: 'Ada@example.com' },
  });
  await expect(readAddable(operation, '', 16)).rejects.toMatchObject({ field: 'orderingKey' });
  await expect(readAddable(operation, 5 as never, 16)).rejects.toMatchObject({ field: 'orderingKey' });
});

const call = (path: string, body?: unknown) => ({ kind: 'track', call: { path, body } }) as OutboxItem;

test.each<[OutboxItem, string[]]>([
  [call('/api/v1/customers/Ada%40Example.com/events'), ['ada@example.com']],
  [call('/api/v1/customers/cio_03'), ['03']],
  [{ kind: 'pipelines', message: { type: 'track', userId: 'cio_03' } }, ['03']],
  [{ kind: 'track-v2', operation: { type: 'person', identifiers: { cio_id: '03' } } }, ['03']],
  [call('/api/v1/customers/5/devices/token'), ['5']],
  [call('/api/v1/segments/7/add_customers', { ids: ['5', 6] }), ['5', '6']],
  [call('/api/v1/metrics', { delivery_id: 'd' }), ['delivery d']],
  [{ kind: 'track-v2', operation: { type: 'delivery', identifiers: { id: 'd' } } }, ['delivery d']],
  [
    {
      kind: 'pipelines',
      message: { type: 'track', event: 'Report Delivery Event', properties: { deliveryId: 'd' } },
    },
    ['delivery d'],
  ],
  [call('/api/v1/events', { anonymous_id: 'anon', data: {} }), ['anon']],
  [call('/api/v1/merge_customers', { primary: { id: '5' }, secondary: { email: 'A@b.c' } }), ['5', 'a@b.c']],
  [call('/api/v1/forms/3/submit', { data: { email: 'a@b.c' } }), ['a@b.c']],
  [{ kind: 'send', call: { path: '/v1/send/email', body: { to: 'A@b.c' } } } as never, ['a@b.c']],
  [
    { kind: 'send', call: { path: '/v1/send/push', body: { identifiers: { id: 5 }, to: 'x' } } } as never,
    ['5'],
  ],
  [{ kind: 'pipelines', message: { type: 'group', userId: '5', groupId: 'g' } }, ['5', 'object g']],
  [
    { kind: 'event', event: { event_id: 'e', data: { identifiers: { id: '5' }, customer_id: '6' } } },
    ['5', '6'],
  ],
  [{ kind: 'event', event: { event_id: 'e' } }, ['e']],
  [
    {
      kind: 'track-v2',
      operation: {
        type: 'object',
        action: 'identify',
        identifiers: { object_type_id: '1', object_id: 'acme' },
        cio_relationships: [{ identifiers: { id: '5' } }],
      },
    },
    ['object acme', '5'],
  ],
  [
    {
      kind: 'track-v2',
      operation: {
        type: 'person',
        action: 'identify',
        identifiers: { id: 5 },
        attributes: { email: 'A@b.c' },
      },
    },
    ['5', 'a@b.c'],
  ],
])('the same person has the same ordering key in all APIs: %j', (item, keys) => {
  expect(itemKeys(item)).toEqual(keys);
});

test('keys spread over the partitions, and never move', () => {
  const counts = Array.from({ length: 16 }, () => 0);
  for (let i = 0; i < 16_000; i++) counts[partitionOf(`customer-${i}`, 16)]!++;
  expect(Math.min(...counts)).toBeGreaterThan(800);
  expect(Math.max(...counts)).toBeLessThan(1200);
  // What is stored was put into these: another function would break the order of what waits.
  expect(['', '5', 'ada@example.com'].map((key) => partitionOf(key, 16))).toMatchInlineSnapshot(`
    [
      9,
      12,
      7,
    ]
  `);
});

class Broadcasts {
  constructor(readonly http: { request(call: unknown): Promise<unknown> }) {}
  async trigger(id: number, data: object): Promise<void> {
    await this.http.request({
      operation: 'broadcasts.trigger',
      method: 'POST',
      path: `/v1/campaigns/${id}/triggers`,
      body: { data },
      replaySafe: false,
    });
  }
  async list(): Promise<void> {}
}

class Client {
  readonly broadcasts: Broadcasts;
  constructor(readonly http: { request(call: unknown): Promise<unknown> }) {
    this.broadcasts = new Broadcasts(http);
  }
  async track(name: string): Promise<void> {
    if (!name) throw new TypeError('no name');
    await this.http.request({
      operation: 'track',
      method: 'POST',
      path: '/api/v1/customers/5/events',
      pathTemplate: '/api/v1/customers/{identifier}/events',
      raw: JSON.stringify({ name }),
      bucket: 'track',
      replaySafe: true,
      signal: undefined,
    });
  }
  async get(): Promise<void> {
    await this.http.request({ method: 'GET', path: '/api/v1/accounts/region' });
  }
  async other(): Promise<void> {
    await this.http.request({ method: 'POST', path: '/v1/segments' });
  }
}

test('callsOf returns what the client would have sent, with its own validation', async () => {
  const calls = callsOf(Client);
  const item = readItem('item', await calls.track('a'));
  expect(item).toEqual({
    kind: 'track',
    call: {
      operation: 'track',
      method: 'POST',
      path: '/api/v1/customers/5/events',
      pathTemplate: '/api/v1/customers/{identifier}/events',
      body: { name: 'a', id: expect.any(String), timestamp: expect.any(Number) },
      bucket: 'track',
      replaySafe: true,
    },
  });
  await expect(calls.track('')).rejects.toThrow(TypeError);
  await expect(calls.get()).rejects.toMatchObject({ name: 'ValidationError', field: 'get' });
  await expect(calls.other()).rejects.toMatchObject({ name: 'ValidationError', field: 'other' });
});

test('callsOf has the trigger of broadcasts', async () => {
  const calls = callsOf(Client);
  const item = readItem('item', await calls.broadcasts.trigger(12, { title: 'Sale' }));
  expect(item).toEqual({
    kind: 'send',
    call: {
      operation: 'broadcasts.trigger',
      method: 'POST',
      path: '/v1/campaigns/12/triggers',
      pathTemplate: '/v1/campaigns/12/triggers',
      body: { data: { title: 'Sale' } },
      replaySafe: false,
    },
  });
  // @ts-expect-error It sends nothing.
  await expect(calls.broadcasts.list()).rejects.toMatchObject({ name: 'ValidationError', field: 'list' });
  // @ts-expect-error The connections of a client are none of its calls.
  expect(calls.http).toBeUndefined();
});
