/** One attempt at a call. */
export interface RequestEvent {
  /** The client's method, such as `track`. */
  readonly operation: string;
  readonly method: string;
  /** The path, encoded. It holds the identifiers of people. */
  readonly path: string;
  /** From 1. */
  readonly attempt: number;
  /** The `X-Request-Id`, the same for every attempt of a call. */
  readonly requestId: string;
}

export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  /** Milliseconds from sending to the last byte of the answer. */
  readonly durationMs: number;
}

export interface RetryEvent extends RequestEvent {
  /** Why the attempt before this one failed. */
  readonly error: unknown;
}

export interface ErrorEvent extends RequestEvent {
  readonly error: unknown;
  /** The status, where one arrived. */
  readonly status: number | undefined;
  /** Milliseconds from the start of the call to its failure, waits between attempts included. */
  readonly durationMs: number;
}

/**
 * For logs and metrics. No event carries a header, a body or a credential.
 * What a hook throws is ignored: watching a call must not change how it ends.
 */
export interface Hooks {
  /** Before each attempt. */
  onRequest?(event: RequestEvent): void;
  /** After each answer that was read, whatever its status. */
  onResponse?(event: ResponseEvent): void;
  /** Before each attempt but the first. */
  onRetry?(event: RetryEvent): void;
  /** Once, when the call has failed for good. */
  onError?(event: ErrorEvent): void;
}
