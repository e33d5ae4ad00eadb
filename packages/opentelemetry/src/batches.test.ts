import { startEmulator } from '@cio/emulator';
import { message, PipelinesClient } from '@cio/pipelines';
import { Analytics } from '@cio/pipelines/analytics';
import type { Transport } from '@cio/track';
import { person, TrackV2Client } from '@cio/track-v2';
import { trace } from '@opentelemetry/api';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { instrument, METRICS, observeOutbox, runLinked, storeContext } from './index.js';
import { startSdk } from './testing/sdk.js';

const sdk = startSdk();
afterEach(() => sdk.reset());
afterAll(() => sdk.shutdown());

const accepting: Transport = async () => ({
  status: 200,
  headers: {},
  text: async () => '{}',
  stream: async function* () {},
});
const open = () => instrument(new TrackV2Client({ siteId: 'site', apiKey: 'key', transport: accepting }));
const operation = (id: string) => person.identify({ id });

/** Does something in a span of its own, which ends with it. */
function within<T>(name: string, work: () => T): T {
  return trace.getTracer('app').startActiveSpan(name, (span) => {
    const result = work();
    span.end();
    return result;
  });
}

const contextOf = (name: string) => sdk.span(name).spanContext();
const linksOf = (name: string) =>
  sdk
    .span(name)
    .links.map(({ context }) => context.spanId)
    .sort();

describe('a batcher', () => {
  test('sends a request of no trace, linked to the spans in which its operations were added', async () => {
    const batcher = open().batcher({ maxWaitMs: 5 });
    const added = [
      within('a', () => [batcher.add(operation('1')), batcher.add(operation('2'))]),
      within('b', () => batcher.add(operation('3'))),
      batcher.add(operation('4')),
    ].flat();
    await Promise.all(added);
    const call = sdk.span('customerio.sendBatch');
    expect(call.parentSpanContext).toBeUndefined();
    expect(call.attributes['messaging.batch.message_count']).toBe(4);
    expect(linksOf('customerio.sendBatch')).toEqual([contextOf('a').spanId, contextOf('b').spanId].sort());
    expect(sdk.span('customerio.sendBatch.attempt').spanContext().traceId).toBe(call.spanContext().traceId);
  });

  test('of the Pipelines API, too', async () => {
    const client = instrument(new PipelinesClient({ writeKey: 'key', transport: accepting }));
    const batcher = client.batcher({ maxWaitMs: 0 });
    await within('a', () => batcher.add(message.track({ userId: '5', event: 'x' })));
    expect(linksOf('customerio.sendBatch')).toEqual([contextOf('a').spanId]);
  });

  test('that was made before the client was instrumented, too', async () => {
    const client = new TrackV2Client({ siteId: 'site', apiKey: 'key', transport: accepting });
    const batcher = client.batcher({ maxWaitMs: 5 });
    const before = within('before', () => batcher.add(operation('1')));
    instrument(client);
    const after = within('after', () => batcher.add(operation('2')));
    await Promise.all([before, after]);
    expect(linksOf('customerio.sendBatch')).toEqual([contextOf('after').spanId]);
  });
});

test("the class with the interface of Segment's library is instrumented like a client", async () => {
  await using emulator = await startEmulator({ writeKey: 'key' });
  const analytics = instrument(new Analytics({ writeKey: 'key', host: emulator.url }));
  within('a', () => analytics.track({ userId: '5', event: 'x' }));
  await analytics.closeAndFlush();
  expect(linksOf('customerio.sendBatch')).toEqual([contextOf('a').spanId]);
});

test.each([
  ['sendBatch', (client: TrackV2Client) => client.sendBatch([operation('1')])],
  ['ingest', (client: TrackV2Client) => client.ingest([operation('1'), operation('2')])],
])('%s sends requests below the span that called it, without links', async (_, send) => {
  await within('import', () => send(open()));
  const call = sdk.span('customerio.sendBatch');
  expect(call.parentSpanContext?.spanId).toBe(contextOf('import').spanId);
  expect(call.links).toEqual([]);
});

test('ingest keeps its context over many requests, and over a source that waits', async () => {
  const large = Object.fromEntries(Array.from({ length: 30 }, (_, key) => [`key${key}`, 'x'.repeat(990)]));
  async function* source() {
    for (let id = 0; id < 60; id++) {
      await new Promise((resolve) => setTimeout(resolve, id % 20 === 0 ? 60 : 0));
      yield person.event({ id: String(id) }, 'x', large);
    }
  }
  await within('import', () => open().ingest(source(), { concurrency: 1 }));
  const calls = sdk.spans().filter(({ name }) => name === 'customerio.sendBatch');
  expect(calls.length).toBeGreaterThan(3);
  const parents = new Set(calls.map(({ parentSpanContext }) => parentSpanContext?.spanId));
  expect([...parents]).toEqual([contextOf('import').spanId]);
});

describe('an outbox', () => {
  test('carries the context: the call that sends is linked to the span that stored', async () => {
    const stored = ['a', 'b'].map((name) => within(name, () => JSON.parse(JSON.stringify(storeContext()))));
    expect(stored[0]).toEqual({ traceparent: expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-01$/) });
    await within('worker', () =>
      runLinked([...stored, undefined, {}, { traceparent: 'x' }, { traceparent: 5 } as never], () =>
        open().sendBatch([operation('1'), operation('2')]),
      ),
    );
    expect(linksOf('customerio.sendBatch')).toEqual([contextOf('a').spanId, contextOf('b').spanId].sort());
    expect(sdk.span('customerio.sendBatch').parentSpanContext?.spanId).toBe(contextOf('worker').spanId);
  });

  test('that sends with a batcher, too', async () => {
    const stored = within('a', storeContext);
    const batcher = open().batcher({ maxWaitMs: 0 });
    await runLinked([stored], () => batcher.add(operation('1')));
    expect(linksOf('customerio.sendBatch')).toEqual([contextOf('a').spanId]);
  });

  test('stores nothing while no span is active', () => {
    expect(storeContext()).toEqual({});
  });

  test('has its depth and its age observed, until that is stopped', async () => {
    const read = vi.fn(async () => ({ depth: 3, ageSeconds: 12.5 }));
    const stop = observeOutbox('orders', read);
    const stopEmpty = observeOutbox('empty', () => ({ depth: 0, ageSeconds: undefined }));
    const broken = observeOutbox('broken', () => {
      throw new Error('no database');
    });
    const points = async () =>
      (await sdk.points())
        .filter(({ name }) => name.startsWith('customerio.outbox.'))
        .map(({ name, unit, attributes, value }) => [
          name,
          unit,
          attributes['customerio.outbox.name'],
          value,
        ]);
    expect(await points()).toEqual([
      ['customerio.outbox.depth', METRICS['customerio.outbox.depth'].unit, 'orders', 3],
      ['customerio.outbox.depth', METRICS['customerio.outbox.depth'].unit, 'empty', 0],
      ['customerio.outbox.age', METRICS['customerio.outbox.age'].unit, 'orders', 12.5],
    ]);
    for (const end of [stop, stopEmpty, broken]) end();
    const { length } = read.mock.calls;
    await points();
    expect(read).toHaveBeenCalledTimes(length);
  });
});
