/** What `identify` takes besides the attributes of the plan: Customer.io's own keys, which a schema need not know. */
export interface ReservedAttributes {
  /** When the attributes were set: unix seconds or a `Date`. Older values do not overwrite newer ones. */
  readonly _timestamp?: number | Date | undefined;
  /** `true`: only update an existing person, create none. Default `false`. */
  readonly _update?: boolean | undefined;
  /** Merges the events that were tracked with this anonymous id into the person. */
  readonly anonymous_id?: string | undefined;
  /** Relationships to objects, as the client takes them. */
  readonly cio_relationships?: object | undefined;
  /** The person's subscription preferences, as the client takes them. */
  readonly cio_subscription_preferences?: object | undefined;
}

/** What an event takes besides the data of the plan: Customer.io's own keys, which a schema need not know. */
export interface ReservedEventData {
  /** The recipient of the messages that the event triggers, in place of the person's own address. */
  readonly recipient?: string | undefined;
  /** The sender's address of the messages that the event triggers. */
  readonly from_address?: string | undefined;
  /** The reply address of the messages that the event triggers. */
  readonly reply_to?: string | undefined;
}

/** The keys of {@link ReservedAttributes}. */
export const RESERVED_ATTRIBUTES: readonly (keyof ReservedAttributes)[] = [
  '_timestamp',
  '_update',
  'anonymous_id',
  'cio_relationships',
  'cio_subscription_preferences',
];

/** The keys of {@link ReservedEventData}. */
export const RESERVED_EVENT_DATA: readonly (keyof ReservedEventData)[] = [
  'recipient',
  'from_address',
  'reply_to',
];
