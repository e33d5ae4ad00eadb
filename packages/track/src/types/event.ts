import type { CallOptions } from '@cio/core';

/** The data of an event: any keys of your own. At most 100,000 bytes of JSON. */
export interface EventData {
  /** The recipient of messages that this event triggers, in place of the person's own address. */
  recipient?: string | undefined;
  /** The sender's address of messages that this event triggers. */
  from_address?: string | undefined;
  /** The reply address of messages that this event triggers. */
  reply_to?: string | undefined;
  [key: string]: unknown;
}

/** What an event can have besides its name and data. */
export interface EventOptions extends CallOptions {
  /**
   * The idempotency key of the event, a ULID: Customer.io processes events with the same ULID once. Default: a new ULID for
   * each call, the same in all its attempts. Pass your own, such as `ulidFrom` makes it, if a queue or a job may make the
   * call again. Other text of at most 150 bytes is accepted, but not deduplicated: a retry strategy then does not repeat the
   * call if it may have been processed.
   */
  id?: string | undefined;
  /** When the event happened: unix seconds or a `Date`. Default: when Customer.io receives it. */
  timestamp?: number | Date | undefined;
}

/** What an anonymous event can have besides its name and data. */
export interface AnonymousEventOptions extends EventOptions {
  /** The type of the event. Default `event`. */
  type?: 'event' | 'page' | 'screen' | undefined;
}
