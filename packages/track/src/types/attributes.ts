import type { Identifier } from '@cio/core';

/** An object that a person is related to, by your id or by Customer.io's. */
export type ObjectIdentifiers = { object_type_id: Identifier; object_id: string } | { cio_object_id: string };

/** Adds or removes relationships between a person and objects. */
export interface Relationships {
  action: 'add_relationships' | 'delete_relationships';
  relationships: { identifiers: ObjectIdentifiers; relationship_attributes?: Record<string, unknown> }[];
}

/** What a person wants to hear of. */
export interface SubscriptionPreferences {
  /** By `topic_` and the topic's id. */
  topics?: Record<string, boolean>;
  /** By the channel's name. */
  channels?: Record<string, boolean>;
}

/**
 * What is known of a person: any keys of your own, at most 300, each name at most 150 bytes.
 * A `Date` goes out as unix seconds.
 */
export interface Attributes {
  id?: Identifier;
  email?: string | null;
  /** When the person came to you; unix seconds. */
  created_at?: number | Date;
  /** Joins earlier anonymous events to the person. */
  anonymous_id?: string;
  /** When these attributes were true; unix seconds. Older values do not replace newer ones. */
  _timestamp?: number | Date;
  /** True: change the person if there is one, and create none. */
  _update?: boolean;
  /** True: no message goes to the person any more. */
  unsubscribed?: boolean;
  cio_relationships?: Relationships;
  /**
   * What the person wants to hear of, whole: what is left out is forgotten. One choice alone is an attribute of its own,
   * and leaves the others as they are: `'cio_subscription_preferences.topics.topic_1': true`.
   */
  cio_subscription_preferences?: SubscriptionPreferences;
  [attribute: string]: unknown;
}
