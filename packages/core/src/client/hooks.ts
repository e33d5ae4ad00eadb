/** One attempt of a call. */
export interface RequestEvent {
  /** The name of the client's method, such as `track`. */
  readonly operation: string;
  /** The HTTP method. */
  readonly method: string;
  /** The path, encoded. It may contain identifiers of people. */
  readonly path: string;
  /** The path with names in place of values, such as `/api/v1/customers/{identifier}`: for logs and metrics. */
  readonly pathTemplate: string;
  /** The number of the attempt, from 1. */
  readonly attempt: number;
  /** The `X-Request-Id`, the same for all attempts of a call. */
  readonly requestId: string;
}

/** A response to an attempt. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status. */
  readonly status: number;
  /** Milliseconds from sending the request to the last byte of the response. */
  readonly durationMs: number;
}

/** A repeated attempt. */
export interface RetryEvent extends RequestEvent {
  /** The error of the previous attempt. */
  readonly error: unknown;
}

/** A call that has failed. */
export interface ErrorEvent extends RequestEvent {
  /** The error that the call rejects with. */
  readonly error: unknown;
  /** The HTTP status, if there was a response. */
  readonly status: number | undefined;
  /** Milliseconds from the start of the call to its failure, including delays between attempts. */
  readonly durationMs: number;
}

/** A call that has ended. */
export interface CallEvent extends Omit<RequestEvent, 'attempt'> {
  /** The outcome; `aborted`: by the caller's signal. */
  readonly outcome: 'success' | 'failure' | 'aborted';
  /** The HTTP status of the last response; undefined if there was none. */
  readonly status: number | undefined;
  /** The number of attempts; 0 if the call ended before the first. */
  readonly attempts: number;
  /** Milliseconds from the start of the call to its end, including delays between attempts. */
  readonly durationMs: number;
  /** The error that the call rejects with; undefined for a success. */
  readonly error: unknown;
}

/**
 * Hooks for logs and metrics. No event contains headers, bodies or credentials.
 *
 * An error that a hook throws, or that its promise rejects with, is written to `console.error` and does not affect the call. A
 * promise is not awaited.
 */
export interface Hooks {
  /** Called before each attempt. */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /** Called after each response, with any status. */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** Called before each attempt except the first. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /** Called once per failed call, after its last attempt. */
  onError?: ((event: ErrorEvent) => unknown) | undefined;
  /** Called once per call, with any outcome. */
  onCall?: ((event: CallEvent) => unknown) | undefined;
}
