import type { Call } from '../client/call.js';
import type { ErrorDetail } from '../errors/error-details.js';
import type { ItemFormat } from './item.js';

/** The errors of each rejected operation, by its index in the request. All others were accepted. */
export type Rejections = ReadonlyMap<number, readonly ErrorDetail[]>;

/** The call options of a batch request. */
export type PostOptions = Pick<
  Call,
  'signal' | 'timeoutMs' | 'retry' | 'noRetrySignal' | 'replaySafe' | 'batch'
>;

/** An API with batch requests: how its operations are read, ordered and sent. */
export interface BatchApi<Op> extends ItemFormat {
  /** The start of a request body, before its first operation. */
  readonly start: string;
  /** The end of a request body, after its last operation. */
  readonly end: string;
  /** The limit of a request body, in bytes: a body is shorter. */
  readonly maxBytes: number;
  /** The ordering keys of an operation: operations that share a key are sent in order. */
  orderingKeys(value: ReturnType<ItemFormat['read']>): string[];
  /**
   * Whether sending an operation twice has no second effect. Operations of which that is not so are sent in requests of their own:
   * a request that contains one is not retried.
   */
  isReplaySafe(value: ReturnType<ItemFormat['read']>): boolean;
  /** A description of an operation for error messages, without personal data. */
  describe(operation: Op): string;
  /** The contexts in which an operation is added to a batcher: `HttpClient.captureContexts`. Default: none. */
  captureContexts?(): readonly unknown[] | undefined;
  /** Sends one request. */
  post(body: string, operations: readonly Op[], options: PostOptions): Promise<Rejections>;
}

/** The maximum size of the operations of one request, each with its comma, in bytes. */
export function maxItemsBytes({ start, end, maxBytes }: BatchApi<never>): number {
  return maxBytes - start.length - end.length;
}

/** The default concurrency limit. As many requests are in flight as the latency needs: a request is sent when it is full. */
export const DEFAULT_CONCURRENCY = 32;
