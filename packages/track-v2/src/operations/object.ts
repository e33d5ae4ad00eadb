import { checkAttributes } from '@cio/core';
import {
  checkAnonymous,
  checkObjectIdentifiers,
  checkRelatedPerson,
  checkRelationships,
  type OccurrenceOptions,
  occurrence,
  optional,
} from './checks.js';
import type {
  AnonymousRelationship,
  Attributes,
  ObjectAddRelationships,
  ObjectDelete,
  ObjectDeleteRelationships,
  ObjectEvent,
  ObjectIdentifiers,
  ObjectIdentify,
  ObjectIdentifyAnonymous,
  PersonRelationship,
} from './types.js';

/** The beginning of every operation on an object. */
function of<Action extends string>(action: Action, identifiers: ObjectIdentifiers) {
  checkObjectIdentifiers('identifiers', identifiers);
  return { type: 'object', action, identifiers } as const;
}

/**
 * Builders of operations on an object: a company, an account, a course. Each checks its arguments
 * and gives back a plain value.
 *
 * @see https://docs.customer.io/integrations/api/track/#operation/entity
 */
export const object = {
  /** Creates an object, or changes the one there is. By `cio_object_id` it only changes. */
  identify(
    identifiers: ObjectIdentifiers,
    attributes: Attributes = {},
    { cio_relationships }: { cio_relationships?: readonly PersonRelationship[] } = {},
  ): ObjectIdentify {
    const start = of('identify', identifiers);
    checkAttributes(attributes);
    if (cio_relationships) checkRelationships(cio_relationships, checkRelatedPerson);
    return { ...start, attributes, ...optional({ cio_relationships }) };
  },

  /** Creates or changes an object, and relates it to people not identified yet. */
  identifyAnonymous(
    identifiers: ObjectIdentifiers,
    relationships: readonly AnonymousRelationship[],
    attributes: Attributes = {},
  ): ObjectIdentifyAnonymous {
    const start = of('identify_anonymous', identifiers);
    checkRelationships(relationships, checkAnonymous);
    checkAttributes(attributes);
    return { ...start, attributes, cio_relationships: relationships };
  },

  /** Deletes an object and its relationships. */
  delete: (identifiers: ObjectIdentifiers): ObjectDelete => of('delete', identifiers),

  /** Something that happened to an object. Its ULID is made here. */
  event(
    identifiers: ObjectIdentifiers,
    name: string,
    attributes?: Attributes,
    options: OccurrenceOptions = {},
  ): ObjectEvent {
    checkObjectIdentifiers('identifiers', identifiers);
    return occurrence('object', 'event', identifiers, name, attributes, options);
  },

  /** Relates an object to people. */
  addRelationships(
    identifiers: ObjectIdentifiers,
    relationships: readonly PersonRelationship[],
  ): ObjectAddRelationships {
    const start = of('add_relationships', identifiers);
    checkRelationships(relationships, checkRelatedPerson);
    return { ...start, cio_relationships: relationships };
  },

  /** Ends relationships of an object to people. */
  deleteRelationships(
    identifiers: ObjectIdentifiers,
    relationships: readonly PersonRelationship[],
  ): ObjectDeleteRelationships {
    const start = of('delete_relationships', identifiers);
    checkRelationships(relationships, checkRelatedPerson);
    return { ...start, cio_relationships: relationships };
  },
} as const;
