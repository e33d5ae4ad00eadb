import { CustomerIOError, type HttpClient, isCustomerIOError, LIMITS, ValidationError } from '@cio/core';
import { isOversize, OVERSIZE, ROOM, toJson } from '../batch/pack.js';
import type { Complaint } from '../batch/post-batch.js';
import type { Operation } from '../operations/types.js';
import { Dispatcher, Entry } from './dispatcher.js';
import { checkPositive } from './options.js';

export interface BatcherOptions {
  /** How long an operation may wait for others to share its request, in milliseconds. Default 50. */
  maxWaitMs?: number;
  /** How large a request may become, in bytes. Default, and at the most, 500,000. */
  maxBytes?: number;
  /** Requests under way at once. Default 4. */
  concurrency?: number;
  /** Operations waiting or under way at once; beyond, `add` waits. Default 10,000. */
  maxPending?: number;
  /**
   * Told of each operation that Customer.io did not take. With it, the promises of `add` may be left
   * alone: a rejection of theirs that nobody handles ends no process.
   */
  onRejected?: (error: RejectedError) => void;
}

/** Customer.io did not take one operation of a batch. Sending it again will not help. */
export class RejectedError extends CustomerIOError implements Complaint {
  override readonly name = 'RejectedError';
  readonly operation: Operation;
  readonly reason: string;
  readonly field: string;

  constructor(operation: Operation, { reason, field, message }: Complaint) {
    super(`${operation.type} ${operation.action} was rejected: ${field ? `${field}: ` : ''}${message}`);
    this.operation = operation;
    this.reason = reason;
    this.field = field;
  }
}

/** Whether a caught value is a {@link RejectedError}, from whichever copy of the package. */
export function isRejectedError(error: unknown): error is RejectedError {
  return isCustomerIOError(error) && error.name === 'RejectedError';
}

class Added extends Entry {
  resolve = () => {};
  reject: (error: unknown) => void = () => {};
}

/** Collects operations from many callers into few requests, in order for everybody they are about. */
export class Batcher {
  readonly #dispatcher: Dispatcher<Added>;
  readonly #onRejected: ((error: RejectedError) => void) | undefined;
  /** One for each operation added and not settled; they resolve, whatever becomes of it. */
  readonly #unsettled = new Set<Promise<void>>();
  #closed = false;

  constructor(http: HttpClient, options: BatcherOptions = {}) {
    const { maxWaitMs = 50, maxBytes = LIMITS.batchBytes, concurrency = 4, maxPending = 10_000 } = options;
    checkPositive({ maxWaitMs, maxBytes, concurrency, maxPending });
    this.#onRejected = options.onRejected;
    this.#dispatcher = new Dispatcher<Added>(http, {
      concurrency,
      maxBytes: Math.min(maxBytes, ROOM),
      maxWaitMs,
      capacity: maxPending,
      costOf: () => 1,
      onAccepted: ({ resolve }) => resolve(),
      onRejected: ({ operation, reject }, complaint) => {
        const error = new RejectedError(operation, complaint);
        reject(error);
        this.#tell(error);
      },
      onFailed: ({ reject }, error) => reject(error),
    });
  }

  /**
   * Adds an operation. Resolves when Customer.io has taken it; waits while the buffer is full.
   *
   * @throws RejectedError where Customer.io did not take it, ValidationError where it is over 32 KB or
   * the batcher is closed, and what the request failed with, after retries, where it could not be sent.
   */
  add(operation: Operation): Promise<void> {
    const promise = this.#add(operation);
    if (this.#onRejected) promise.catch(() => {});
    return promise;
  }

  /** Sends what was added so far, and resolves when all of it is settled. It does not reject. */
  async flush(): Promise<void> {
    this.#dispatcher.flush();
    await Promise.all(this.#unsettled);
  }

  /** Takes no more, and resolves when everything added is settled. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#unsettled.size > 0) await this.flush();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #add(operation: Operation): Promise<void> {
    if (this.#closed) throw new ValidationError('batcher', 'is closed');
    const json = toJson(operation);
    if (isOversize(json)) throw new ValidationError('operation', OVERSIZE);
    let settled = () => {};
    const gate = new Promise<void>((resolve) => {
      settled = resolve;
    });
    this.#unsettled.add(gate);
    try {
      await new Promise<void>((resolve, reject) => {
        const added = new Added(operation, json);
        added.resolve = resolve;
        added.reject = reject;
        const room = this.#dispatcher.reserve(added);
        if (room) void room.then(() => this.#dispatcher.push(added, true));
        else this.#dispatcher.push(added);
      });
    } finally {
      this.#unsettled.delete(gate);
      settled();
    }
  }

  #tell(error: RejectedError): void {
    try {
      this.#onRejected?.(error);
    } catch {
      // Being told of a rejection must not change what becomes of the others.
    }
  }
}
