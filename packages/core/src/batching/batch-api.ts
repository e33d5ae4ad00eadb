import type { Call } from '../client/call.js';
import type { ErrorDetail } from '../errors/error-details.js';
import type { JsonValue } from '../serialization/json-value.js';

/** An operation as plain JSON values, and serialized. */
export interface SerializedOperation {
  /** The operation as plain JSON values. */
  readonly value: Readonly<Record<string, JsonValue>>;
  /** The operation as JSON text. */
  readonly json: string;
}

/** The errors of each rejected operation, by its index in the request. All others were accepted. */
export type Rejections = ReadonlyMap<number, readonly ErrorDetail[]>;

/** The call options of a batch request. */
export type PostOptions = Pick<Call, 'signal' | 'timeoutMs' | 'retry' | 'drainSignal' | 'batch'>;

/** An API with batch requests: how its operations are serialized, ordered and sent. */
export interface BatchApi<Op> {
  /** The start of a request body, before its first operation. */
  readonly start: string;
  /** The end of a request body, after its last operation. */
  readonly end: string;
  /** The limit of a request body, in bytes: a body is shorter. */
  readonly maxBytes: number;
  /**
   * Serializes an operation.
   *
   * @throws ValidationError of the field `operation`, for an operation that is not valid.
   */
  serialize(operation: unknown): SerializedOperation;
  /** The ordering keys of an operation: operations that share a key are sent in order. */
  orderingKeys(value: SerializedOperation['value']): string[];
  /** A description of an operation for error messages, without personal data. */
  describe(operation: Op): string;
  /** The contexts in which an operation is added to a batcher: `HttpClient.captureContexts`. Default: none. */
  captureContexts?(): readonly unknown[] | undefined;
  /** Sends one request. */
  post(body: string, operations: readonly Op[], options: PostOptions): Promise<Rejections>;
}

/** Sends the operations of entries in one request. */
export function postEntries<Op>(
  api: BatchApi<Op>,
  entries: readonly {
    readonly json: string;
    readonly operation: Op;
    readonly contexts?: readonly unknown[] | undefined;
  }[],
  options: PostOptions,
): Promise<Rejections> {
  // Of a batcher, while there is a hook that captures contexts.
  const isAdded = entries.some(({ contexts }) => contexts !== undefined);
  const body = `${api.start}${entries.map(({ json }) => json).join(',')}${api.end}`;
  return api.post(
    body,
    entries.map(({ operation }) => operation),
    {
      ...options,
      batch: {
        size: entries.length,
        contexts: isAdded ? entries.map(({ contexts }) => contexts) : undefined,
      },
    },
  );
}

/** The maximum size of the operations of one request, each with its comma, in bytes. */
export function maxItemsBytes({ start, end, maxBytes }: BatchApi<never>): number {
  return maxBytes - start.length - end.length;
}

/** The default concurrency limit. As many requests are in flight as the latency needs: a request is sent when it is full. */
export const DEFAULT_CONCURRENCY = 16;
