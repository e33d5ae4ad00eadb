import { nodeTransport } from '@cio/core/node';
import { type Emulator, startEmulator } from '@cio/emulator';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { memoryRateLimiter, TrackClient, type TrackClientOptions, type Transport } from '@cio/track';
import { person, TrackV2Client } from '@cio/track-v2';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { instrument, METRICS, openTelemetryHooks } from './index.js';
import { DOCUMENTED_METRICS, SPAN_ATTRIBUTES, SPANS } from './testing/documented.js';
import { startSdk } from './testing/sdk.js';

const credentials = { siteId: 'emulator-site', apiKey: 'emulator-key' };
const sdk = startSdk();
let emulator: Emulator;
/** Every attribute that a span of a kind had, in all tests of this file. */
const seen = { call: new Set<string>(), attempt: new Set<string>() };

beforeAll(async () => {
  emulator = await startEmulator(credentials);
});
function collect() {
  for (const { name, attributes } of sdk.spans()) {
    if (!name.startsWith('customerio.')) continue;
    const kind = name.endsWith('.attempt') ? 'attempt' : 'call';
    for (const attribute of Object.keys(attributes)) seen[kind].add(attribute);
  }
  sdk.reset();
}

afterEach(() => {
  collect();
  emulator.faults.clear();
});
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  await sdk.shutdown();
});

function open(options: Partial<TrackClientOptions> = {}) {
  return instrument(new TrackClient({ ...credentials, baseUrl: emulator.url, ...options }));
}

/** A point of a metric with at least these attributes, in which all points are summed up. */
async function total(name: string, attributes: Record<string, unknown> = {}): Promise<number> {
  const points = (await sdk.points()).filter(
    (point) =>
      point.name === name &&
      Object.entries(attributes).every(([key, value]) => point.attributes[key] === value),
  );
  return points.reduce((sum, { value }) => sum + value, 0);
}

/** How much a metric grows while something is done. */
async function growth(
  name: string,
  attributes: Record<string, unknown>,
  work: () => Promise<unknown>,
): Promise<number> {
  const before = await total(name, attributes);
  await work().catch(() => {});
  return (await total(name, attributes)) - before;
}

