import {
  copyJsonObject,
  type Identifier,
  requireCount,
  requireOneOf,
  requireText,
  ValidationError,
} from '@cio/core';
import { identifierText, optionalIdentity } from './identity.js';
import type {
  ContentInput,
  DeliveryInput,
  DeviceInput,
  DeviceTokenInput,
  MessageOptions,
  ObjectDeletionInput,
  RelationshipInput,
  UserInput,
} from './input-types.js';
import { messageFields, optionalProperties } from './message-fields.js';
import { readInput } from './read-input.js';
import type { JsonProperties, TrackMessage } from './types.js';

/** The `track` message of an event that Customer.io does something for, in place of recording it. */
function eventOf(
  event: string,
  actor: { userId?: string; anonymousId?: string },
  options: MessageOptions,
  properties?: JsonProperties,
): TrackMessage {
  return {
    type: 'track',
    ...actor,
    event,
    ...(properties && { properties }),
    ...messageFields(options),
  };
}

function userEvent(event: string, input: UserInput): TrackMessage {
  const { userId, ...options } = readInput(input, ['userId']);
  return eventOf(event, { userId: identifierText('userId', userId) }, options);
}

function deviceEvent(event: string, input: DeviceInput, known: readonly (keyof DeviceInput)[]): TrackMessage {
  const { userId, token, platform, properties, context, ...options } = readInput(input, known);
  requireText('token', token);
  if (platform !== undefined) requireOneOf('platform', platform, ['ios', 'android']);
  return eventOf(
    event,
    { userId: identifierText('userId', userId) },
    {
      ...options,
      context: deviceContext(context, { token, ...(platform !== undefined && { type: platform }) }),
    },
    optionalProperties('properties', properties).properties,
  );
}

/** The context with the device that the event is about. */
function deviceContext(context: object | undefined, device: object): object {
  const copy = context === undefined ? {} : copyJsonObject('context', context, 'iso');
  const known = copy.device;
  if (known !== undefined && (typeof known !== 'object' || Array.isArray(known))) {
    throw new ValidationError('context.device', 'expected an object');
  }
  return { ...copy, device: { ...known, ...device } };
}

const OBJECT = ['objectId', 'objectTypeId'] as const;

function objectProperties(objectId: Identifier | undefined, objectTypeId = 1): JsonProperties {
  requireCount('objectTypeId', objectTypeId);
  return { objectId: identifierText('objectId', objectId), objectTypeId };
}

/** Builders of the events that do something in Customer.io: deletions, devices, relationships, reports. */
export const semanticEvents = {
  /** Deletes a person from Customer.io: the event `User Deleted`. */
  deletePerson: (input: UserInput): TrackMessage => userEvent('User Deleted', input),

  /** Deletes a person and refuses to create them again: the event `User Suppressed`. */
  suppressPerson: (input: UserInput): TrackMessage => userEvent('User Suppressed', input),

  /** Allows a suppressed person again: the event `User Unsuppressed`. */
  unsuppressPerson: (input: UserInput): TrackMessage => userEvent('User Unsuppressed', input),

  /** Adds a device to a person, or updates it: the event `Device Created or Updated`. */
  addDevice: (input: DeviceInput): TrackMessage =>
    deviceEvent('Device Created or Updated', input, ['userId', 'token', 'platform', 'properties']),

  /** Removes a device from a person: the event `Device Deleted`. */
  deleteDevice: (input: DeviceTokenInput): TrackMessage =>
    deviceEvent('Device Deleted', input, ['userId', 'token', 'platform']),

  /** Removes a relationship between a person and an object: the event `Relationship Deleted`. */
  deleteRelationship(input: RelationshipInput): TrackMessage {
    const { userId, objectId, objectTypeId, ...options } = readInput(input, ['userId', ...OBJECT]);
    const actor = { userId: identifierText('userId', userId) };
    return eventOf('Relationship Deleted', actor, options, objectProperties(objectId, objectTypeId));
  },

  /** Deletes an object with its relationships: the event `Object Deleted`. */
  deleteObject(input: ObjectDeletionInput): TrackMessage {
    const {
      objectId,
      objectTypeId,
      anonymousId = crypto.randomUUID(),
      ...options
    } = readInput(input, [...OBJECT, 'anonymousId']);
    const properties = objectProperties(objectId, objectTypeId);
    return eventOf('Object Deleted', optionalIdentity({ anonymousId }), options, properties);
  },

  /** Reports what became of a message that Customer.io sent: the event `Report Delivery Event`. It names no person. */
  reportDelivery(input: DeliveryInput): TrackMessage {
    const { deliveryId, metric, recipient, reason, href, actionValue, ...options } = readInput(input, [
      'deliveryId',
      'metric',
      'recipient',
      'reason',
      'href',
      'actionValue',
    ]);
    requireText('deliveryId', deliveryId);
    requireOneOf('metric', metric, ['delivered', 'opened', 'clicked', 'converted']);
    for (const [name, value] of Object.entries({ recipient, reason, href, actionValue })) {
      if (value !== undefined) requireText(name, value);
    }
    const report = { deliveryId, metric, recipient, reason, href, actionValue };
    const { properties } = optionalProperties('properties', report);
    return eventOf('Report Delivery Event', {}, options, properties);
  },

  /** Reports that somebody saw or clicked an anonymous in-app message: the event `Report Content Event`. */
  reportContent(input: ContentInput): TrackMessage {
    const { anonymousId, actionType, contentId, templateId, ...options } = readInput(input, [
      'anonymousId',
      'actionType',
      'contentId',
      'templateId',
    ]);
    requireOneOf('actionType', actionType, ['viewed_content', 'clicked_content']);
    if (contentId !== undefined) requireCount('contentId', contentId, 0);
    if (templateId !== undefined) requireCount('templateId', templateId, 0);
    // Customer.io's document requires `activityType`, and describes `actionType`, which its own libraries send.
    const report = { activityType: actionType, actionType, contentId, templateId };
    const { properties } = optionalProperties('properties', report);
    return eventOf('Report Content Event', optionalIdentity({ anonymousId }), options, properties);
  },
} as const;
