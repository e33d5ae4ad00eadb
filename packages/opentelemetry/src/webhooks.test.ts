import {
  createWebhookHandler,
  type Deduplicator,
  signPayload,
  type WebhookHandlerOptions,
} from '@cio/webhooks';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { webhookHooks } from './index.js';
import { DOCUMENTED_METRICS, SPAN_ATTRIBUTES } from './testing/documented.js';
import { startSdk } from './testing/sdk.js';

const sdk = startSdk();
const seen = new Set<string>();

afterEach(() => {
  for (const { name, attributes } of sdk.spans()) {
    if (name === 'customerio.webhook') for (const attribute of Object.keys(attributes)) seen.add(attribute);
  }
  sdk.reset();
});
afterAll(() => sdk.shutdown());

const signingKey = 'signing-key';
let events = 0;

function newEvent() {
  const timestamp = Math.floor(Date.now() / 1000) - 90;
  return { event_id: `event-${events++}`, object_type: 'email', metric: 'clicked', timestamp, data: {} };
}

async function request(event: object, headers?: Record<string, string>): Promise<Request> {
  const body = JSON.stringify(event);
  const signed = await signPayload({ signingKey, body });
  return new Request('http://localhost/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...signed, ...headers },
  });
}

type Options = Partial<WebhookHandlerOptions> & { includeIds?: boolean };

function open({ includeIds = false, ...options }: Options = {}) {
  return createWebhookHandler({
    signingKey,
    onEvent: () => {},
    onError: () => {},
    hooks: webhookHooks({ includeIds }),
    ...options,
  } as WebhookHandlerOptions);
}

async function total(name: string, attributes: Record<string, unknown> = {}): Promise<number> {
  const points = (await sdk.points()).filter(
    (point) =>
      point.name === name &&
      Object.entries(attributes).every(([key, value]) => point.attributes[key] === value),
  );
  return points.reduce((sum, { value }) => sum + value, 0);
}

const webhookSpans = () => sdk.spans().filter(({ name }) => name === 'customerio.webhook');

