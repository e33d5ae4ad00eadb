import type { Call } from '../client/call.js';
import type { ErrorDetail } from '../errors/error-details.js';
import type { JsonValue } from '../serialization/json-value.js';

/** An operation as plain JSON, and as text. */
export interface SerializedOperation {
  readonly value: Readonly<Record<string, JsonValue>>;
  readonly json: string;
}

/** The errors of each operation that was rejected, by its place in the request. All others were accepted. */
export type Rejections = ReadonlyMap<number, readonly ErrorDetail[]>;

/** What a request of a batch is sent with. */
export type PostOptions = Pick<Call, 'signal' | 'timeoutMs' | 'retry' | 'drainSignal'>;

/** An API that takes operations in batches: what sending them needs to know of it. */
export interface BatchApi<Op> {
  /** What the body of a request has before its first operation, and after its last. */
  readonly start: string;
  readonly end: string;
  /** A body has fewer bytes than this. */
  readonly maxBytes: number;
  /** @throws ValidationError of the field `operation`, for what cannot be sent. */
  serialize(operation: unknown): SerializedOperation;
  /** The keys of all that the operation is about: operations that share one are kept in their order. */
  orderingKeys(value: SerializedOperation['value']): string[];
  /** The kind of the operation, for messages: no personal data. */
  describe(operation: Op): string;
  /** Sends one request. */
  post(body: string, operations: readonly Op[], options: PostOptions): Promise<Rejections>;
}

/** Sends the operations of entries in one request. */
export function postEntries<Op>(
  api: BatchApi<Op>,
  entries: readonly { readonly json: string; readonly operation: Op }[],
  options: PostOptions,
): Promise<Rejections> {
  const body = `${api.start}${entries.map(({ json }) => json).join(',')}${api.end}`;
  return api.post(
    body,
    entries.map(({ operation }) => operation),
    options,
  );
}

/** What the operations of one request may take together, each with its comma, in bytes. */
export function maxItemsBytes({ start, end, maxBytes }: BatchApi<never>): number {
  return maxBytes - start.length - end.length;
}

/** Requests under way at once, at the most. As many are used as the distance needs: a request goes out when it is full. */
export const DEFAULT_CONCURRENCY = 16;
