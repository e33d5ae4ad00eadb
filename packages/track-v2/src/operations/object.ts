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

/** The fields that all operations on an object have. */
function operationOn<Action extends string>(action: Action, identifiers: ObjectIdentifiers) {
  return { type: 'object', action, identifiers: objectIdentifiers('identifiers', identifiers) } as const;
}

function checkedAttributes(attributes: ObjectInput<Attributes>): JsonAttributes {
  const copy = copyJsonObject('attributes', attributes);
  checkAttributes(copy);
  return copy;
}

/**
 * Builds operations on objects, such as companies, accounts or courses. Each method validates its arguments, and returns a plain JSON
 * value that shares nothing with them.
 *
 * @throws ValidationError for an argument that is not valid.
 *
 * @see https://docs.customer.io/integrations/api/track/#operation/entity
 */
export const object = {
  /** Creates or updates an object. With a `cio_object_id`, only updates it. */
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

  /** Creates or updates an object, with relationships to people who have not been identified yet. */
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

  /** An event of an object. The name is at most 100 bytes. Its default id is a new ULID. */
  event(
    identifiers: ObjectIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes> | null,
    options?: OccurrenceOptions,
  ): ObjectEvent {
    const object = objectIdentifiers('identifiers', identifiers);
    return occurrence('object', 'event', object, name, attributes, options);
  },

  /** Adds relationships between an object and people. */
  addRelationships(
    identifiers: ObjectIdentifiers,
    relationships: readonly PersonRelationship[],
  ): ObjectAddRelationships {
    return {
      ...operationOn('add_relationships', identifiers),
      cio_relationships: relationshipsOf('relationships', relationships, relatedPerson),
    };
  },

  /** Removes relationships between an object and people. */
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