describe('every outcome of a webhook has its span and its metrics', () => {
  test('handled: the handler runs in the span', async () => {
    let active: string | undefined;
    const onEvent = () => {
      active = trace.getSpan(context.active())?.spanContext().spanId;
    };
    const response = await open({ onEvent })(await request(newEvent()));
    expect(response.status).toBe(200);
    const span = sdk.span('customerio.webhook');
    expect(span.kind).toBe(SpanKind.CONSUMER);
    expect(span.status.code).toBe(SpanStatusCode.UNSET);
    expect(active).toBe(span.spanContext().spanId);
    const { 'customerio.webhook.age': age, ...attributes } = span.attributes;
    expect(attributes).toEqual({
      'messaging.system': 'customerio',
      'messaging.operation.type': 'process',
      'customerio.webhook.type': 'email.clicked',
      'customerio.webhook.result': 'handled',
      'customerio.webhook.duplicate': false,
      'http.response.status_code': 200,
    });
    expect(age).toBeGreaterThan(89);
    expect(age).toBeLessThan(95);
    expect(await total('customerio.webhook.duration', { 'customerio.webhook.result': 'handled' })).toBe(1);
    expect(await total('customerio.webhook.age', { 'customerio.webhook.type': 'email.clicked' })).toBe(1);
  });

  test('refused', async () => {
    const response = await open()(await request(newEvent(), { 'x-cio-signature': '00' }));
    expect(response.status).toBe(401);
    const refused = { 'customerio.webhook.result': 'bad_signature', 'http.response.status_code': 401 };
    const span = sdk.span('customerio.webhook');
    expect(span.attributes).toMatchObject({ ...refused, 'error.type': 'bad_signature' });
    expect(span.attributes).not.toHaveProperty('customerio.webhook.type');
    expect(span.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(await total('customerio.webhook.duration', refused)).toBe(1);
  });

  test('failed', async () => {
    const onEvent = () => {
      throw new Error('no place for ada@example.com');
    };
    await open({ onEvent })(await request(newEvent()));
    expect(sdk.span('customerio.webhook').attributes).toMatchObject({
      'customerio.webhook.result': 'failed',
      'http.response.status_code': 503,
      'error.type': 'failed',
    });
    expect(sdk.span('customerio.webhook').events).toEqual([]);
  });

  test('late', async () => {
    const onEvent = () => new Promise((resolve) => setTimeout(resolve, 100));
    await open({ onEvent, deadlineMs: 10 })(await request(newEvent()));
    expect(sdk.span('customerio.webhook').attributes).toMatchObject({
      'customerio.webhook.result': 'too_slow',
      'customerio.webhook.step': 'handler',
      'http.response.status_code': 503,
    });
    const step = { 'customerio.webhook.step': 'handler', 'customerio.webhook.type': 'email.clicked' };
    expect(await total('customerio.webhook.deadlines', step)).toBe(1);
  });

  test('duplicate, later and at the same time', async () => {
    const before = await total('customerio.webhook.deduplicated');
    let calls = 0;
    const onEvent = async () => {
      calls++;
      await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const handler = open({ onEvent });
    const event = newEvent();
    await Promise.all([handler(await request(event)), handler(await request(event))]);
    await handler(await request(event));
    expect(calls).toBe(1);
    const duplicates = webhookSpans().map(({ attributes }) => attributes['customerio.webhook.duplicate']);
    expect(duplicates.sort()).toEqual([false, true, true]);
    expect(await total('customerio.webhook.deduplicated')).toBe(before + 2);
  });

  test('handled by another process', async () => {
    const deduplicate: Deduplicator = { claim: () => 'running', done() {}, failed() {} };
    await open({ deduplicate })(await request(newEvent()));
    expect(sdk.span('customerio.webhook').attributes).toMatchObject({
      'customerio.webhook.result': 'being_handled',
      'http.response.status_code': 503,
    });
  });

  test('acknowledged before it is handled: the span ends with the handling', async () => {
    let fail = () => {};
    const onEvent = () =>
      new Promise((_, reject) => {
        fail = () => reject(new Error('boom'));
      });
    const response = await open({ ack: 'before', onEvent })(await request(newEvent()));
    expect(response.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(webhookSpans()).toEqual([]);
    fail();
    await expect
      .poll(() => webhookSpans()[0]?.attributes)
      .toMatchObject({
        'customerio.webhook.result': 'failed',
        'http.response.status_code': 200,
      });
  });

  test('acknowledged, and abandoned', async () => {
    const options = {
      ack: 'before',
      onEvent: () => new Promise(() => {}),
      deadlineMs: 10,
      abandonAfterMs: 20,
    };
    await open(options as Options)(await request(newEvent()));
    await expect
      .poll(() => webhookSpans()[0]?.attributes)
      .toMatchObject({
        'customerio.webhook.result': 'too_slow',
        'customerio.webhook.step': 'handler',
      });
  });

  test('an event of an unknown type, without a time', async () => {
    await open()(await request({ event_id: 'x', object_type: 'ada@example.com', metric: 'clicked' }));
    const { attributes } = sdk.span('customerio.webhook');
    expect(attributes['customerio.webhook.type']).toBe('unknown');
    expect(attributes).not.toHaveProperty('customerio.webhook.age');
  });
});

test('the id of the event is there only where it is asked for', async () => {
  const event = newEvent();
  await open({ includeIds: true })(await request(event));
  expect(sdk.span('customerio.webhook').attributes['messaging.message.id']).toBe(event.event_id);
});

test('the span is below the active one, such as that of the server', async () => {
  await trace.getTracer('server').startActiveSpan('POST /webhooks', async (span) => {
    await open()(await request(newEvent()));
    span.end();
  });
  const server = sdk.span('POST /webhooks').spanContext();
  expect(sdk.span('customerio.webhook').parentSpanContext?.spanId).toBe(server.spanId);
});

// The last: it looks at everything that the tests before have made.
describe('the tables of the README', () => {
  test('have each attribute of a span of a webhook, and no other', () => {
    expect([...seen].sort()).toEqual([...SPAN_ATTRIBUTES.webhook!].sort());
  });

  test('have each attribute of a metric of webhooks, and no other', async () => {
    const points = await sdk.points();
    for (const { name, unit, attributes } of DOCUMENTED_METRICS) {
      if (!name.startsWith('customerio.webhook.')) continue;
      const own = points.filter((point) => point.name === name);
      expect(new Set(own.map((point) => point.unit))).toEqual(new Set([unit]));
      const recorded = new Set(own.flatMap((point) => Object.keys(point.attributes)));
      expect([name, ...[...recorded].sort()]).toEqual([name, ...attributes.sort()]);
    }
  });
});
