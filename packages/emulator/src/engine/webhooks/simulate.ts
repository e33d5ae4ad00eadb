import { ValidationError } from '@cio/core';
import { reportingEvents } from '@cio-internal/contract';
import { unixSeconds } from '../../lib/clock.js';
import { type ExamplePerson, exampleEvent, type MessageSource } from './example-event.js';
import { sendWebhook, type WebhookTarget } from './send-webhook.js';

export interface SimulateOptions extends WebhookTarget {
  /** `email.clicked` and so on: the event's `object_type` and `metric`. */
  type: string;
  /** What the message was sent by. Default `broadcast`, where the event has a message. */
  source?: MessageSource;
  /** The person that the event is about. Default one of the example's own, who is called Ada. */
  person?: ExamplePerson;
  /** Fields in place of those of the example, `data` field by field. */
  event?: Record<string, unknown>;
  /** How often the same event is sent, one after the other. Default 1. */
  deliveries?: number;
  /** Sends all deliveries at once. */
  concurrent?: boolean;
  /** Signs with another key. */
  badSignature?: boolean;
  /** How old the timestamp is, in seconds. Default 0. */
  ageSeconds?: number;
}

/** How an emulator sends an example of an event. */
export type SimulateOwnOptions = Omit<SimulateOptions, keyof WebhookTarget | 'person'> &
  Partial<WebhookTarget> & {
    /**
     * The person that the event is about, by an identifier as in a path: an id, an email address, or `cio_` and a
     * cio_id. Default: the newest person, or an example where there is none.
     */
    person?: string;
  };

/** Every type of event there is. */
export const eventTypes: readonly string[] = reportingEvents.kinds.map(({ type }) => type);

/** Sends an example of an event, and returns the receiver's status of each delivery; 0 where there was no response. */
export function simulateWebhook(options: SimulateOptions): Promise<number[]> {
  return simulateBy(sendWebhook, options);
}

/** The same, sent by a function. */
export async function simulateBy(
  sendOne: (event: object, target: WebhookTarget, time: number) => Promise<number>,
  options: SimulateOptions,
): Promise<number[]> {
  const {
    type,
    source,
    person,
    event = {},
    deliveries = 1,
    concurrent = false,
    badSignature = false,
    ageSeconds = 0,
  } = options;
  if (!eventTypes.includes(type)) {
    throw new ValidationError('type', `there is no event ${type}: expected one of ${eventTypes.join(', ')}`);
  }
  const example = exampleEvent(type, { source, person });
  const body = {
    ...example,
    timestamp: unixSeconds() - ageSeconds,
    ...event,
    data: { ...example.data, ...(event.data as object | undefined) },
  };
  const target = {
    url: options.url,
    signingKey: badSignature ? `not ${options.signingKey}` : options.signingKey,
  };
  const send = () => sendOne(body, target, unixSeconds() - ageSeconds);
  if (concurrent) return Promise.all(Array.from({ length: deliveries }, send));
  const statuses: number[] = [];
  for (let i = 0; i < deliveries; i++) statuses.push(await send());
  return statuses;
}