describe('every outcome of a call has its span and its metrics', () => {
  const CALLS = 'customerio.client.call.duration';
  const ATTEMPTS = 'customerio.client.attempt.duration';

  test('success', async () => {
    const track = open();
    const success = { 'customerio.operation': 'identify', 'customerio.outcome': 'success' };
    expect(await growth(CALLS, success, () => track.identify('5', { plan: 'pro' }))).toBe(1);
    const call = sdk.span('customerio.identify');
    const attempt = sdk.span('customerio.identify.attempt');
    expect(call.kind).toBe(SpanKind.CLIENT);
    expect(call.status.code).toBe(SpanStatusCode.UNSET);
    expect(call.attributes).toEqual({
      'customerio.operation': 'identify',
      'customerio.request_id': emulator.requests.at(-1)!.headers['x-request-id'],
      'customerio.outcome': 'success',
      'customerio.attempts': 1,
      'http.request.method': 'PUT',
      'http.response.status_code': 200,
      'url.template': '/api/v1/customers/{identifier}',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(emulator.url).port),
    });
    expect(attempt.kind).toBe(SpanKind.INTERNAL);
    expect(attempt.parentSpanContext?.spanId).toBe(call.spanContext().spanId);
    expect(attempt.attributes).toMatchObject({
      'customerio.attempt': 1,
      'customerio.outcome': 'success',
      'http.response.status_code': 200,
    });
    expect(attempt.attributes).not.toHaveProperty('http.request.resend_count');
  });

  test('400', async () => {
    emulator.faults.add({ kind: 'status', status: 400, body: { meta: { error: 'ada@example.com is bad' } } });
    const failure = {
      'customerio.outcome': 'failure',
      'http.response.status_code': 400,
      'error.type': '400',
    };
    expect(await growth(CALLS, failure, () => open().identify('5'))).toBe(1);
    for (const name of ['customerio.identify', 'customerio.identify.attempt']) {
      const { attributes, status, events } = sdk.span(name);
      expect(attributes).toMatchObject(failure);
      expect(status).toEqual({ code: SpanStatusCode.ERROR });
      expect(events).toEqual([]);
    }
  });

  test('retries, then success', async () => {
    emulator.faults.add({ kind: 'status', status: 503, times: 2 });
    const track = open({ retry: pRetryStrategy({ retries: 3, minTimeoutMs: 1 }) });
    const retries = { 'customerio.operation': 'track', 'error.type': '503' };
    const work = () => track.track('5', 'order_placed');
    expect(await growth('customerio.client.retries', retries, work)).toBe(2);
    const call = sdk.span('customerio.track');
    expect(call.attributes).toMatchObject({ 'customerio.attempts': 3, 'customerio.outcome': 'success' });
    const attempts = sdk.spans().filter(({ name }) => name === 'customerio.track.attempt');
    expect(attempts.map(({ attributes }) => attributes['http.response.status_code'])).toEqual([
      503, 503, 200,
    ]);
    expect(attempts.map(({ attributes }) => attributes['http.request.resend_count'])).toEqual([
      undefined,
      1,
      2,
    ]);
    for (const { parentSpanContext } of attempts) {
      expect(parentSpanContext?.spanId).toBe(call.spanContext().spanId);
    }
    // An attempt has ended when its response has come, and not when the next one begins.
    const [first, second] = attempts;
    const ms = ([seconds, nanoseconds]: readonly [number, number]) => seconds * 1000 + nanoseconds / 1e6;
    expect(ms(second!.startTime) - ms(first!.endTime)).toBeGreaterThan(0.5);
  });

  test('timeout', async () => {
    emulator.faults.add({ kind: 'delay', delayMs: 500 });
    const timeout = { 'customerio.outcome': 'failure', 'error.type': 'timeout' };
    expect(await growth(ATTEMPTS, timeout, () => open({ timeoutMs: 20 }).identify('5'))).toBe(1);
    expect(sdk.span('customerio.identify').attributes).toMatchObject(timeout);
    expect(sdk.span('customerio.identify').attributes).not.toHaveProperty('http.response.status_code');
  });

  test('abort', async () => {
    emulator.faults.add({ kind: 'delay', delayMs: 500 });
    const track = open();
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('ada@example.com left')), 20);
    const aborted = { 'customerio.outcome': 'aborted' };
    const work = () => track.identify('5', {}, { signal: controller.signal });
    expect(await growth(CALLS, aborted, work)).toBe(1);
    for (const name of ['customerio.identify', 'customerio.identify.attempt']) {
      const { attributes, status } = sdk.span(name);
      expect(attributes).toMatchObject(aborted);
      expect(attributes).not.toHaveProperty('error.type');
      expect(status.code).toBe(SpanStatusCode.UNSET);
    }
  });

  test("a captive portal's 200", async () => {
    emulator.faults.add({ kind: 'html' });
    const portal = {
      'customerio.outcome': 'failure',
      'http.response.status_code': 200,
      'error.type': 'ApiError',
    };
    const track = new TrackV2Client(open().http);
    expect(await growth(CALLS, portal, () => track.identifyPerson({ id: '5' }))).toBe(1);
    expect(sdk.span('customerio.send').attributes).toMatchObject(portal);
  });

  test('no server, and a client that is closed', async () => {
    const nowhere = open({ baseUrl: 'http://127.0.0.1:1' });
    expect(await growth(CALLS, { 'error.type': 'network' }, () => nowhere.identify('5'))).toBe(1);
    emulator.faults.add({ kind: 'delay', delayMs: 500 });
    const track = open();
    const closed = await growth(CALLS, { 'error.type': 'closed' }, async () => {
      const pending = track.identify('6').catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 20));
      await track.close({ timeoutMs: 0 });
      await pending;
    });
    expect(closed).toBe(1);
  });

  test('a wait for the rate limiter and for a connection', async () => {
    const rateLimiter = memoryRateLimiter({ track: { requests: 1, perMs: 30 } });
    const limited = open({ rateLimiter });
    const waits = { 'customerio.bucket': 'track' };
    const work = () => Promise.all([limited.identify('1'), limited.identify('2')]);
    expect(await growth('customerio.client.rate_limit.wait', waits, work)).toBe(2);
    const waited = sdk.spans().map(({ attributes }) => attributes['customerio.rate_limit.wait'] ?? 0);
    expect(Math.max(...(waited as number[]))).toBeGreaterThan(0.02);
    collect();
    const narrow = open({ transport: nodeTransport({ maxConnections: 1 }) });
    emulator.faults.add({ kind: 'delay', delayMs: 30 });
    await Promise.all([narrow.identify('1'), narrow.identify('2')]);
    const connection = sdk.spans().map(({ attributes }) => attributes['customerio.connection.wait'] ?? 0);
    expect(Math.max(...(connection as number[]))).toBeGreaterThan(0.02);
  });

  test('a batch with rejections', async () => {
    const transport: Transport = async () => ({
      status: 207,
      headers: {},
      text: async () =>
        JSON.stringify({
          errors: [{ batch_index: 1, reason: 'invalid', field: 'id', message: 'ada@example.com' }],
        }),
      stream: async function* () {},
    });
    const client = instrument(new TrackV2Client({ ...credentials, baseUrl: emulator.url, transport }));
    const operations = ['1', '2', '3'].map((id) => person.identify({ id }));
    const rejected = await growth('customerio.client.batch.rejected', {}, () => client.sendBatch(operations));
    expect(rejected).toBe(1);
    expect(sdk.span('customerio.sendBatch').attributes).toMatchObject({
      'customerio.outcome': 'success',
      'customerio.batch.rejected': 1,
      'messaging.system': 'customerio',
      'messaging.operation.type': 'send',
      'messaging.operation.name': 'sendBatch',
      'messaging.batch.message_count': 3,
    });
    const points = (await sdk.points()).filter(({ name }) => name === 'customerio.client.batch.size');
    expect(points).toMatchObject([{ value: 1, sum: 3 }]);
  });
});

