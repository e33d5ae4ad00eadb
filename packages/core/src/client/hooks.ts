/** One attempt at a call. */
export interface RequestEvent {
  /** The client's method, such as `track`. */
  readonly operation: string;
  readonly method: string;
  /** The path, encoded. It may hold identifiers of people. */
  readonly path: string;
  /** The path with names in place of values, such as `/api/v1/customers/{identifier}`: for logs and metrics. */
  readonly pathTemplate: string;
  /** From 1. */
  readonly attempt: number;
  /** The `X-Request-Id`, the same for every attempt of a call. */
  readonly requestId: string;
}

export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  /** Milliseconds from sending to the last byte of the response. */
  readonly durationMs: number;
}

export interface RetryEvent extends RequestEvent {
  /** Why the attempt before this one failed. */
  readonly error: unknown;
}

export interface ErrorEvent extends RequestEvent {
  readonly error: unknown;
  /** The status, where a response arrived. */
  readonly status: number | undefined;
  /** Milliseconds from the start of the call to its failure, waits between attempts included. */
  readonly durationMs: number;
}

/** A call that has ended. */
export interface CallEvent extends Omit<RequestEvent, 'attempt'> {
  /** `aborted`: the caller gave it up. */
  readonly outcome: 'success' | 'failure' | 'aborted';
  /** The status of the last response; undefined where none arrived. */
  readonly status: number | undefined;
  /** Attempts made; 0 where the call ended before the first. */
  readonly attempts: number;
  /** Milliseconds from the start of the call to its end, waits between attempts included. */
  readonly durationMs: number;
  /** What the call rejects with; undefined where it succeeded. */
  readonly error: unknown;
}

/**
 * For logs and metrics. No event carries a header, a body or a credential.
 *
 * What a hook throws, or what its promise rejects with, changes nothing about the call: it is written to `console.error`.
 * A promise is not waited for.
 */
export interface Hooks {
  /** Before each attempt. */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /** After each response that was read, whatever its status. */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** Before each attempt but the first. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /** Once, when the call has failed for good. */
  onError?: ((event: ErrorEvent) => unknown) | undefined;
  /** Once a call, whatever its end. */
  onCall?: ((event: CallEvent) => unknown) | undefined;
}
