import { reportingEvents } from '@cio-internal/contract';
import { afterEach, describe, expect, expectTypeOf, test, vi } from 'vitest';
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

const CUSTOMER = /\.(subscribed|unsubscribed|cio_subscription_preferences_changed)$/;

test.each(reportingEvents.kinds)('$type is parsed as what it is', ({ type }) => {
  for (const full of [true, false]) {
    const sample = reportingEvents.sample(type, full);
    expect(reportingEvents.errors(type, sample)).toEqual([]);
    const event = parseEvent(JSON.stringify({ ...sample, something_new: [null] }));
    expect(event).toEqual({ ...sample, something_new: [null] });
    expect(isEventType(type)).toBe(true);
    expect(isEvent(event, type as EventType)).toBe(true);
    expect(isUnknownEvent(event)).toBe(false);
    // The sample of this one is the form that is about a message.
    const isCustomer = CUSTOMER.test(type) && type !== 'email.unsubscribed';
    expect(isCustomerEvent(event)).toBe(isCustomer);
    expect(isMessageEvent(event)).toBe(!isCustomer);
    expect(isFailureEvent(event)).toBe(/\.(bounced|dropped|failed|undeliverable)$/.test(type));
  }
});

test('there are as many types of event as the contract has', () => {
  expect(reportingEvents.kinds.length).toBe(93);
});

test('an unsubscription by email is about a message or about a person', () => {
  const { data, ...envelope } = reportingEvents.sample('email.unsubscribed');
  const message = parseEvent(JSON.stringify({ ...envelope, data }));
  expect([isMessageEvent(message), isCustomerEvent(message)]).toEqual([true, false]);
  for (const email_address of ['a@x.io', null]) {
    const person = { customer_id: '', email_address, identifiers: { id: null } };
    const event = parseEvent(JSON.stringify({ ...envelope, data: person }));
    expect([isMessageEvent(event), isCustomerEvent(event)]).toEqual([false, true]);
    expect(isEvent(event, 'email.unsubscribed')).toBe(true);
  }
});

