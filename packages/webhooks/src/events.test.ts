import { reportingEvents } from '@cio-internal/contract';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type CustomerEvent,
  type EmailClickedEvent,
  type EventOf,
  type EventType,
  isCustomerEvent,
  isEvent,
  isEventType,
  isFailureEvent,
  isMessageEvent,
  isUnknownEvent,
  type PushEvent,
  type PushSentEvent,
  parseEvent,
  type ReceivedEvent,
  type UnknownEvent,
} from './index.js';

test.each(reportingEvents.kinds)('$type is parsed as what it is', ({ type, schema }) => {
  for (const full of [true, false]) {
    const sample = reportingEvents.sample(schema, full);
    expect(reportingEvents.errors(schema, sample)).toEqual([]);
    const event = parseEvent(JSON.stringify({ ...sample, something_new: [null] }));
    expect(event).toEqual({ ...sample, something_new: [null] });
    expect(isEventType(type)).toBe(true);
    expect(isEvent(event, type as EventType)).toBe(true);
    expect(isUnknownEvent(event)).toBe(false);
    expect(isCustomerEvent(event)).toBe(type.startsWith('customer.'));
    expect(isMessageEvent(event)).toBe(!type.startsWith('customer.'));
    expect(isFailureEvent(event)).toBe(/\.(bounced|dropped|failed|undeliverable)$/.test(type));
  }
});

test('there are as many types of event as the contract has', () => {
  expect(new Set(reportingEvents.kinds.map(({ type }) => type)).size).toBe(reportingEvents.kinds.length);
  expect(reportingEvents.kinds.length).toBe(69);
});

test.each([
  'email.deferred',
  'hologram.waved',
  'email',
  'email.',
  '.clicked',
  'constructor.name',
  'email.toString',
])('%s is of a kind not known yet, and is handed over with all it holds', (type) => {
  const [object_type = '', metric = ''] = type.split('.');
  const body = { event_id: 'e', object_type, metric, timestamp: 5, data: { a: 1 }, more: true };
  const event = parseEvent(JSON.stringify(body));
  expect(event).toEqual({
    object_type: 'unknown',
    metric: 'unknown',
    event_id: 'e',
    timestamp: 5,
    data: { a: 1 },
    original: body,
  });
  expect(isUnknownEvent(event)).toBe(true);
  expect([isMessageEvent(event), isCustomerEvent(event), isFailureEvent(event)]).toEqual([
    false,
    false,
    false,
  ]);
});

test.each([
  '',
  '{',
  'null',
  '5',
  '"text"',
  '[]',
  '{}',
  '{"event_id":5,"object_type":"email","metric":"sent"}',
  '{"event_id":"","object_type":"email","metric":"sent"}',
])('%j is no event', (body) => {
  expect(() => parseEvent(body)).toThrow(
    expect.objectContaining({ name: 'WebhookVerificationError', reason: 'bad_body' }),
  );
  expect(() => parseEvent(new TextEncoder().encode(body))).toThrow(
    expect.objectContaining({ reason: 'bad_body' }),
  );
});

test('bytes that are not UTF-8 are no event', () => {
  expect(() => parseEvent(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(
    expect.objectContaining({ reason: 'bad_body' }),
  );
});

describe('types', () => {
  test('object_type and metric narrow', () => {
    const read = (event: ReceivedEvent): unknown => {
      switch (event.object_type) {
        case 'email':
          if (event.metric === 'clicked') {
            expectTypeOf(event).toEqualTypeOf<EmailClickedEvent>();
            return event.data.href;
          }
          // @ts-expect-error only a click has a link
          return event.data.href;
        case 'push':
          expectTypeOf(event).toEqualTypeOf<PushEvent>();
          return event.metric === 'sent' && event.data.recipients[0]?.device_id;
        case 'customer':
          expectTypeOf(event).toEqualTypeOf<CustomerEvent>();
          return event.data.identifiers;
        case 'unknown':
          expectTypeOf(event).toEqualTypeOf<UnknownEvent>();
          return event.original.object_type;
        default:
          return event.data.delivery_id;
      }
    };
    expect(read(parseEvent(JSON.stringify(reportingEvents.sample('email.clicked'))))).toBe('text');
  });

  test('so do the guards', () => {
    const event = parseEvent(JSON.stringify(reportingEvents.sample('push.sent')));
    if (isEvent(event, 'push.sent')) expectTypeOf(event).toEqualTypeOf<PushSentEvent>();
    if (isFailureEvent(event))
      expectTypeOf(event.metric).toEqualTypeOf<'bounced' | 'dropped' | 'failed' | 'undeliverable'>();
    if (isMessageEvent(event)) expectTypeOf(event.data.delivery_id).toEqualTypeOf<string>();
    expectTypeOf<EventOf<'email.clicked'>>().toEqualTypeOf<EmailClickedEvent>();
    // @ts-expect-error no such type
    expect(isEvent(event, 'email.click')).toBe(false);
  });

  test('what a message came from is told apart by its key', () => {
    const { data } = reportingEvents.sample('email.sent') as unknown as EventOf<'email.sent'>;
    if ('campaign_id' in data) expectTypeOf(data.campaign_id).toEqualTypeOf<number | null>();
    if ('transactional_message_id' in data)
      expectTypeOf(data.transactional_message_id).toEqualTypeOf<number | string>();
    expect(data).toBeDefined();
  });
});
