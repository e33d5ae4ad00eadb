import { Abortable } from '../abort/abortable.js';
import { onAbort } from '../abort/on-abort.js';
import { RetryableError } from '../errors/retryable-error.js';
import { serialize } from '../serialization/serialize.js';
import { isProvenUnsent, networkMessage } from '../transport/network-errors.js';
import { requireMethod, requirePath, requireSignal } from '../validation/checks.js';
import { requireDuration } from '../validation/numbers.js';
import { type Call, describeCall } from './call.js';
import type { Deferred } from './deferred.js';
import type { AttemptEvent, CallEvent } from './hooks.js';

/** The state of a call: its attempts, whether a server may have processed it, and how it is aborted. */
export class CallState extends Abortable {
  /** Its place among the calls in flight of its client. */
  place = 0;
  /** The number of attempts that have started. */
  attempts = 0;
  /** The status of the last response. */
  status: number | undefined;
  /** The error of the last attempt. */
  lastError: unknown;
  /** Whether the transport is sending a request. */
  isSending = false;
  /** Whether a server may have processed an attempt, or a request before a redirect: the `requestSent` of its error. */
  requestSent = false;
  readonly startedAt = performance.now();
  /** When the attempt in progress started; undefined if there is none. */
  attemptStartedAt: number | undefined;
  /** How long the last attempt waited before it started, in milliseconds. */
  rateLimitWaitMs: number | undefined;
  connectionWaitMs = 0;
  /** The ends of the call and of its attempt, for the hooks `runCall` and `runAttempt`; undefined if there are none. */
  callEnd: Deferred<CallEvent> | undefined;
  attemptEnd: Deferred<AttemptEvent> | undefined;
  readonly body: string | Uint8Array | undefined;
  readonly timeoutMs: number;
  #requestId: string | undefined;
  /** Settles with the call. */
  outcome: Promise<unknown> | undefined;
  #reject: ((reason: unknown) => void) | undefined;
  readonly #stopListening: (() => void) | undefined;
  readonly #stopListeningToDrain: (() => void) | undefined;

  /** @throws ValidationError for a body that JSON cannot represent, and for options that are not valid. */
  constructor(
    readonly call: Call,
    defaultTimeoutMs: number,
  ) {
    super();
    const { signal, timeoutMs = defaultTimeoutMs, retry, raw, body } = call;
    requireSignal('signal', signal);
    requirePath('path', call.path);
    requireDuration('timeoutMs', timeoutMs);
    if (retry) requireMethod('retry', retry, 'execute');
    if (call.progress) call.progress.isSent = false;
    this.timeoutMs = timeoutMs;
    this.body = raw ?? (body === undefined ? undefined : serialize(body));
    if (signal) this.#stopListening = onAbort(signal, (reason) => this.abort(reason));
    if (call.noRetrySignal)
      this.#stopListeningToDrain = onAbort(call.noRetrySignal, () => this.endIfDrained());
  }

  /** The `X-Request-Id`, the same in every attempt. */
  get requestId(): string {
    this.#requestId ??= crypto.randomUUID();
    return this.#requestId;
  }

  /** Settles as the work does, or rejects as soon as the call is aborted. */
  untilAborted<T>(work: () => Promise<T>): Promise<T> {
    if (this.aborted) return Promise.reject(this.reason);
    const outcome = new Promise<T>((resolve, reject) => {
      this.#reject = reject;
      Promise.resolve(work()).then(resolve, reject);
    });
    this.outcome = outcome;
    return outcome;
  }

  override abort(reason: unknown): void {
    super.abort(reason);
    this.#reject?.(reason);
  }

  /** Ends a call that is to make no further attempt, where none is in flight. It fails as the last attempt did. */
  endIfDrained(): void {
    const hasFailed = this.lastError !== undefined && !this.isSending;
    if (hasFailed && this.call.noRetrySignal?.aborted) this.abort(this.lastError);
  }

  /** Removes the listener of the signal. */
  end(): void {
    this.#stopListening?.();
    this.#stopListeningToDrain?.();
  }

  /** The error of an attempt that ended without a response. */
  interrupted(cause: unknown, timedOut: boolean): RetryableError {
    const why = timedOut ? `no complete response within ${this.timeoutMs} ms` : networkMessage(cause);
    if (!isProvenUnsent(cause)) this.requestSent = true;
    return new RetryableError(`${describeCall(this.call)} → ${why}`, {
      kind: timedOut ? 'timeout' : 'network',
      requestSent: this.requestSent,
      requestId: this.requestId,
      cause,
    });
  }

  /** The error of a call that is aborted because its client is closed. */
  closed(timeoutMs: number): RetryableError {
    const message = `${describeCall(this.call)} → aborted: the client was closed, and the call did not end within ${timeoutMs} ms`;
    return new RetryableError(message, {
      kind: 'closed',
      requestSent: this.requestSent || this.isSending,
      requestId: this.requestId,
      cause: this.lastError,
    });
  }
}
