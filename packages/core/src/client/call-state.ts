import { onAbort } from '../abort/on-abort.js';
import { RetryableError } from '../errors/retryable-error.js';
import { serialize } from '../serialization/serialize.js';
import { isProvenUnsent, networkMessage } from '../transport/network-errors.js';
import { requireMethod, requireSignal } from '../validation/checks.js';
import { requireDuration } from '../validation/numbers.js';
import { type Call, describeCall } from './call.js';

/** A call from its start to its end: what was tried, whether a server may have processed it, and what ends it early. */
export class CallState {
  /** Attempts begun so far. */
  attempts = 0;
  /** The status of the last response. */
  status: number | undefined;
  /** Why the last attempt failed. */
  lastError: unknown;
  /** Whether a request of the last attempt is with the transport. */
  isSending = false;
  /** Whether an earlier attempt, or an earlier hop of a redirected one, may have been processed. */
  mayHaveBeenProcessed = false;
  isCancelled = false;
  cancelReason: unknown;
  readonly startedAt = performance.now();
  readonly body: string | Uint8Array | undefined;
  readonly timeoutMs: number;
  #requestId: string | undefined;
  #controller: AbortController | undefined;
  #onCancel: ((reason: unknown) => void) | undefined;
  #reject: ((reason: unknown) => void) | undefined;
  readonly #stopListening: (() => void) | undefined;

  /** @throws ValidationError for a body that JSON cannot hold, and for options that are bad. */
  constructor(
    readonly call: Call,
    defaultTimeoutMs: number,
  ) {
    const { signal, timeoutMs = defaultTimeoutMs, retry, raw, body } = call;
    requireSignal('signal', signal);
    requireDuration('timeoutMs', timeoutMs);
    if (retry) requireMethod('retry', retry, 'execute');
    this.timeoutMs = timeoutMs;
    this.body = raw ?? (body === undefined ? undefined : serialize(body));
    if (signal) this.#stopListening = onAbort(signal, (reason) => this.cancel(reason));
  }

  /** The `X-Request-Id`, the same in every attempt. */
  get requestId(): string {
    this.#requestId ??= crypto.randomUUID();
    return this.#requestId;
  }

  /** Aborts when the call is given up. It is made when somebody asks for it: most calls need none. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.isCancelled) this.#controller.abort(this.cancelReason);
    return this.#controller.signal;
  }

  /** Called where the call is at, when it is given up: in a queue, or on its way. One at a time. */
  set onCancel(listener: ((reason: unknown) => void) | undefined) {
    this.#onCancel = listener;
  }

  /** Settles as the work does, or rejects as soon as the call is given up, whatever the work does about it. */
  untilCancelled<T>(work: () => Promise<T>): Promise<T> {
    if (this.isCancelled) return Promise.reject(this.cancelReason);
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      Promise.resolve(work()).then(resolve, reject);
    });
  }

  /** Gives the call up. */
  cancel(reason: unknown): void {
    if (this.isCancelled) return;
    this.isCancelled = true;
    this.cancelReason = reason;
    this.#controller?.abort(reason);
    this.#onCancel?.(reason);
    this.#reject?.(reason);
  }

  /** No listener stays behind. */
  end(): void {
    this.#stopListening?.();
  }

  /** The error for an attempt that ended without a response. */
  interrupted(cause: unknown, timedOut: boolean): RetryableError {
    const why = timedOut ? `no whole response within ${this.timeoutMs} ms` : networkMessage(cause);
    if (!isProvenUnsent(cause)) this.mayHaveBeenProcessed = true;
    return new RetryableError(`${describeCall(this.call)} → ${why}`, {
      kind: timedOut ? 'timeout' : 'network',
      requestSent: this.mayHaveBeenProcessed,
      requestId: this.requestId,
      cause,
    });
  }

  /** The error for a call that is given up because its client is closed. */
  closed(timeoutMs: number): RetryableError {
    const message = `${describeCall(this.call)} → given up: the client was closed, and the call had not ended within ${timeoutMs} ms`;
    return new RetryableError(message, {
      kind: 'closed',
      requestSent: this.mayHaveBeenProcessed || this.isSending,
      requestId: this.requestId,
      cause: this.lastError,
    });
  }
}
