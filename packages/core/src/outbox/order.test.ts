import { afterEach, expect, test, vi } from 'vitest';
import { type SendBatchOptions, sendBatch } from '../batching/send-batch.js';
import { messageKeys, operationKeys } from '../ordering/ordering-keys.js';
import { type OutboxWorker, startWorker } from './index.js';
import { TestStore } from './test-store.js';

let worker: OutboxWorker | undefined;
afterEach(() => worker?.close({ timeoutMs: 1000 }));

const LONG = 'x'.repeat(1000);

/** An item of each kind, about a person of its own. */
const ITEMS: Record<string, (n: number) => object> = {
  'track-v2': (n) => ({
    type: 'person',
    action: 'event',
    identifiers: { id: `p${n}` },
    name: `${n}`,
    attributes: { LONG },
  }),
  pipelines: (n) => ({
    type: 'track',
    messageId: `${n}`,
    userId: `p${n}`,
    event: `${n}`,
    properties: { LONG },
  }),
  track: (n) => ({
    kind: 'track',
    call: {
      operation: 'track',
      method: 'POST',
      path: `/api/v1/customers/p${n}/events`,
      pathTemplate: '/api/v1/customers/{identifier}/events',
      replaySafe: true,
      body: { name: `${n}` },
    },
  }),
  send: (n) => ({
    kind: 'send',
    call: {
      operation: 'sendEmail',
      method: 'POST',
      path: '/v1/send/email',
      pathTemplate: '/v1/send/email',
      replaySafe: false,
      body: { identifiers: { id: `p${n}` }, name: `${n}` },
    },
  }),
  event: (n) => ({ kind: 'event', event: { event_id: `${n}` } }),
};

/** Clients that take a moment for each request, and what they have sent. */
function recorder() {
  const sent: number[] = [];
  let inFlight = 0;
  const stats = { requests: 0, mostInFlight: 0 };
  async function request(numbers: number[]) {
    stats.requests++;
    stats.mostInFlight = Math.max(stats.mostInFlight, ++inFlight);
    // The first takes the longest.
    await new Promise((resolve) => setTimeout(resolve, Math.max(1, 12 - numbers[0]!)));
    sent.push(...numbers);
    inFlight--;
  }
  const batches = (orderingKeys: typeof operationKeys, nameOf: (value: never) => string) => ({
    sendBatch: (values: Iterable<unknown>, options: SendBatchOptions = {}) =>
      sendBatch(
        {
          itemName: 'value',
          read: (value) => value as never,
          start: '[',
          end: ']',
          // Requests of two.
          maxBytes: 2600,
          orderingKeys,
          // Every third one is sent in a request of its own.
          isReplaySafe: (value) => Number(nameOf(value as never)) % 3 !== 0,
          describe: String,
          async post(_, items) {
            await request(items.map((item) => Number(nameOf(item as never))));
            return new Map();
          },
        },
        values,
        options,
      ),
  });
  const http = {
    request: ({ raw }: { raw?: string }) => request([Number(JSON.parse(raw!).name)]),
  };
  const clients = {
    track: { http },
    app: { http },
    trackV2: batches(operationKeys, ({ name }: { name: string }) => name),
    pipelines: batches(messageKeys, ({ event }: { event: string }) => event),
  };
  const onEvent = ({ event_id }: { event_id?: unknown }) => request([Number(event_id)]);
  return { sent, stats, options: { clients: clients as never, onEvent, pollMs: 1 } };
}

const isEmpty = (store: TestStore) => vi.waitFor(() => expect(store.items).toEqual([]), 5000);
const numbers = Array.from({ length: 12 }, (_, n) => n);

const KINDS = Object.keys(ITEMS);
test.each<{ kinds: string[] }>([
  ...KINDS.map((kind) => ({ kinds: [kind] })),
  { kinds: ['track-v2', 'track'] },
  { kinds: KINDS },
])(
  'items of one orderingKey are sent in the order of adding, whoever they are about: $kinds',
  async ({ kinds }) => {
    const store = new TestStore();
    await store.add(
      numbers.map((n) => ITEMS[kinds[n % kinds.length]!]!(n)),
      Date.now(),
      'customer 5',
    );
    const { sent, stats, options } = recorder();
    worker = startWorker(store, options);
    await isEmpty(store);
    expect(sent).toEqual(numbers);
    expect(stats.mostInFlight).toBe(1);
    // Batches stay batches: four of one, and four of two.
    if (kinds.length === 1 && ['track-v2', 'pipelines'].includes(kinds[0]!)) expect(stats.requests).toBe(8);
  },
);

test('an item whose orderingKey is the id of a person is in order with what is about that person', async () => {
  const store = new TestStore();
  await store.add([ITEMS['track-v2']!(0)]);
  await store.add([ITEMS['track-v2']!(1), ITEMS.track!(2)], Date.now(), 'p0');
  await store.add([ITEMS['track-v2']!(0)]);
  const { sent, options } = recorder();
  worker = startWorker(store, options);
  await isEmpty(store);
  expect(sent).toEqual([0, 1, 2, 0]);
});

test.each(KINDS)('without an orderingKey, different people do not wait for one another: %s', async (kind) => {
  const store = new TestStore();
  await store.add(numbers.map((n) => ITEMS[kind]!(n)));
  const { sent, stats, options } = recorder();
  worker = startWorker(store, options);
  await isEmpty(store);
  expect([...sent].sort((a, b) => a - b)).toEqual(numbers);
  expect(stats.mostInFlight).toBeGreaterThan(3);
});
