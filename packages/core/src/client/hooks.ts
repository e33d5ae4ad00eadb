/** A call that begins. */
export interface CallStartEvent {
  /** The name of the client's method, such as `track`. */
  readonly operation: string;
  /** The HTTP method. */
  readonly method: string;
  /** The path, encoded. It may contain identifiers of people. */
  readonly path: string;
  /** The path with names in place of values, such as `/api/v1/customers/{identifier}`: for logs and metrics. */
  readonly pathTemplate: string;
  /** The `X-Request-Id`, the same for all attempts of a call. */
  readonly requestId: string;
  /** The base URL of the API, without a slash at its end. */
  readonly baseUrl: string;
  /** The number of operations of a batch request; undefined for any other call. */
  readonly batchSize: number | undefined;
}

/** One attempt of a call. */
export interface RequestEvent extends CallStartEvent {
  /** The number of the attempt, from 1. */
  readonly attempt: number;
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

/** An attempt that has ended. */
export interface AttemptEvent extends RequestEvent {
  /** The outcome; `aborted`: by the caller's signal. */
  readonly outcome: 'success' | 'failure' | 'aborted';
  /** The HTTP status; undefined if there was no response. */
  readonly status: number | undefined;
  /** Milliseconds from the start of the attempt to its end. The waits before it are not included. */
  readonly durationMs: number;
  /** The error of the attempt; undefined for a success. */
  readonly error: unknown;
  /** The rate limit bucket of the call. */
  readonly bucket: string | undefined;
  /** Milliseconds that the attempt waited for the rate limiter; undefined if the call has none. */
  readonly rateLimitWaitMs: number | undefined;
  /** Milliseconds that the attempt waited for a connection, while the transport had as many requests as its limit allows. */
  readonly connectionWaitMs: number;
}

/** A call that has ended. */
export interface CallEvent extends CallStartEvent {
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
  /** How many operations of a batch request Customer.io rejected; undefined for any other call, and for one that failed. */
  readonly rejected: number | undefined;
}

/**
 * Hooks for logs, metrics and traces. No event contains headers, bodies or credentials.
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
  /**
   * Called once per call, when it begins, for tracing: to run the call in an asynchronous context, such as that of
   * `AsyncLocalStorage.run`. It has to call `run` at once; if it does not, or throws, the call begins nevertheless.
   *
   * @param run Begins the call. Its promise resolves when the call has ended, and never rejects.
   * @param contexts For a request of a batcher: what `captureContext` returned for each of its operations.
   */
  runCall?:
    | ((
        event: CallStartEvent,
        run: () => Promise<CallEvent>,
        contexts: readonly unknown[] | undefined,
      ) => unknown)
    | undefined;
  /**
   * Called once per attempt, when its request is about to be sent, like `runCall`: the transport is called in the context that
   * `run` is called in.
   */
  runAttempt?: ((event: RequestEvent, run: () => Promise<AttemptEvent>) => unknown) | undefined;
  /**
   * Called with each operation that is added to a batcher, whose request is sent later and in another asynchronous context: what
   * it returns is passed to `runCall`.
   */
  captureContext?: (() => unknown) | undefined;
}

/** The names of the hooks. */
export const HOOK_NAMES = [
  'onRequest',
  'onResponse',
  'onRetry',
  'onError',
  'onCall',
  'runCall',
  'runAttempt',
  'captureContext',
] as const satisfies readonly (keyof Hooks)[];
