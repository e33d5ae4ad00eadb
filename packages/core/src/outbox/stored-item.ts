import type { ErrorDetail } from '../errors/error-details.js';
import type { OutboxItem } from './items.js';

/** Why an item was not sent, and will not be without you. */
export interface DeadLetterReason {
  /**
   * `rejected`: Customer.io refused it, or it is not valid; unchanged, it would be refused again. `may_have_been_sent`: a send
   * whose outcome is not known; sent again, the message may be delivered twice. `gave_up`: it could not be sent for longer than
   * `retryForMs`. `handler_failed`: the handler of a webhook's event failed repeatedly.
   */
  readonly kind: 'rejected' | 'may_have_been_sent' | 'gave_up' | 'handler_failed';
  /** What happened, in one line. */
  readonly message: string;
  /** The HTTP status, if there was a response. */
  readonly status?: number;
  /** The errors in the response, if it has any. */
  readonly errors?: readonly ErrorDetail[];
}

/** An item of a partition, as a store reads it. */
export interface StoredItem {
  readonly item: OutboxItem;
  /** When it was added: unix milliseconds. */
  readonly addedAt: number;
  /** Whether a worker that has ended claimed it: it may have been sent. */
  readonly isClaimed: boolean;
  /** The trace context in which it was added. */
  readonly context?: unknown;
}

/** What became of an item: done, or a dead letter. */
export interface Settlement<Item extends StoredItem = StoredItem> {
  readonly stored: Item;
  /** Undefined: done. */
  readonly reason: DeadLetterReason | undefined;
}

/**
 * A partition that this process holds: no other process reads it until it is released, or the hold is lost. Its methods may be
 * called concurrently.
 */
export interface HeldPartition<Item extends StoredItem = StoredItem> {
  readonly partition: number;
  /** Aborts when the hold is lost, such as with the connection to the database. */
  readonly lost: AbortSignal;
  /**
   * The next items in order, `maxItems` or somewhat more; not those that were read before. Items that a holder before has read and
   * not settled come first. None: there are no more at present.
   */
  read(maxItems: number): Promise<readonly Item[]>;
  /** Stores, before sends are made, that they are. */
  claim(items: readonly Item[]): Promise<void>;
  /** Stores that claimed sends have certainly not been made. */
  unclaim(items: readonly Item[]): Promise<void>;
  /** Removes items, and stores dead letters: in one transaction, or so that it is the same when it is done again after a crash. */
  settle(settlements: readonly Settlement<Item>[]): Promise<void>;
  /** Ends the hold. Items that were read and not settled are read again by the next holder. */
  release(): Promise<void>;
}

/** The store of an outbox, as a worker sees it. */
export interface OutboxStore<Item extends StoredItem = StoredItem> {
  /** Holds a partition that has items and that nobody holds; undefined if there is none. */
  acquire(): Promise<HeldPartition<Item> | undefined>;
}
