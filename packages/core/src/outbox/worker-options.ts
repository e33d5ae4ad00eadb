import type { BatchResult } from '../batching/batch-error.js';
import type { SendBatchOptions } from '../batching/send-batch.js';
import type { HttpClient } from '../client/http-client.js';
import { requireFunction, requireMethod, requireObject } from '../validation/checks.js';
import { requireCount, requireDuration } from '../validation/numbers.js';
import { readOptions } from '../validation/options.js';
import type { EventItem, OutboxItem } from './items.js';
import type { DeadLetterReason } from './stored-item.js';

/** A client with batches. */
interface BatchClient {
  sendBatch(operations: Iterable<unknown>, options?: SendBatchOptions): Promise<BatchResult>;
}

/** A client whose calls are made one by one. */
interface CallClient {
  readonly http: Pick<HttpClient, 'request'>;
}

/** The clients that send what an outbox stores. Items without a client wait until a worker has it. */
export interface OutboxClients {
  /** A `TrackClient`: for calls of the Track API v1. */
  track?: CallClient | undefined;
  /** A `TrackV2Client`: for operations. */
  trackV2?: BatchClient | undefined;
  /** A `PipelinesClient`: for messages. */
  pipelines?: BatchClient | undefined;
  /** An `AppClient`: for sends. */
  app?: CallClient | undefined;
}

/** What a worker has done since it was started, and what it did last. */
export interface OutboxProgress {
  /** The partition that was worked on. */
  readonly partition: number;
  /** Items of this step that Customer.io accepted, or that a handler handled. */
  readonly done: number;
  /** Items of this step that became dead letters. */
  readonly dead: number;
  /** All items since the start that are done. */
  readonly totalDone: number;
  /** All items since the start that became dead letters. */
  readonly totalDead: number;
}

/** A partition waits, because its first items cannot be sent at present. */
export interface OutboxWait {
  readonly partition: number;
  /** The error: of the network, a 429, a 5xx, a wrong key. */
  readonly error: unknown;
  /** How often in a row. */
  readonly attempt: number;
  /** How long it waits, in milliseconds. */
  readonly delayMs: number;
}

/**
 * Options of a worker. An error that a callback `on…` throws, or its promise rejects with, is written to `console.error`; of
 * `onEvent`, the event is handled again.
 */
export interface OutboxWorkerOptions {
  /** The clients that send. Give them the fleet's rate limiter. */
  clients: OutboxClients;
  /** Handles the events that `queueEvents` stored. At least once: deduplicate by `event_id` what must not happen twice. */
  onEvent?: ((event: EventItem['event'], context: { readonly signal: AbortSignal }) => unknown) | undefined;
  /** Partitions that this worker sends from at once, at most. Default 4. */
  concurrency?: number | undefined;
  /** Items that are read at once, about. Default 2,000. */
  batchSize?: number | undefined;
  /** How often it looks for items when there are none, in milliseconds. Default 250. */
  pollMs?: number | undefined;
  /**
   * How long an item that cannot be sent is kept and tried again, in milliseconds since it was added: then it becomes a dead letter.
   * Default 604,800,000: seven days.
   */
  retryForMs?: number | undefined;
  /** How often the handler of an event is called before the event becomes a dead letter. Default 5. */
  eventAttempts?: number | undefined;
  /** Called after each step. */
  onProgress?: ((progress: OutboxProgress) => unknown) | undefined;
  /** Called when a partition waits. */
  onWait?: ((wait: OutboxWait) => unknown) | undefined;
  /** Called with each item that becomes a dead letter. The item contains personal data. */
  onDeadLetter?: ((item: OutboxItem, reason: DeadLetterReason) => unknown) | undefined;
  /** Called with each error of the store, such as a connection that is lost. The worker goes on. Default: `console.error`. */
  onError?: ((error: unknown) => unknown) | undefined;
  /** `runLinked` of `@cio/opentelemetry`: links the calls to the spans in which the items were added. */
  runLinked?: (<T>(contexts: readonly never[], run: () => T) => T) | undefined;
}

/** A worker that sends what an outbox stores. */
export interface OutboxWorker {
  /** The number of partitions that it sends from at this moment, and that wait. */
  stats(): { readonly active: number; readonly waiting: number };
  /**
   * Stops taking items, and resolves when those under way are settled. After `timeoutMs`, requests in flight are aborted: their
   * items stay in the outbox, and sends among them that have gone out become dead letters that may have been sent. The store then
   * has 5 seconds to take that in: of one that does not respond, `onError` is told. Default: no limit.
   */
  close(options?: { timeoutMs?: number | undefined }): Promise<void>;
}

const CLIENTS = ['track', 'trackV2', 'pipelines', 'app'] as const;
const CALLBACKS = ['onEvent', 'onProgress', 'onWait', 'onDeadLetter', 'onError', 'runLinked'] as const;

/** The options with their defaults. */
export function readWorkerOptions(options: OutboxWorkerOptions) {
  requireObject('options', options);
  const {
    clients,
    concurrency = 4,
    batchSize = 2000,
    pollMs = 250,
    retryForMs = 604_800_000,
    eventAttempts = 5,
    ...callbacks
  } = readOptions(options, [
    'clients',
    'concurrency',
    'batchSize',
    'pollMs',
    'retryForMs',
    'eventAttempts',
    ...CALLBACKS,
  ]);
  requireObject('clients', clients);
  const read: OutboxClients = readOptions<OutboxClients>(clients, CLIENTS, 'clients');
  for (const name of ['track', 'app'] as const) {
    if (read[name] !== undefined) requireMethod(`clients.${name}.http`, read[name].http, 'request');
  }
  for (const name of ['trackV2', 'pipelines'] as const) {
    if (read[name] !== undefined) requireMethod(`clients.${name}`, read[name], 'sendBatch');
  }
  requireCount('concurrency', concurrency);
  requireCount('batchSize', batchSize);
  requireDuration('pollMs', pollMs);
  requireDuration('retryForMs', retryForMs);
  requireCount('eventAttempts', eventAttempts);
  for (const name of CALLBACKS) requireFunction(name, callbacks[name]);
  return { clients: read, concurrency, batchSize, pollMs, retryForMs, eventAttempts, ...callbacks };
}

export type WorkerSettings = ReturnType<typeof readWorkerOptions>;