test.each([
  'email.replied',
  'hologram.waved',
  'email',
  'email.',
  'customer.',
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

test.each(['', '{', 'null', '5', '"text"', '[]', '[{}]'])('%j is no event', (body) => {
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

test.each([
  ['{}', '', 0, {}],
  ['{"event_id":5,"object_type":"email","metric":"sent","data":{}}', '', 0, {}],
  ['{"event_id":"","object_type":"email","metric":"sent","data":{},"timestamp":"soon"}', '', 0, {}],
  // Of a known type, and without the data that the type promises.
  ['{"event_id":"e","object_type":"email","metric":"sent","timestamp":7}', 'e', 7, {}],
  ['{"event_id":"e","object_type":"email","metric":"sent","data":[1]}', 'e', 0, {}],
  ['{"event_id":"e","object_type":["email"],"metric":"sent","data":{"a":1}}', 'e', 0, { a: 1 }],
  ['{"event_id":"e","object_type":"email","metric":["sent"],"data":{}}', 'e', 0, {}],
  ['{"event_id":"e","object_type":"email","metric":"sent opened","data":{}}', 'e', 0, {}],
  ['{"event_id":"e","object_type":"__proto__","metric":"x","data":{}}', 'e', 0, {}],
  ['{"__proto__":{"event_id":"e","object_type":"email","metric":"sent","data":{}}}', '', 0, {}],
  // An event of 2018.
  [
    '{"event_type":"email_delivered","event_id":"e","timestamp":1,"data":{"email_id":"z"}}',
    'e',
    1,
    { email_id: 'z' },
  ],
])('%s is an unknown event', (body, event_id, timestamp, data) => {
  expect(parseEvent(body)).toEqual({
    object_type: 'unknown',
    metric: 'unknown',
    event_id,
    timestamp,
    data,
    original: JSON.parse(body),
  });
});

test('object_type_type is read where there is no object_type', () => {
  const { object_type, ...rest } = reportingEvents.sample(
    'customer.cio_subscription_preferences_changed',
  ) as {
    object_type: string;
  };
  const body = { ...rest, object_type_type: object_type };
  expect(parseEvent(JSON.stringify(body))).toEqual({ ...body, object_type });
  const both = { ...body, object_type: 'hologram' };
  expect(parseEvent(JSON.stringify(both))).toMatchObject({ object_type: 'unknown', original: both });
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
          // Only a click has a link: here it is a field like any that is not known.
          expectTypeOf(event.data.href).toEqualTypeOf<unknown>();
          return event.data.href;
        case 'push':
          expectTypeOf(event).toEqualTypeOf<PushEvent>();
          return event.metric === 'sent' && event.data.recipients[0]?.device_id;
        case 'customer':
          expectTypeOf(event).toEqualTypeOf<CustomerEvent<'customer'>>();
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
    // Each can be read without asking first, and is undefined where the message came from something else.
    expectTypeOf(data.campaign_id).toEqualTypeOf<number | null | undefined>();
    expectTypeOf(data.transactional_message_id).toEqualTypeOf<number | string | undefined>();
    if (data.campaign_id !== undefined)
      expectTypeOf(data.trigger_event_id).toEqualTypeOf<string | null | undefined>();
    expect(data).toBeDefined();
  });

  test('of every type, what the message came from can be read', () => {
    const read = (event: ReceivedEvent) => {
      if (event.object_type === 'sms' && event.metric === 'clicked') return event.data.campaign_id;
      if (event.object_type === 'slack' && event.metric === 'sent') return event.data.newsletter_id;
      if (event.object_type === 'email' && event.metric === 'unsubscribed') {
        expectTypeOf(event.data.delivery_id).toEqualTypeOf<string | undefined>();
        expectTypeOf(event.data.email_address).toEqualTypeOf<string | null | undefined>();
        return event.data.broadcast_id;
      }
      if (event.object_type === 'push' && event.metric === 'cio_subscription_preferences_changed') {
        expectTypeOf(event).toEqualTypeOf<EventOf<'push.cio_subscription_preferences_changed'>>();
        return event.data.campaign_id;
      }
      if (isMessageEvent(event)) return event.data.broadcast_id;
      if (isCustomerEvent(event)) return event.data.email_address;
      return undefined;
    };
    expect(read(parseEvent(JSON.stringify(reportingEvents.sample('sms.clicked', true, 'campaign'))))).toBe(1);
    expect(read(parseEvent(JSON.stringify(reportingEvents.sample('slack.sent', true, 'newsletter'))))).toBe(
      1,
    );
    expect(read(parseEvent(JSON.stringify(reportingEvents.sample('sms.subscribed'))))).toBe('text');
  });

  test('whatever led to a choice, and whatever is not known yet, can be read of any event', () => {
    const read = (event: ReceivedEvent) => {
      if (isUnknownEvent(event)) return undefined;
      expectTypeOf(event.later_field).toEqualTypeOf<unknown>();
      expectTypeOf(event.data.later_field).toEqualTypeOf<unknown>();
      expectTypeOf(event.data.transactional_message_id).toEqualTypeOf<number | string | undefined>();
      expectTypeOf(event.data.campaign_name).toEqualTypeOf<string | undefined>();
      expectTypeOf(event.data.broadcast_name).toEqualTypeOf<string | undefined>();
      expectTypeOf(event.data.newsletter_tags).toEqualTypeOf<string[] | undefined>();
      if (isCustomerEvent(event)) {
        expectTypeOf(event.data.transactional_message_id).toEqualTypeOf<number | string | undefined>();
        expectTypeOf(event.data.newsletter_name).toEqualTypeOf<undefined>();
      }
      return event.data.transactional_message_id;
    };
    const changed = reportingEvents.sample('email.cio_subscription_preferences_changed') as { data: object };
    const event = { ...changed, data: { ...changed.data, transactional_message_id: 7 } };
    expect(read(parseEvent(JSON.stringify(event)))).toBe(7);
  });

  test('of every failure, the reason can be read, where the event has one of its own', () => {
    const read = (event: ReceivedEvent) => {
      if (!isFailureEvent(event)) return 'none';
      expectTypeOf(event.data.failure_message).toEqualTypeOf<string | undefined>();
      return event.data.failure_message;
    };
    expect(read(parseEvent(JSON.stringify(reportingEvents.sample('sms.bounced'))))).toBe('text');
    expect(read(parseEvent(JSON.stringify(reportingEvents.sample('push.bounced'))))).toBeUndefined();
  });

  test('a reply has what it had in earlier texts, where it comes', () => {
    const { data } = reportingEvents.sample('sms.replied', true) as unknown as EventOf<
      'sms.replied' | 'whatsapp.replied'
    >;
    expectTypeOf(data.inbound_event_id).toEqualTypeOf<string | undefined>();
    expectTypeOf(data.to).toEqualTypeOf<string | undefined>();
    expect(data).toMatchObject({ inbound_event_id: 'text', to: 'text' });
  });
});

describe('where globals are missing, as in jsdom under Jest,', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('the module loads, and parses text', async () => {
    for (const name of ['TextDecoder', 'TextEncoder', 'fetch', 'Request', 'Response'])
      vi.stubGlobal(name, undefined);
    vi.resetModules();
    const fresh = await import('./index.js');
    expect(fresh.parseEvent('{"metric":"new"}').object_type).toBe('unknown');
  });
});
