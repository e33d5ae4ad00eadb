import { type Identifier, requireText } from '@cio/core';
import { identifiedBy, identifierText, identityOf, optionalIdentity } from './identity.js';
import type {
  AliasInput,
  GroupInput,
  IdentifyInput,
  MessageOptions,
  Properties,
  TrackInput,
  ViewInput,
} from './input-types.js';
import { messageFields, optionalProperties } from './message-fields.js';
import { readInput } from './read-input.js';
import { semanticEvents } from './semantic-events.js';
import type {
  AliasMessage,
  GroupMessage,
  IdentifyMessage,
  JsonProperties,
  PageMessage,
  ScreenMessage,
  TrackMessage,
} from './types.js';

const IDENTITY = ['userId', 'anonymousId'] as const;

/** All that the union of what a builder takes may have. */
interface AnyInput extends MessageOptions {
  readonly userId?: Identifier | undefined;
  readonly anonymousId?: Identifier | undefined;
  readonly groupId?: Identifier | undefined;
  readonly event?: string | undefined;
  readonly name?: string | undefined;
  readonly traits?: Properties | undefined;
  readonly properties?: Properties | undefined;
}

function view(input: AnyInput) {
  const { userId, anonymousId, name, properties, ...options } = readInput(input, [
    ...IDENTITY,
    'name',
    'properties',
  ]);
  if (name !== undefined) requireText('name', name);
  return {
    ...identityOf({ userId, anonymousId }),
    ...(name !== undefined && { name }),
    ...optionalProperties('properties', properties),
    ...messageFields(options),
  };
}

/** The type of an object is text in this API. */
function groupTraits(value: Properties | undefined): { traits?: JsonProperties } {
  const { traits } = optionalProperties('traits', value);
  if (traits?.object_type_id === undefined) return traits ? { traits } : {};
  const object_type_id = identifierText('traits.object_type_id', traits.object_type_id);
  return { traits: { ...traits, object_type_id } };
}

/**
 * Builders of messages. Each checks its argument and returns a plain JSON value that shares nothing with it, with a
 * `messageId` and a `timestamp`: it can be stored as JSON and sent later, or again. They throw `ValidationError`.
 *
 * @see https://docs.customer.io/integrations/api/cdp/
 */
export const message = {
  /** Sets traits of a person. */
  identify(input: IdentifyInput): IdentifyMessage {
    const { userId, anonymousId, traits, ...options } = readInput<AnyInput>(input, [...IDENTITY, 'traits']);
    const copy = optionalProperties('traits', traits);
    return {
      type: 'identify',
      ...identifiedBy({ userId, anonymousId }, copy.traits),
      ...copy,
      ...messageFields(options),
    };
  },

  /** An event of a person, or of a group. */
  track(input: TrackInput): TrackMessage {
    const { userId, anonymousId, groupId, event, properties, ...options } = readInput<AnyInput>(input, [
      ...IDENTITY,
      'groupId',
      'event',
      'properties',
    ]);
    requireText('event', event);
    const identity = (groupId === undefined ? identityOf : optionalIdentity)({ userId, anonymousId });
    return {
      type: 'track',
      ...identity,
      ...(groupId !== undefined && { groupId: identifierText('groupId', groupId) }),
      event,
      ...optionalProperties('properties', properties),
      ...messageFields(options),
    };
  },

  /** A page that a person viewed. */
  page: (input: ViewInput): PageMessage => ({ type: 'page', ...view(input) }),

  /** A screen of an app that a person viewed. */
  screen: (input: ViewInput): ScreenMessage => ({ type: 'screen', ...view(input) }),

  /** Adds a person to a group, and sets what is known of it. In Customer.io a group is an object. */
  group(input: GroupInput): GroupMessage {
    const { userId, anonymousId, groupId, traits, ...options } = readInput<AnyInput>(input, [
      ...IDENTITY,
      'groupId',
      'traits',
    ]);
    return {
      type: 'group',
      ...identityOf({ userId, anonymousId }),
      groupId: identifierText('groupId', groupId),
      ...groupTraits(traits),
      ...messageFields(options),
    };
  },

  /** Joins two ids of one person, for destinations such as Mixpanel that do not do that on `identify`. */
  alias(input: AliasInput): AliasMessage {
    const { previousId, userId, ...options } = readInput(input, ['previousId', 'userId']);
    return {
      type: 'alias',
      previousId: identifierText('previousId', previousId),
      userId: identifierText('userId', userId),
      ...messageFields(options),
    };
  },

  ...semanticEvents,
} as const;
