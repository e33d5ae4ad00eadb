import type { ErrorResponse } from '../errors/error-response.js';
import type { RetryStrategy } from '../retry/retry-strategy.js';
import type { ObjectInput } from '../serialization/object-input.js';

/** Options of a single call. */
export interface CallOptions {
  /** Aborts the call: it rejects with the signal's reason, and its connection is closed. */
  signal?: AbortSignal | undefined;
  /** The timeout of each attempt, in milliseconds, in place of the client's. At most 2,147,483,647. */
  timeoutMs?: number | undefined;
  /** The retry strategy of this call, in place of the client's; `false` for none. */
  retry?: RetryStrategy | false | undefined;
  /**
   * Fields that Customer.io accepts and that have no type here yet, in the shape of the request. They are merged into its
   * JSON body, object by object; into the query of a request that has no body, such as one that reads. A field that the
   * request has already is a `ValidationError`.
   */
  extra?: ObjectInput<Readonly<Record<string, unknown>>> | undefined;
}

/** What a batch request has, for hooks. */
export interface BatchInfo {
  /** The number of its operations. */
  readonly size: number;
  /** For a batcher: the contexts in which they were added, as `HttpClient.captureContexts` returned them. */
  readonly contexts: readonly (readonly unknown[] | undefined)[] | undefined;
}

/** How far a call has come. */
export interface CallProgress {
  /** Whether a request of it was passed to the transport; undefined before the call. */
  isSent?: boolean | undefined;
}

/** One call of an API. */
export interface Call extends CallOptions {
  /** The name of the client's method, for hooks, retry strategies and errors. */
  operation: string;
  /** The HTTP method. */
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path, encoded, with its query. It may contain identifiers of people. */
  path: string;
  /**
   * The path with names in place of values, such as `/api/v1/customers/{identifier}/events`, for error messages and logs.
   * Default: the path without its query, with `{…}` in place of what is no word of lower case.
   */
  pathTemplate?: string | undefined;
  /** The body, which is serialized as JSON. */
  body?: unknown;
  /** The serialized body, in place of `body`. */
  raw?: string | Uint8Array | undefined;
  /** The media type of the body. Default `application/json`. */
  contentType?: string | undefined;
  /** The rate limit bucket of the call. Default: none. */
  bucket?: string | undefined;
  /** Whether the call is idempotent. */
  replaySafe: boolean;
  /** `false` for operations without credentials. Default `true`. */
  authorized?: boolean | undefined;
  /**
   * What a 2xx body must be: JSON (default), a JSON object or nothing, whatever comes, or bytes, which come as a
   * {@link BytesResult}.
   */
  expects?: 'json' | 'object' | 'anything' | 'bytes' | undefined;
  /** For a batch request, whose result is a map of the rejected operations: what it has. */
  batch?: BatchInfo | undefined;
  /** When it aborts, the call is not retried any more: an attempt in flight may end, and a delay before the next one ends at once. */
  noRetrySignal?: AbortSignal | undefined;
  /**
   * Validates the body once the fields of `extra` are in it. Not called without `extra`: the body has been validated then.
   *
   * @throws ValidationError
   */
  checkBody?: ((body: Record<string, unknown>) => void) | undefined;
  /** Filled in by the client, for a caller that has to know it of a call that is aborted. */
  progress?: CallProgress | undefined;
  /**
   * Converts a successful response to the result. The call rejects with the error that it throws. Default: the parsed body.
   */
  readResult?: ((response: ErrorResponse) => unknown) | undefined;
}

/** The result of a call that expects bytes. */
export interface BytesResult {
  /** The body. */
  bytes: Uint8Array;
  /** The headers, with names in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** The path template of a call: of one that has none its path, of which only words of lower case are no identifiers. */
export function templateOf({ path, pathTemplate }: Pick<Call, 'path' | 'pathTemplate'>): string {
  return (
    pathTemplate ??
    path.replace(/\?.*/s, '').replace(/[^/]+/g, (part) => (/^([a-z_]+|v\d)$/.test(part) ? part : '{…}'))
  );
}

/** The method and the path template of a call, for error messages without personal data. */
export function describeCall(call: Call): string {
  return `${call.method} ${templateOf(call)}`;
}
