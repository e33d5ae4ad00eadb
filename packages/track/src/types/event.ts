import type { CallOptions } from '@cio/core';

/** What goes with an event: any keys of your own, at most 100,000 bytes of JSON. */
export interface EventData {
  /** Where messages that this event triggers go, instead of the person's own address. */
  recipient?: string;
  /** The sender's address of messages that this event triggers. */
  from_address?: string;
  /** The reply address of messages that this event triggers. */
  reply_to?: string;
  [key: string]: unknown;
}

export interface EventOptions extends CallOptions {
  /**
   * A ULID: Customer.io takes an event with the same one only once. Made for each call when left out. Give your own to
   * make a call that may be repeated by a queue or a job count once. Any other text of at most 150 bytes is taken too, but
   * then a repeat counts again, so that a retry strategy does not repeat the call where it may have arrived.
   */
  id?: string;
  /** When it happened: unix seconds or a `Date`. Left out, the time it arrives. */
  timestamp?: number | Date;
}

export interface AnonymousEventOptions extends EventOptions {
  /** What the event is. Default `event`. */
  type?: 'event' | 'page' | 'screen';
}