test('a call is below the active span', async () => {
  const tracer = trace.getTracer('app');
  await tracer.startActiveSpan('request', async (span) => {
    await open().identify('5');
    span.end();
  });
  const request = sdk.span('request').spanContext();
  const call = sdk.span('customerio.identify');
  expect(call.spanContext().traceId).toBe(request.traceId);
  expect(call.parentSpanContext?.spanId).toBe(request.spanId);
});

test('a client is instrumented once, also through another that shares its http', async () => {
  const track = open();
  instrument(track);
  instrument(new TrackV2Client(track.http));
  instrument(track.http);
  await track.identify('5');
  expect(sdk.spans().map(({ name }) => name)).toEqual(['customerio.identify.attempt', 'customerio.identify']);
});

test('hooks alone do the same', async () => {
  const track = new TrackClient({ ...credentials, baseUrl: emulator.url, hooks: openTelemetryHooks() });
  await track.identify('5');
  expect(sdk.span('customerio.identify').attributes).toMatchObject({ 'customerio.outcome': 'success' });
});

test('identifiers are there only where they are asked for', async () => {
  const track = instrument(new TrackClient({ ...credentials, baseUrl: emulator.url }), { includeIds: true });
  await track.identify('ada@example.com');
  expect(sdk.span('customerio.identify').attributes).toMatchObject({
    'url.path': '/api/v1/customers/ada%40example.com',
  });
});

