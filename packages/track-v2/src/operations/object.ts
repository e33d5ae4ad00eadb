import { checkAttributes, copyJsonObject, type ObjectInput, readOptions } from '@cio/core';
import { anonymousIdentifiers, objectIdentifiers, relatedPerson } from './identifiers.js';
import type {
  AnonymousRelationship,
  Attributes,
  ObjectIdentifyOptions,
  OccurrenceOptions,
  PersonRelationship,
} from './input-types.js';
import { occurrence } from './occurrence.js';
import { relationshipsOf } from './relationships.js';
import type {
  JsonAttributes,
  ObjectAddRelationships,
  ObjectDelete,
  ObjectDeleteRelationships,
  ObjectEvent,
  ObjectIdentifiers,
  ObjectIdentify,
  ObjectIdentifyAnonymous,
} from './types.js';

/** The beginning of every operation on an object. */
function operationOn<Action extends string>(action: Action, identifiers: ObjectIdentifiers) {
  return { type: 'object', action, identifiers: objectIdentifiers('identifiers', identifiers) } as const;
}

function checkedAttributes(attributes: ObjectInput<Attributes>): JsonAttributes {
  const copy = copyJsonObject('attributes', attributes);
  checkAttributes(copy);
  return copy;
}

/**
 * Builders of operations on an object: a company, an account, a course. Each checks its arguments and returns a plain JSON
 * value that shares nothing with them. They throw `ValidationError`.
 *
 * @see https://docs.customer.io/integrations/api/track/#operation/entity
 */
export const object = {
  /** Creates an object, or changes the one there is. By `cio_object_id` it only changes. */
  identify(
    identifiers: ObjectIdentifiers,
    attributes: ObjectInput<Attributes> = {},
    options?: ObjectIdentifyOptions,
  ): ObjectIdentify {
    const operation = { ...operationOn('identify', identifiers), attributes: checkedAttributes(attributes) };
    const { cio_relationships } = readOptions(options, ['cio_relationships']);
    if (cio_relationships === undefined) return operation;
    return {
      ...operation,
      cio_relationships: relationshipsOf('cio_relationships', cio_relationships, relatedPerson),
    };
  },

  /** Creates or changes an object, and relates it to people not identified yet. */
  identifyAnonymous(
    identifiers: ObjectIdentifiers,
    relationships: readonly AnonymousRelationship[],
    attributes: ObjectInput<Attributes> = {},
  ): ObjectIdentifyAnonymous {
    return {
      ...operationOn('identify_anonymous', identifiers),
      attributes: checkedAttributes(attributes),
      cio_relationships: relationshipsOf('relationships', relationships, anonymousIdentifiers),
    };
  },

  /** Deletes an object and its relationships. */
  delete: (identifiers: ObjectIdentifiers): ObjectDelete => operationOn('delete', identifiers),

  /** Something that happened to an object. The name is at most 100 bytes. Its ULID is made here. */
  event(
    identifiers: ObjectIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes>,
    options?: OccurrenceOptions,
  ): ObjectEvent {
    const object = objectIdentifiers('identifiers', identifiers);
    return occurrence('object', 'event', object, name, attributes, options);
  },

  /** Relates an object to people. */
  addRelationships(
    identifiers: ObjectIdentifiers,
    relationships: readonly PersonRelationship[],
  ): ObjectAddRelationships {
    return {
      ...operationOn('add_relationships', identifiers),
      cio_relationships: relationshipsOf('relationships', relationships, relatedPerson),
    };
  },

  /** Ends relationships of an object to people. */
  deleteRelationships(
    identifiers: ObjectIdentifiers,
    relationships: readonly PersonRelationship[],
  ): ObjectDeleteRelationships {
    return {
      ...operationOn('delete_relationships', identifiers),
      cio_relationships: relationshipsOf('relationships', relationships, relatedPerson),
    };
  },
} as const;
