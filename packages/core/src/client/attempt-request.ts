import { Abortable } from '../abort/abortable.js';
import type { TransportRequest } from '../transport/types.js';

/**
 * The request of one attempt. It enforces the timeout: once the timer fires, the request is aborted, and the transport, which
 * listens by `onAbort`, closes the connection and rejects. It is created once the attempt is admitted, so that waiting does not
 * count, and covers redirects and the body; `HttpClient` stops the timer. A transport that ignores `onAbort` is not interrupted.
 */
export class AttemptRequest extends Abortable implements TransportRequest {
  timedOut = false;
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
    super();
    this.#timeoutMs = timeoutMs;
    this.startTimer();
  }

  /** Starts the timeout, or restarts it: a download does so for each redirect and each chunk. */
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
}
