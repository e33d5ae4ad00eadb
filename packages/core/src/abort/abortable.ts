import { callSafely } from '../callbacks/call-safely.js';

/**
 * Something that can be aborted once, with a reason.
 *
 * An `AbortSignal` costs more than all other bookkeeping of a request, so it is made only when somebody asks for it.
 */
export class Abortable {
  aborted = false;
  reason: unknown;
  #controller: AbortController | undefined;
  #listener: ((reason: unknown) => void) | undefined;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.aborted) this.#controller.abort(this.reason);
    return this.#controller.signal;
  }

  /** Sets the listener, which replaces the previous one. It is called immediately if this has been aborted. */
  onAbort(listener: ((reason: unknown) => void) | undefined): void {
    this.#listener = listener;
    if (this.aborted) listener?.(this.reason);
  }

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.#controller?.abort(reason);
    // A transport's: one that throws would end a process whose timer calls it.
    callSafely('onAbort', () => this.#listener?.(reason));
  }
}
