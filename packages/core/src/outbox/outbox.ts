import type { OutboxInput, OutboxItem } from './items.js';
import type { DeadLetterReason } from './stored-item.js';
import type { OutboxWorker, OutboxWorkerOptions } from './worker-options.js';

/** What is added to an outbox, or a promise of it. */
export type Addable = OutboxInput | PromiseLike<OutboxInput>;

/** Options of adding to an outbox. */
export interface AddOptions {
  /**
   * Items with the same ordering key are sent one after the other, in the order in which they were added, whatever they are. Give one
   * to items about one person of which some have an id and others an email address, and to what has to come in order for several
   * people. It can be an identifier: items without an ordering key that have the identifier are then in order with them, too.
   *
   * Default: the first identifier of each item, which may be of a person or an object.
   */
  orderingKey?: string | undefined;
}

/** How an outbox stands. */
export interface OutboxStats {
  /** Items that are stored and have not been sent. */
  readonly depth: number;
  /** The age of the oldest of them, in seconds; undefined if there is none. */
  readonly ageSeconds: number | undefined;
  /** Dead letters. */
  readonly deadLetters: number;
  /** The partitions that have items, and how many, the fullest first. */
  readonly partitions: readonly {
    readonly partition: number;
    readonly depth: number;
    readonly ageSeconds: number;
  }[];
}

/** An item that was not sent. */
export interface DeadLetter {
  readonly id: string;
  /** The item. It contains personal data. */
  readonly item: OutboxItem;
  readonly reason: DeadLetterReason;
  /** When the item was added: unix milliseconds. */
  readonly addedAt: number;
  /** When it became a dead letter: unix milliseconds. */
  readonly deadAt: number;
}

/** Which dead letters: by their ids, or all of a kind, or all. */
export interface DeadLetterFilter {
  /** Their ids. Default: all. */
  ids?: readonly string[] | undefined;
  /** The kind of their reason. Default: all. */
  kind?: DeadLetterReason['kind'] | undefined;
}

/** The items of an outbox that were not sent: to look at, to repair, and to send again. */
export interface DeadLetters {
  /**
   * Dead letters, the oldest first.
   *
   * @param options.limit How many at most. Default 100.
   * @param options.after The id of the last one of the page before.
   */
  list(
    options?: DeadLetterFilter & { limit?: number | undefined; after?: string | undefined },
  ): Promise<DeadLetter[]>;
  /** A dead letter; undefined if there is none with the id. */
  get(id: string): Promise<DeadLetter | undefined>;
  /**
   * Adds dead letters to the outbox again, behind what it has. Each is added and removed from the dead letters in one transaction.
   *
   * Of a send that may have been sent, the message may be delivered twice.
   *
   * @returns How many.
   */
  retry(filter: DeadLetterFilter): Promise<number>;
  /**
   * Adds a repaired item in place of a dead letter.
   *
   * @returns False if there is none with the id.
   * @throws ValidationError for an item that could not be sent.
   */
  replace(id: string, item: Addable): Promise<boolean>;
  /**
   * Deletes dead letters.
   *
   * @returns How many.
   */
  purge(filter: DeadLetterFilter): Promise<number>;
}

/** A durable queue of what is to be sent to Customer.io. */
export interface Outbox<Options extends AddOptions = AddOptions> {
  /**
   * Stores items: operations, messages, and what `callsOf` returns, each also as a promise. When the promise resolves, they are
   * stored, all or none.
   *
   * @throws ValidationError for an item that could not be sent; nothing is stored.
   */
  add(items: Addable | Iterable<Addable>, options?: Options): Promise<void>;
  /**
   * Starts a worker that sends what is stored. Several may run, in any number of processes.
   *
   * @throws ValidationError for an option that is not valid.
   */
  work(options: OutboxWorkerOptions): OutboxWorker;
  /** How the outbox stands. For metrics: `observeOutbox('orders', () => outbox.stats())` of `@cio/opentelemetry`. */
  stats(): Promise<OutboxStats>;
  readonly deadLetters: DeadLetters;
  /** Closes its workers, and then the connections that it opened. */
  close(options?: { timeoutMs?: number | undefined }): Promise<void>;
}
