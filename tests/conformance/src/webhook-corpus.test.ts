import {
  type EventType,
  isCustomerEvent,
  isEvent,
  isMessageEvent,
  isUnknownEvent,
  parseEvent,
} from '@cio/webhooks';
import { reportingEvents } from '@cio-internal/contract';
import { describe, expect, test } from 'vitest';
import { webhookBodies } from './corpus/webhook-bodies.js';

describe.each(webhookBodies)('$type: $what', ({ type, about, wire, read = wire }) => {
  const event = parseEvent(JSON.stringify(wire));

  test('is what it is, whichever way the body says it', () => {
    expect(event).toEqual(read);
    expect(isEvent(event, type as EventType)).toBe(true);
    expect(isUnknownEvent(event)).toBe(false);
    expect([isMessageEvent(event), isCustomerEvent(event)]).toEqual([
      about === 'message',
      about === 'person',
    ]);
  });

  test('keeps to the contract', () => {
    expect(reportingEvents.errors(type, read)).toEqual([]);
  });

  test('a field that nobody knows yet is kept', () => {
    const body = { ...(wire as object), new_field: [null] };
    expect(parseEvent(JSON.stringify(body))).toEqual({ ...(read as object), new_field: [null] });
  });
});
