import type { TransportResponse } from '@cio/core';
import type { Dispatcher } from 'undici';

type Controller = Dispatcher.DispatchController;

/** How much of a body waits for its reader, in bytes, before the server is held back. */
const HIGH_WATER = 256 * 1024;

/** One request and its answer, as undici tells of them. It is the answer itself once its headers are there. */
export class Exchange implements Dispatcher.DispatchHandler, TransportResponse {
  status = 0;
  headers: Readonly<Record<string, string>> = {};
  #controller: Controller | undefined;
  #isOver = false;
  #error: unknown;
  #chunks: Buffer[] = [];
  #waiting = 0;
  /** Called with each thing that happens to the body, once somebody reads it. */
  #notify: (() => void) | undefined;
  readonly #answered: (response: TransportResponse) => void;
  readonly #failed: (error: unknown) => void;

  readonly #method: string;

  constructor(
    method: string,
    answered: (response: TransportResponse) => void,
    failed: (error: unknown) => void,
  ) {
    this.#method = method;
    this.#answered = answered;
    this.#failed = failed;
  }

  onRequestStart(controller: Controller): void {
    // Sent once, and its connection ended: whether it may be sent again is not the connection's to decide.
    if (this.#controller && !/^(GET|PUT|DELETE)$/.test(this.#method)) {
      controller.abort(new Error('the connection ended before the answer'));
    }
    this.#controller = controller;
    // It was given up while it waited for a connection.
    if (this.#isOver) controller.abort(new Error('aborted'));
  }

  onResponseStart(_: Controller, status: number, headers: Record<string, unknown>): void {
    // An informational answer: the real one follows.
    if (status < 200) return;
    this.status = status;
    // Only set-cookie is ever a list, and nothing here reads it.
    this.headers = headers as Record<string, string>;
    this.#answered(this);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#waiting += chunk.length;
    if (this.#notify) this.#notify();
    else if (this.#waiting > HIGH_WATER) controller.pause();
  }

  onResponseEnd(): void {
    this.#isOver = true;
    this.#notify?.();
  }

  onResponseError(_: Controller | null, error: Error): void {
    this.#end(error);
  }

  abort(reason: unknown): void {
    if (this.#isOver) return;
    const error = reason instanceof Error ? reason : new Error('aborted', { cause: reason });
    this.#end(error);
    this.#controller?.abort(error);
  }

  #end(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#error = error;
    // No connection had been found for it.
    if (!this.#controller)
      this.#failed(Object.assign(new Error('not sent', { cause: error }), { requestSent: false }));
    else if (this.status === 0) this.#failed(error);
    this.#notify?.();
  }

  #resume(): void {
    if (this.#controller!.paused) this.#controller!.resume();
  }

  text(_maxBytes: number): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      this.#notify = () => {
        if (!this.#isOver) return;
        if (this.#error !== undefined) reject(this.#error);
        else resolve((this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks)).toString());
      };
      this.#notify();
      this.#resume();
    });
  }

  async *stream(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const chunks = this.#chunks.splice(0);
        this.#waiting = 0;
        yield* chunks;
        if (this.#chunks.length > 0) continue;
        if (this.#error !== undefined) throw this.#error;
        if (this.#isOver) return;
        await new Promise<void>((resolve) => {
          this.#notify = resolve;
          this.#resume();
        });
        this.#notify = undefined;
      }
    } finally {
      this.abort(new Error('the reader left'));
    }
  }
}
