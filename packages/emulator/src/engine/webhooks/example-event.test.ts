// The examples that `send-webhook` and `simulateWebhook` send: valid, and as Customer.io would fill them in.
import { isUlid } from '@cio/core';
import { reportingEvents } from '@cio-internal/contract';
import { describe, expect, test } from 'vitest';
import { exampleEvent, type MessageSource } from './example-event.js';

const types = reportingEvents.kinds.map(({ type }) => type);
const SOURCES: readonly MessageSource[] = ['campaign', 'newsletter', 'broadcast', 'transactional'];

/** Every text in a value, with the name of the field that it is in. */
function texts(value: unknown, name = ''): [string, string][] {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, Array.isArray(value) ? name : key));
}

test.each(types)('%s keeps to the contract, and no field has a placeholder', (type) => {
  const event = exampleEvent(type);
  expect(reportingEvents.errors(type, event)).toEqual([]);
  expect(isUlid(event.event_id)).toBe(true);
  expect(texts(event).filter(([, text]) => text === 'text' || text === '')).toEqual([]);
  const { href } = event.data;
  if (href !== undefined) expect(new URL(String(href)).protocol).toBe('https:');
});

describe('a message comes from what is named', () => {
  const keys = {
    campaign: 'campaign_id',
    newsletter: 'newsletter_id',
    broadcast: 'broadcast_id',
    transactional: 'transactional_message_id',
  };

  test.each(SOURCES)('%s', (source) => {
    const event = exampleEvent('email.clicked', { source });
    expect(reportingEvents.errors('email.clicked', event)).toEqual([]);
    expect(Object.keys(event.data).filter((name) => Object.values(keys).includes(name))).toEqual([
      keys[source],
    ]);
  });

  test.each([
    ['slack.sent', 'transactional'],
    ['customer.subscribed', 'campaign'],
  ] as const)('%s cannot come from a %s message', (type, source) => {
    expect(() => exampleEvent(type, { source })).toThrow(
      expect.objectContaining({ name: 'ValidationError', field: 'source' }),
    );
  });
});

test('a person has their own identifiers', () => {
  const person = { cio_id: 'a1b2', id: null, email: 'bob@example.com', phone: '+4915550100' };
  expect(exampleEvent('email.sent', { person }).data).toMatchObject({
    customer_id: '',
    identifiers: { id: null, email: 'bob@example.com', cio_id: 'a1b2', phone: '+4915550100' },
    recipient: 'bob@example.com',
  });
  expect(exampleEvent('sms.sent', { person }).data).toMatchObject({ recipient: '+4915550100' });
  expect(exampleEvent('customer.subscribed', { person }).data).toMatchObject({
    email_address: 'bob@example.com',
  });
});

test('a failure has its reason', () => {
  expect(exampleEvent('email.bounced').data.failure_message).toMatch(/^550 /);
  expect(exampleEvent('push.bounced').data.recipients).toMatchObject([
    { failure_message: expect.stringMatching(/^550 /) },
  ]);
});