test('the pool and the waiting calls are observed', async () => {
  const transport = nodeTransport({ maxConnections: 2 });
  const baseUrl = emulator.url.replace('127.0.0.1', 'localhost');
  const tracks = [1, 2].map(() => open({ baseUrl, transport }));
  emulator.faults.add({ kind: 'delay', delayMs: 100, times: 5 });
  const pending = [1, 2, 3, 4, 5].map((id) => tracks[id % 2]!.identify(String(id)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const server = { 'server.address': 'localhost' };
  const states = async (name: string) => {
    const points = (await sdk.points()).filter(
      (point) => point.name === name && point.attributes['server.address'] === 'localhost',
    );
    return Object.fromEntries(points.map(({ attributes, value }) => [attributes['customerio.state'], value]));
  };
  expect(await states('customerio.client.calls')).toEqual({
    in_flight: 2,
    waiting_for_connection: 3,
    waiting_for_rate_limit: 0,
  });
  expect(await states('customerio.client.connections')).toEqual({ in_use: 2, idle: 0 });
  await Promise.all(pending);
  expect(await states('customerio.client.calls')).toMatchObject({ in_flight: 0, waiting_for_connection: 0 });
  expect(await states('customerio.client.connections')).toEqual({ in_use: 0, idle: 2 });
  expect(await total('customerio.client.call.duration', server)).toBe(5);
});

test('a tracer and a meter of your own are used in place of the registered ones', async () => {
  const names: string[] = [];
  const own = trace.getTracer('own');
  const tracer = {
    startSpan: (...[name, ...rest]: Parameters<typeof own.startSpan>) => {
      names.push(name);
      return own.startSpan(name, ...rest);
    },
    startActiveSpan: own.startActiveSpan,
  } as typeof own;
  const track = instrument(new TrackClient({ ...credentials, baseUrl: emulator.url }), { tracer });
  await track.identify('5');
  expect(names).toEqual(['customerio.identify', 'customerio.identify.attempt']);
});

test('a tracer that throws changes nothing', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const tracer = {
    startSpan: () => {
      throw new Error('boom');
    },
  };
  const track = instrument(new TrackClient({ ...credentials, baseUrl: emulator.url }), {
    tracer: tracer as never,
  });
  await expect(track.identify('5')).resolves.toBeUndefined();
  expect(error).toHaveBeenCalledWith(expect.stringContaining('hooks.runCall failed'), expect.any(Error));
  error.mockRestore();
});

test.each([
  [{ tracer: 5 }, 'tracer'],
  [{ meter: {} }, 'meter'],
  [{ includeIds: 'yes' }, 'includeIds'],
  [{ tracers: 5 }, 'tracers'],
])('%j is refused', (options, field) => {
  const track = new TrackClient(credentials);
  expect(() => instrument(track, options as never)).toThrow(`${field}: `);
  expect(() => openTelemetryHooks(options as never)).toThrow(`${field}: `);
  expect(() => instrument({} as never)).toThrow('client');
});

test('the active context is the span of the attempt while its request is sent', async () => {
  const active: (string | undefined)[] = [];
  const transport: Transport = async () => {
    active.push(trace.getSpan(context.active())?.spanContext().spanId);
    return { status: 200, headers: {}, text: async () => '{}', stream: async function* () {} };
  };
  await open({ transport }).identify('5');
  expect(active).toEqual([sdk.span('customerio.identify.attempt').spanContext().spanId]);
});

// The last: it looks at everything that the tests before have made.
describe('the tables of the README', () => {
  test.each(['call', 'attempt'] as const)('have each attribute of a span of %s, and no other', (kind) => {
    expect([...seen[kind]].sort()).toEqual([...SPAN_ATTRIBUTES[kind]!].sort());
  });

  test('have each span', () => {
    expect(SPANS).toEqual([
      { name: 'customerio.{operation}', kind: 'client' },
      { name: 'customerio.{operation}.attempt', kind: 'internal' },
      { name: 'customerio.webhook', kind: 'consumer' },
    ]);
  });

  test('have each metric as METRICS has it', () => {
    const data = Object.entries(METRICS).map(([name, { type, unit, attributes }]) => ({
      name,
      type,
      unit,
      attributes: [...attributes],
    }));
    expect(DOCUMENTED_METRICS).toEqual(data);
  });

  test('have each attribute of a metric of the client, and no other', async () => {
    const recorded = new Map<string, Set<string>>();
    for (const { name, unit, attributes } of await sdk.points()) {
      expect(DOCUMENTED_METRICS).toContainEqual(expect.objectContaining({ name, unit }));
      const names = recorded.get(name) ?? new Set();
      for (const attribute of Object.keys(attributes)) names.add(attribute);
      recorded.set(name, names);
    }
    for (const { name, attributes } of DOCUMENTED_METRICS) {
      if (!name.startsWith('customerio.client.')) continue;
      expect([name, ...[...(recorded.get(name) ?? [])].sort()]).toEqual([name, ...attributes.sort()]);
    }
  });
});
