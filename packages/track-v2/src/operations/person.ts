import {
  checkAttributes,
  checkTimestamp,
  copyJsonObject,
  type ObjectInput,
  readOptions,
  requireObject,
  requireOneOf,
  requireText,
} from '@cio/core';
import { actorIdentifiers, objectIdentifiers, personIdentifiers, relatedPerson } from './identifiers.js';
import type {
  Attributes,
  Device,
  ObjectRelationship,
  OccurrenceOptions,
  PersonAttributes,
  PersonIdentifyOptions,
} from './input-types.js';
import { occurrence } from './occurrence.js';
import { relationshipsOf } from './relationships.js';
import { toUnixSeconds } from './timestamp.js';
import type {
  ActorIdentifiers,
  JsonDevice,
  JsonPersonAttributes,
  PersonAddDevice,
  PersonAddRelationships,
  PersonContent,
  PersonDelete,
  PersonDeleteDevice,
  PersonDeleteRelationships,
  PersonEvent,
  PersonIdentifiers,
  PersonIdentify,
  PersonMerge,
  PersonPage,
  PersonScreen,
  PersonSuppress,
  PersonUnsuppress,
  RelatedPersonIdentifiers,
} from './types.js';

/** The fields that all operations on a person have. */
function operationOn<Action extends string>(action: Action, identifiers: PersonIdentifiers) {
  return { type: 'person', action, identifiers: personIdentifiers('identifiers', identifiers) } as const;
}

/** Something that a person, or somebody not identified yet, did. */
function act<Action extends string>(
  action: Action,
  identifiers: ActorIdentifiers,
  name: string,
  attributes: ObjectInput<Attributes> | null | undefined,
  options: OccurrenceOptions | undefined,
) {
  return occurrence(
    'person',
    action,
    actorIdentifiers('identifiers', identifiers),
    name,
    attributes,
    options,
  );
}

/**
 * Builds operations on people. Each method validates its arguments, and returns a plain JSON value that shares nothing with them: it
 * can be stored as JSON, and sent later or again.
 *
 * @throws ValidationError for an argument that is not valid.
 *
 * @see https://docs.customer.io/integrations/api/track/#operation/entity
 */
export const person = {
  /** Creates or updates a person. */
  identify(
    identifiers: PersonIdentifiers,
    attributes: ObjectInput<PersonAttributes> = {},
    options?: PersonIdentifyOptions,
  ): PersonIdentify {
    const operation = operationOn('identify', identifiers);
    const copy = copyJsonObject('attributes', attributes);
    checkAttributes(copy);
    const { cio_relationships, timestamp } = readOptions(options, ['cio_relationships', 'timestamp']);
    return {
      ...operation,
      attributes: copy as JsonPersonAttributes,
      ...(cio_relationships !== undefined && {
        cio_relationships: relationshipsOf('cio_relationships', cio_relationships, objectIdentifiers),
      }),
      ...(timestamp !== undefined && { timestamp: toUnixSeconds('timestamp', timestamp) }),
    };
  },

  /** Deletes a person and all their data. */
  delete: (identifiers: PersonIdentifiers): PersonDelete => operationOn('delete', identifiers),

  /**
   * Something a person did, or somebody not identified yet, by `anonymous_id`. The name is at most 100 bytes. Its ULID is
   * made here.
   */
  event(
    identifiers: ActorIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes> | null,
    options?: OccurrenceOptions,
  ): PersonEvent {
    return act('event', identifiers, name, attributes, options);
  },

  /** A page view of a person. The name is the URL of the page, at most 100 bytes. */
  page(
    identifiers: ActorIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes> | null,
    options?: OccurrenceOptions,
  ): PersonPage {
    return act('page', identifiers, name, attributes, options);
  },

  /** A screen view of a person, in an app. The name is at most 100 bytes. */
  screen(
    identifiers: ActorIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes> | null,
    options?: OccurrenceOptions,
  ): PersonScreen {
    return act('screen', identifiers, name, attributes, options);
  },

  /**
   * A person saw content of yours, such as a message inside your app. What it was is told by the attributes. Its ULID is
   * made here.
   */
  viewedContent(
    identifiers: ActorIdentifiers,
    attributes?: ObjectInput<Attributes> | null,
    options?: OccurrenceOptions,
  ): PersonContent {
    return act('viewed_content', identifiers, 'viewed_content', attributes, options);
  },

  /** A person clicked on content of yours: like `viewedContent`. */
  clickedContent(
    identifiers: ActorIdentifiers,
    attributes?: ObjectInput<Attributes> | null,
    options?: OccurrenceOptions,
  ): PersonContent {
    return act('clicked_content', identifiers, 'clicked_content', attributes, options);
  },

  /** Adds relationships between a person and objects. */
  addRelationships(
    identifiers: PersonIdentifiers,
    relationships: readonly ObjectRelationship[],
  ): PersonAddRelationships {
    return {
      ...operationOn('add_relationships', identifiers),
      cio_relationships: relationshipsOf('relationships', relationships, objectIdentifiers),
    };
  },

  /** Removes relationships between a person and objects. */
  deleteRelationships(
    identifiers: PersonIdentifiers,
    relationships: readonly ObjectRelationship[],
  ): PersonDeleteRelationships {
    return {
      ...operationOn('delete_relationships', identifiers),
      cio_relationships: relationshipsOf('relationships', relationships, objectIdentifiers),
    };
  },

  /** Adds a device to a person, or updates it. */
  addDevice(identifiers: PersonIdentifiers, device: Device): PersonAddDevice {
    const operation = operationOn('add_device', identifiers);
    const copy = copyJsonObject('device', device);
    requireText('device.token', copy.token);
    requireOneOf('device.platform', copy.platform, ['ios', 'android']);
    // Other clients send digits.
    if (typeof copy.last_used === 'string' && /^\d+$/.test(copy.last_used))
      copy.last_used = Number(copy.last_used);
    checkTimestamp('device.last_used', copy.last_used);
    if (copy.attributes != null) requireObject('device.attributes', copy.attributes);
    return { ...operation, device: copy as unknown as JsonDevice };
  },

  /** Removes a device, by its push token. */
  deleteDevice(identifiers: PersonIdentifiers, token: string): PersonDeleteDevice {
    const operation = operationOn('delete_device', identifiers);
    requireText('token', token);
    return { ...operation, device: { token } };
  },

  /** Merges the secondary person into the primary and deletes the secondary. It cannot be undone. */
  merge(primary: RelatedPersonIdentifiers, secondary: RelatedPersonIdentifiers): PersonMerge {
    return {
      type: 'person',
      action: 'merge',
      primary: relatedPerson('primary', primary),
      secondary: relatedPerson('secondary', secondary),
    };
  },

  /** Deletes a person, and ignores further data about them until `unsuppress`. */
  suppress: (identifiers: PersonIdentifiers): PersonSuppress => operationOn('suppress', identifiers),

  /** Allows a suppressed person again. The deleted data is not restored. */
  unsuppress: (identifiers: PersonIdentifiers): PersonUnsuppress => operationOn('unsuppress', identifiers),
} as const;
