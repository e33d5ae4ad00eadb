import type { ErrorResponse } from '../errors/error-response.js';
import type { RetryStrategy } from '../retry/retry-strategy.js';

/** What a caller may say of a single call. */
export interface CallOptions {
  /** Gives the call up: it rejects with the signal's reason, and its connection is closed. */
  signal?: AbortSignal | undefined;
  /** How long one attempt may take, in milliseconds, in place of the client's. At most 2,147,483,647. */
  timeoutMs?: number | undefined;
  /** Repeats this call in place of the client's strategy; `false` makes one attempt. */
  retry?: RetryStrategy | false | undefined;
}

/** One call of an API. */
export interface Call extends CallOptions {
  /** The client's method, for hooks, retry strategies and errors. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the host's root, its segments encoded, its query included. It may hold identifiers of people. */
  path: string;
  /**
   * The path with names in place of values, such as `/api/v1/customers/{identifier}/events`: what error messages tell.
   * Default: the path without its query.
   */
  pathTemplate?: string | undefined;
  /** The body, to be serialized. */
  body?: unknown;
  /** The body as it goes out, in place of `body`. */
  raw?: string | Uint8Array | undefined;
  /** What the body is. Default `application/json`. */
  contentType?: string | undefined;
  /** The limit of the API that the call counts against; none where it names none. */
  bucket?: string | undefined;
  /** Whether sending it twice has no second effect. */
  replaySafe: boolean;
  /** False for the few operations that carry no credentials. */
  authorized?: boolean | undefined;
  /** What a 2xx body must be: JSON (default), whatever comes, or bytes, which come as a {@link BytesResult}. */
  expects?: 'json' | 'anything' | 'bytes' | undefined;
  /**
   * Makes the result out of a success, where its status says more than its body. What it throws is what the call rejects
   * with. Default: the parsed body.
   */
  readResult?: ((response: ErrorResponse) => unknown) | undefined;
}

/** What a call that expects bytes resolves with. */
export interface BytesResult {
  bytes: Uint8Array;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** A call as messages tell it: its method, and its path without what it holds of people. */
export function describeCall({ method, path, pathTemplate }: Call): string {
  return `${method} ${pathTemplate ?? path.replace(/\?.*/s, '')}`;
}
