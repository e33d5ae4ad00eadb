import type {
  AnonymousIdentifiers,
  DeviceAttributes,
  ObjectIdentifiers,
  RelatedPersonIdentifiers,
  SubscriptionPreferences,
} from './types.js';

/**
 * Any keys of your own. A `Date` becomes unix seconds, `NaN` and `Infinity` null; keys that are undefined are left out. What
 * JSON cannot hold, such as a bigint or a `Map`, is refused.
 */
export type Attributes = Readonly<Record<string, unknown>>;

/** What is known of a person: at most 300 attributes, names at most 150 bytes, values at most 1,000 bytes. */
export interface PersonAttributes {
  /** When the person came to you; unix seconds or a `Date`. */
  readonly created_at?: number | Date;
  /** True: change the person if there is one, and create none. */
  readonly _update?: boolean;
  readonly cio_subscription_preferences?: SubscriptionPreferences | undefined;
  readonly [attribute: string]: unknown;
}

interface Relationship<Identifiers> {
  readonly identifiers: Identifiers;
  /** At most 300, names at most 150 bytes, values at most 1,000 bytes. */
  readonly relationship_attributes?: Attributes;
}

/** A relationship of a person to an object. */
export interface ObjectRelationship extends Relationship<ObjectIdentifiers> {}

/** A relationship of an object to a person. */
export interface PersonRelationship extends Relationship<RelatedPersonIdentifiers> {}

/** A relationship of an object to somebody not identified yet. */
export interface AnonymousRelationship extends Relationship<AnonymousIdentifiers> {}

/** A person's phone or tablet, by its push token. */
export interface Device {
  /** The push token. */
  readonly token: string;
  readonly platform: 'ios' | 'android';
  /** When it was last used; unix seconds or a `Date`. */
  readonly last_used?: number | Date;
  readonly attributes?: DeviceAttributes;
}

/** What an event, a page view or a screen view takes besides its attributes. */
export interface OccurrenceOptions {
  /**
   * An id of your own, for what may be built twice and must count once: a ULID, such as `ulidFrom` makes of a text. Any
   * other text is taken too, at most 150 bytes, but Customer.io tells repeats by ULIDs alone, so a request with such an event
   * is not repeated where it may have been processed. Default: a new ULID.
   */
  readonly id?: string | undefined;
  /** When it happened: unix seconds or a `Date`. Left out, the time it arrives. */
  readonly timestamp?: number | Date | undefined;
}

/** What the identification of a person takes besides the attributes. */
export interface PersonIdentifyOptions {
  /** Objects the person is related to. */
  readonly cio_relationships?: readonly ObjectRelationship[] | undefined;
  /** When the attributes were true: unix seconds or a `Date`. */
  readonly timestamp?: number | Date | undefined;
}

/** What the identification of an object takes besides the attributes. */
export interface ObjectIdentifyOptions {
  /** People the object is related to. */
  readonly cio_relationships?: readonly PersonRelationship[] | undefined;
}
