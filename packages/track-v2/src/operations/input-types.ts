import type { ObjectInput } from '@cio/core';
import type {
  AnonymousIdentifiers,
  DeviceAttributes,
  ObjectIdentifiers,
  RelatedPersonIdentifiers,
  SubscriptionPreferences,
} from './types.js';

/**
 * Any keys of your own. A `Date` is sent as unix seconds, `NaN` and `Infinity` as null; keys with the value `undefined` are
 * left out. What JSON cannot represent, such as a bigint or a `Map`, is a `ValidationError`.
 */
export type Attributes = Readonly<Record<string, unknown>>;

/** Attributes of a person: at most 300; names at most 150 bytes, values at most 1,000 bytes. */
export interface PersonAttributes {
  /** When the person was created in your system: unix seconds or a `Date`. */
  readonly created_at?: number | Date | undefined;
  /** `true`: only update an existing person, create none. Default `false`. */
  readonly _update?: boolean | undefined;
  /** The person's subscription preferences. They replace those that the person has. */
  readonly cio_subscription_preferences?: SubscriptionPreferences | undefined;
  readonly [attribute: string]: unknown;
}

interface Relationship<Identifiers> {
  /** The person or the object at the other end. */
  readonly identifiers: Identifiers;
  /** Attributes of the relationship: at most 300; names at most 150 bytes, values at most 1,000 bytes. */
  readonly relationship_attributes?: ObjectInput<Attributes> | undefined;
}

/** A relationship of a person to an object. */
export interface ObjectRelationship extends Relationship<ObjectIdentifiers> {}

/** A relationship of an object to a person. */
export interface PersonRelationship extends Relationship<RelatedPersonIdentifiers> {}

/** A relationship of an object to a person who has not been identified yet. */
export interface AnonymousRelationship extends Relationship<AnonymousIdentifiers> {}

/** A device that receives push notifications. */
export interface Device {
  /** The push token of the device. */
  readonly token: string;
  /** The platform of the device. */
  readonly platform: 'ios' | 'android';
  /** When the device was last used: unix seconds, as text too, or a `Date`. */
  readonly last_used?: number | Date | string | undefined;
  /** Attributes of the device. */
  readonly attributes?: ObjectInput<DeviceAttributes> | null | undefined;
}

/** What an event, a page view or a screen view can have besides its name and attributes. */
export interface OccurrenceOptions {
  /**
   * The idempotency key of the event, a ULID: Customer.io processes events with the same ULID once. Default: a new ULID. Pass
   * your own, such as `ulidFrom` makes it, if the same event may be built again. Other text of at most 150 bytes is accepted,
   * but not deduplicated: a request with such an event is not repeated if it may have been processed.
   */
  readonly id?: string | undefined;
  /** When it happened: unix seconds or a `Date`. Default: when Customer.io receives it. */
  readonly timestamp?: number | Date | undefined;
}

/** What `person.identify` can have besides the attributes. */
export interface PersonIdentifyOptions {
  /** Relationships to objects, which are added. */
  readonly cio_relationships?: readonly ObjectRelationship[] | undefined;
  /** When the attributes were set: unix seconds or a `Date`. Older values do not overwrite newer ones. */
  readonly timestamp?: number | Date | undefined;
}

/** What `object.identify` can have besides the attributes. */
export interface ObjectIdentifyOptions {
  /** Relationships to people, which are added. */
  readonly cio_relationships?: readonly PersonRelationship[] | undefined;
}
