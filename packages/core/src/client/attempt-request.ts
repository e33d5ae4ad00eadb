import type { TransportRequest } from '../transport/types.js';

/**
 * The request of one attempt, with its timeout.
 *
 * An AbortSignal costs more than all other bookkeeping of a request, so it is made only for a transport that asks for one.
 */
export class AttemptRequest implements TransportRequest {
  timedOut = false;
  #aborted = false;
  #reason: unknown;
  #controller: AbortController | undefined;
  #listener: ((reason: unknown) => void) | undefined;
  readonly #timeoutMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    public method: string,
    public url: string,
    public headers: Readonly<Record<string, string>>,
    public body: string | Uint8Array | undefined,
    readonly replaySafe: boolean,
    timeoutMs: number,
  ) {
    this.#timeoutMs = timeoutMs;
    this.startTimer();
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#aborted) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  onAbort(listener: (reason: unknown) => void): void {
    if (this.#aborted) listener(this.#reason);
    else this.#listener = listener;
  }

  /** Starts the timeout, from its beginning. */
  startTimer(): void {
    this.stopTimer();
    this.#timer = setTimeout(() => {
      this.timedOut = true;
      this.abort(new Error('timed out'));
    }, this.#timeoutMs);
  }

  stopTimer(): void {
    clearTimeout(this.#timer);
  }

  abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    this.#controller?.abort(reason);
    this.#listener?.(reason);
  }
}
