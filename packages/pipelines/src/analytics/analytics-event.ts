import { readSafely, requireObject, ValidationError } from '@cio/core';
import type { Message } from '../messages/types.js';
import type { GroupParams, Integrations, PageParams, Timestamp, TrackParams } from './params.js';

declare const __VERSION__: string;

/** The version of `@cio/pipelines`, written in by the build. */
export const VERSION: string = __VERSION__;

/** A message as `Analytics` makes it. */
export interface AnalyticsEvent {
  /** The kind of the message. */
  type: Message['type'];
  /** The idempotency key. */
  messageId: string;
  /** When it happened. */
  timestamp: Timestamp;
  /** Where and how it happened; `library` is this package. */
  context: Record<string, unknown>;
  /** The destinations that receive it. */
  integrations: Integrations;
  /** The id that your system gave the person. */
  userId?: string | undefined;
  /** The id that you gave the person before you knew who it was. */
  anonymousId?: string | undefined;
  /** The id of the group. */
  groupId?: string | undefined;
  /** The id that the person had before. */
  previousId?: string | undefined;
  /** The name of an event. */
  event?: string | undefined;
  /** The name of a page or a screen. */
  name?: string | undefined;
  /** The category of a page or a screen. */
  category?: string | undefined;
  /** Whatever belongs to an event or a view. */
  properties?: Record<string, unknown> | undefined;
  /** What is known of a person or a group. */
  traits?: Record<string, unknown> | undefined;
}

/** All that the methods take. */
type Params = Partial<TrackParams & PageParams & Pick<GroupParams, 'groupId' | 'traits'>> & {
  previousId?: string | undefined;
};

/** The names of what each kind of message has, besides what all have. */
const FIELDS: Readonly<Record<AnalyticsEvent['type'], readonly (keyof Params)[]>> = {
  identify: ['userId', 'anonymousId', 'traits'],
  track: ['userId', 'anonymousId', 'event', 'properties'],
  page: ['userId', 'anonymousId', 'name', 'category', 'properties'],
  screen: ['userId', 'anonymousId', 'name', 'category', 'properties'],
  group: ['userId', 'anonymousId', 'groupId', 'traits'],
  alias: ['userId', 'previousId'],
};

/**
 * A message with the fields that `@customerio/cdp-analytics-node` gives it.
 *
 * @throws ValidationError for what cannot be a message: no name of an event, nobody that it is about.
 */
export function analyticsEvent(type: AnalyticsEvent['type'], params: object): AnalyticsEvent {
  return readSafely('params', () => makeEvent(type, params));
}

function makeEvent(type: AnalyticsEvent['type'], params: object): AnalyticsEvent {
  requireObject('params', params);
  const given = params as Params;
  const event: AnalyticsEvent = {
    type,
    messageId: given.messageId || crypto.randomUUID(),
    timestamp: given.timestamp ?? new Date().toISOString(),
    context: { ...given.context, library: { name: '@cio/pipelines', version: VERSION } },
    integrations: { ...given.integrations },
  };
  for (const name of FIELDS[type])
    if (given[name] !== undefined) Object.assign(event, { [name]: given[name] });
  if (type === 'identify' || type === 'group') event.traits ??= {};
  if (type === 'track') event.properties ??= {};
  if (type === 'page' || type === 'screen') {
    // A copy: the category of a page is one of its properties too.
    event.properties = { ...event.properties, ...(type === 'page' && categoryOf(event)) };
  }
  requireValidEvent(event);
  return event;
}

function categoryOf({ category }: AnalyticsEvent): { category?: string } {
  return category === undefined ? {} : { category };
}

function requireValidEvent(event: AnalyticsEvent): void {
  const { type, messageId, userId, anonymousId, groupId, previousId, properties, traits } = event;
  requireString('messageId', messageId);
  if (type === 'track') requireString('event', event.event);
  if (properties !== undefined) requireObject('properties', properties);
  if (traits !== undefined) requireObject('traits', traits);
  if (typeof (userId ?? anonymousId ?? groupId ?? previousId) !== 'string') {
    throw new ValidationError(
      'userId/anonymousId/previousId/groupId',
      'expected one of them to be a string: the id of a person or a group',
    );
  }
}

function requireString(field: string, value: unknown): void {
  if (typeof value !== 'string') throw new ValidationError(field, 'expected a string');
}
