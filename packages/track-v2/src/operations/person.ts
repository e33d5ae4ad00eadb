import { checkAttributes, checkTimestamp, requireObject, requireOneOf, requireText } from '@cio/core';
import {
  checkObjectIdentifiers,
  checkPersonIdentifiers,
  checkRelatedPerson,
  checkRelationships,
  type OccurrenceOptions,
  occurrence,
  optional,
} from './checks.js';
import type {
  Attributes,
  Device,
  ObjectRelationship,
  PersonAddDevice,
  PersonAddRelationships,
  PersonAttributes,
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

export interface PersonIdentifyOptions {
  /** Objects the person is related to. */
  cio_relationships?: readonly ObjectRelationship[];
  /** When the attributes were true: unix seconds or a `Date`. */
  timestamp?: number | Date;
}

/** The beginning of every operation on a person. */
function of<Action extends string>(action: Action, identifiers: PersonIdentifiers) {
  checkPersonIdentifiers('identifiers', identifiers);
  return { type: 'person', action, identifiers } as const;
}

/**
 * Builders of operations on a person. Each checks its arguments and gives back a plain value.
 *
 * @see https://docs.customer.io/integrations/api/track/#operation/entity
 */
export const person = {
  /** Creates a person, or changes the one there is. */
  identify(
    identifiers: PersonIdentifiers,
    attributes: PersonAttributes = {},
    { cio_relationships, timestamp }: PersonIdentifyOptions = {},
  ): PersonIdentify {
    const start = of('identify', identifiers);
    checkAttributes(attributes);
    checkTimestamp('timestamp', timestamp);
    if (cio_relationships) checkRelationships(cio_relationships, checkObjectIdentifiers);
    return { ...start, attributes, ...optional({ cio_relationships, timestamp }) };
  },

  /** Deletes a person and all that is known of them. */
  delete: (identifiers: PersonIdentifiers): PersonDelete => of('delete', identifiers),

  /** Something a person did. Its ULID is made here. */
  event(
    identifiers: PersonIdentifiers,
    name: string,
    attributes?: Attributes,
    options: OccurrenceOptions = {},
  ): PersonEvent {
    checkPersonIdentifiers('identifiers', identifiers);
    return occurrence('person', 'event', identifiers, name, attributes, options);
  },

  /** A page that a person saw; the name is its URL, at most 100 bytes. */
  page(
    identifiers: PersonIdentifiers,
    name: string,
    attributes?: Attributes,
    options: OccurrenceOptions = {},
  ): PersonPage {
    checkPersonIdentifiers('identifiers', identifiers);
    return occurrence('person', 'page', identifiers, name, attributes, options);
  },

  /** A screen of an app that a person saw. */
  screen(
    identifiers: PersonIdentifiers,
    name: string,
    attributes?: Attributes,
    options: OccurrenceOptions = {},
  ): PersonScreen {
    checkPersonIdentifiers('identifiers', identifiers);
    return occurrence('person', 'screen', identifiers, name, attributes, options);
  },

  /** Relates a person to objects. */
  addRelationships(
    identifiers: PersonIdentifiers,
    relationships: readonly ObjectRelationship[],
  ): PersonAddRelationships {
    const start = of('add_relationships', identifiers);
    checkRelationships(relationships, checkObjectIdentifiers);
    return { ...start, cio_relationships: relationships };
  },

  /** Ends relationships of a person to objects. */
  deleteRelationships(
    identifiers: PersonIdentifiers,
    relationships: readonly ObjectRelationship[],
  ): PersonDeleteRelationships {
    const start = of('delete_relationships', identifiers);
    checkRelationships(relationships, checkObjectIdentifiers);
    return { ...start, cio_relationships: relationships };
  },

  /** Adds a device to a person, or changes it. */
  addDevice(identifiers: PersonIdentifiers, device: Device): PersonAddDevice {
    const start = of('add_device', identifiers);
    requireObject('device', device);
    requireText('device.token', device.token);
    requireOneOf('device.platform', device.platform, ['ios', 'android']);
    checkTimestamp('device.last_used', device.last_used);
    return { ...start, device };
  },

  /** Removes a device, by its push token. */
  deleteDevice(identifiers: PersonIdentifiers, token: string): PersonDeleteDevice {
    const start = of('delete_device', identifiers);
    requireText('token', token);
    return { ...start, device: { token } };
  },

  /** Merges the secondary person into the primary and deletes the secondary. It cannot be undone. */
  merge(primary: RelatedPersonIdentifiers, secondary: RelatedPersonIdentifiers): PersonMerge {
    checkRelatedPerson('primary', primary);
    checkRelatedPerson('secondary', secondary);
    return { type: 'person', action: 'merge', primary, secondary };
  },

  /** Deletes a person and refuses whatever is said of them, until `unsuppress`. */
  suppress: (identifiers: PersonIdentifiers): PersonSuppress => of('suppress', identifiers),

  /** Lets a suppressed identifier be used again. */
  unsuppress: (identifiers: PersonIdentifiers): PersonUnsuppress => of('unsuppress', identifiers),
} as const;
