import type { TransportRequest } from '../transport/types.js';

/**
 * The request of one attempt, and what ends it early: its timeout, or its caller.
 *
 * An AbortSignal costs more than all other bookkeeping of a request, so it is made only for a
 * transport that asks for one.
 */
export class AttemptRequest implements TransportRequest {
  timedOut = false;
  #aborted = false;
  #reason: unknown;
  #controller: AbortController | undefined;
  #listener: ((reason: unknown) => void) | undefined;
  readonly #timeoutMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Stops listening to the caller. */
  #unlisten: (() => void) | undefined;

  constructor(
    public method: string,
    public url: string,
    readonly headers: Readonly<Record<string, string>>,
    public body: string | Uint8Array | undefined,
    timeoutMs: number,
    callerSignal: AbortSignal | undefined,
  ) {
    this.#timeoutMs = timeoutMs;
    this.restart();
    if (!callerSignal) return;
    const onAbort = () => this.#abort(callerSignal.reason);
    callerSignal.addEventListener('abort', onAbort, { once: true });
    this.#unlisten = () => callerSignal.removeEventListener('abort', onAbort);
    // It may have aborted already, and then no event comes any more.
    if (callerSignal.aborted) onAbort();
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

  /** Its time begins again. */
  restart(): void {
    this.pause();
    this.#timer = setTimeout(() => {
      this.timedOut = true;
      this.#abort(new Error('timed out'));
    }, this.#timeoutMs);
  }

  /** Its time stands still until it begins again. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** The attempt is over: no timer and no listener stays behind. */
  end(): void {
    this.pause();
    this.#unlisten?.();
  }

  #abort(reason: unknown): void {
    this.#aborted = true;
    this.#reason = reason;
    this.#controller?.abort(reason);
    this.#listener?.(reason);
  }
}
