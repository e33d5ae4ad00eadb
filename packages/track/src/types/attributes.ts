import type { Identifier, ObjectInput } from '@cio/core';

/** An object that a person is related to, by your identifiers or by Customer.io's. */
export type ObjectIdentifiers =
  | {
      /** The id of the object type, as Customer.io shows it: such as `1`. */
      object_type_id: Identifier;
      /** The id that your system gave the object. At most 150 bytes. */
      object_id: string;
    }
  | {
      /** Customer.io's own id of the object. */
      cio_object_id: string;
    };

/** Adds or removes relationships between a person and objects. */
export interface Relationships {
  /** Whether the relationships are added or removed. */
  action: 'add_relationships' | 'delete_relationships';
  /** The relationships. */
  relationships: {
    /** The object. */
    identifiers: ObjectIdentifiers;
    /** Attributes of the relationship, not of the person or the object. */
    relationship_attributes?: ObjectInput<Record<string, unknown>> | undefined;
  }[];
}

/** A person's subscription preferences. */
export interface SubscriptionPreferences {
  /** Whether the person is subscribed to each topic, by `topic_` and the topic's id: `{ topic_1: true }`. */
  topics?: Record<string, boolean> | undefined;
  /** Whether the person is subscribed to each channel, by the channel's name: `{ email: true }`. */
  channels?: Record<string, boolean> | undefined;
}

/**
 * Attributes of a person: any keys of your own. At most 300 attributes; names at most 150 bytes, values at most 1,000 bytes.
 * A `Date` is sent as unix seconds.
 */
export interface Attributes {
  /** The id that your system gave the person. At most 150 bytes. */
  id?: Identifier | undefined;
  /** The person's email address; null removes it. */
  email?: string | null | undefined;
  /** When the person was created in your system: unix seconds or a `Date`. */
  created_at?: number | Date | undefined;
  /** Merges the events that were tracked with this anonymous id into the person. */
  anonymous_id?: string | undefined;
  /** When these attributes were set: unix seconds or a `Date`. Older values do not overwrite newer ones. */
  _timestamp?: number | Date | undefined;
  /** `true`: only update an existing person, create none. Default `false`. */
  _update?: boolean | undefined;
  /**
   * `true`, in any case and as text too, `1` or `'1'`: the person is unsubscribed from all messages. Any other value counts
   * as subscribed.
   */
  unsubscribed?: boolean | string | number | null | undefined;
  /** Adds or removes relationships to objects. */
  cio_relationships?: Relationships | undefined;
  /**
   * The person's subscription preferences. They replace all that were there. To change one preference and keep the others,
   * use the dot notation as the attribute's name: `'cio_subscription_preferences.topics.topic_1': true`.
   */
  cio_subscription_preferences?: SubscriptionPreferences | undefined;
  [attribute: string]: unknown;
}
