import type { TransportRequest, TransportResponse } from '@cio/core';
import type { Dispatcher } from 'undici';
import type { Http1Sockets } from './http1-sockets.js';

/** What a request under way can be told: undici's `DispatchController`, or that of an HTTP/2 stream. */
export type Controller = Pick<Dispatcher.DispatchController, 'abort' | 'pause' | 'resume'>;

/** Bytes of a body that are held for its reader before the server is made to wait. */
const HIGH_WATER_BYTES = 256 * 1024;

/**
 * One request and its response. As a handler it is told by undici, or by the HTTP/2 connection, what happens. It is
 * the response itself once the headers are there.
 *
 * It does not rely on a dispatcher that somebody else wrote: what such a one tells too early, twice or never does not
 * leave a call pending or change a result.
 */
export class Exchange implements Dispatcher.DispatchHandler, TransportResponse {
  status = 0;
  headers: Readonly<Record<string, string>> = {};
  readonly #request: Pick<TransportRequest, 'method' | 'replaySafe'>;
  readonly #resolve: (response: TransportResponse) => void;
  readonly #reject: (error: unknown) => void;
  /** The sockets it may be on, where they are the transport's own; undefined on somebody else's dispatcher. */
  readonly #sockets: Http1Sockets | undefined;
  #controller: Controller | undefined;
  /** Whether the request may have reached a server. */
  #isStarted = false;
  #isOver = false;
  #error: unknown;
  /** Bytes of the body that the headers announced. */
  #announcedBytes: number | undefined;
  #receivedBytes = 0;
  #chunks: Uint8Array[] = [];
  /** Bytes in `#chunks`. */
  #heldBytes = 0;
  #maxHeldBytes = HIGH_WATER_BYTES;
  #isPaused = false;
  /** Wakes the reader of the body. */
  #wake: (() => void) | undefined;

  constructor(
    request: Pick<TransportRequest, 'method' | 'replaySafe'>,
    resolve: (response: TransportResponse) => void,
    reject: (error: unknown) => void,
    sockets: Http1Sockets | undefined,
  ) {
    this.#request = request;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#sockets = sockets;
  }

  /** Whether it has ended, one way or the other. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * The request waits to be sent, or to be sent again: the server has proved that it did not process it.
   *
   * @param leave Takes the request out of the queue.
   */
  onRequestQueued(leave: () => void): void {
    this.#isStarted = false;
    this.#controller = { abort: leave, pause() {}, resume() {} };
  }

  onRequestStart(controller: Controller): void {
    // It was given up while it waited for a connection.
    if (this.#isOver) {
      controller.abort(new Error('aborted'));
      return;
    }
    // undici sends again what was under way on a connection that ended. Where that has a second effect, it is for the retry
    // strategy to decide.
    if (this.#isStarted && !this.#request.replaySafe) {
      const error = new Error('the connection ended before the response');
      this.#fail(error);
      controller.abort(error);
      return;
    }
    this.#controller = controller;
    this.#isStarted = true;
  }

  onResponseStart(controller: Controller, status: number, headers: Record<string, unknown>): void {
    // 1xx: the final response follows.
    if (status < 200 || this.#isOver) return;
    this.#controller ??= controller;
    this.#isStarted = true;
    if (this.status !== 0) {
      this.abort(new Error('a second response to one request'));
      return;
    }
    this.status = status;
    // The transport's own connections tell names in lower case. A copy would cost 1 to 2 of the 25 µs of a request.
    this.headers = this.#sockets && hasOnlyStrings(headers) ? headers : toHeaders(headers);
    const hasBody = this.#request.method !== 'HEAD' && status !== 204 && status !== 304;
    const length = this.headers['content-length'];
    if (hasBody && length !== undefined && /^\d+$/.test(length)) this.#announcedBytes = Number(length);
    this.#resolve(this);
  }

  onResponseData(_: Controller, chunk: Uint8Array): void {
    if (this.#isOver || this.status === 0) return;
    this.#receivedBytes += chunk.length;
    if (this.#announcedBytes !== undefined && this.#receivedBytes > this.#announcedBytes) {
      this.abort(new Error(`the body is longer than its content-length, ${this.#announcedBytes} bytes`));
      return;
    }
    this.#chunks.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#heldBytes > this.#maxHeldBytes) this.#pause();
    this.#wake?.();
  }

  onResponseEnd(): void {
    const announced = this.#announcedBytes;
    if (this.status === 0) {
      this.#fail(new Error('the request ended without a response'));
    } else if (announced !== undefined && this.#receivedBytes !== announced) {
      this.#fail(
        new Error(`the connection closed after ${this.#receivedBytes} of ${announced} bytes of the body`),
      );
    } else if (this.#sockets?.isEnding && this.headers['transfer-encoding'] !== undefined) {
      // A chunked body ends with its last chunk, before its connection does.
      this.#fail(new Error('the connection closed before the last chunk of the body'));
    } else {
      this.#settle();
    }
  }

  onResponseError(_: Controller | null, error: unknown): void {
    this.#fail(error);
  }

  /** Ends the request, and its connection where HTTP/1.1 is spoken. */
  abort(reason: unknown): void {
    if (this.#isOver) return;
    const controller = this.#controller;
    this.#fail(reason instanceof Error ? reason : new Error('aborted', { cause: reason }));
    // Not with the caller's reason: undici takes errors with certain codes for the regular end of a connection.
    controller?.abort(new Error('aborted'));
  }

  /** Lets the body flow. */
  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#sockets?.paused.delete(this);
    this.#controller?.resume();
  }

  #pause(): void {
    if (this.#isPaused || !this.#controller || !this.#mayPause) return;
    this.#isPaused = true;
    this.#sockets?.paused.add(this);
    this.#controller.pause();
  }

  /**
   * undici 7.26 to 7.30 end the process where a connection ends while a body that ends with it is paused. On the
   * transport's own sockets that is prevented; on another dispatcher's such a body is held in memory.
   */
  get #mayPause(): boolean {
    if (this.#sockets) return !this.#sockets.isEnding;
    const { connection = '', 'transfer-encoding': coding } = this.headers;
    return !/close/i.test(connection) && (this.#announcedBytes !== undefined || coding !== undefined);
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#error = error ?? new Error('the request failed');
    if (this.status === 0) this.#reject(this.#withProof(this.#error));
    this.#settle();
  }

  #settle(): void {
    this.#isOver = true;
    this.#sockets?.paused.delete(this);
    this.#wake?.();
  }

  /** An error that says whether the request may have reached a server, where that is known. */
  #withProof(error: unknown): unknown {
    // The errors of a request that was sent again may be of a second connection that was refused.
    if (this.#isStarted) return withRequestSent(true, error);
    // Another's dispatcher may have sent it without a word.
    return this.#sockets ? withRequestSent(false, error) : error;
  }

  async text(maxBytes: number): Promise<string | undefined> {
    this.#maxHeldBytes = Number.POSITIVE_INFINITY;
    for (;;) {
      if (Math.max(this.#receivedBytes, this.#announcedBytes ?? 0) > maxBytes) {
        this.abort(new Error(`the body is longer than ${maxBytes} bytes`));
        return undefined;
      }
      if (this.#isOver) break;
      await this.#change();
    }
    if (this.#error !== undefined) throw this.#error;
    return Buffer.concat(this.#chunks).toString();
  }

  async *stream(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const chunks = this.#chunks.splice(0);
        this.#heldBytes = 0;
        yield* chunks;
        if (this.#chunks.length > 0) continue;
        if (this.#error !== undefined) throw this.#error;
        if (this.#isOver) return;
        await this.#change();
      }
    } finally {
      this.abort(new Error('the stream was cancelled'));
    }
  }

  /** Waits for the next thing that happens to the body. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        resolve();
      };
      this.resume();
    });
  }
}

function withRequestSent(requestSent: boolean, cause: unknown): Error {
  const message = requestSent ? 'the request failed' : 'the request was not sent';
  return Object.assign(new Error(message, { cause }), { requestSent });
}

function hasOnlyStrings(headers: Record<string, unknown>): headers is Record<string, string> {
  for (const name in headers) if (typeof headers[name] !== 'string') return false;
  return true;
}

/**
 * Headers by their names in lower case. One that came more than once, which is a list, becomes one line, as HTTP says.
 * Names and values one after the other are taken too: undici has told them so in the past.
 */
function toHeaders(headers: Readonly<Record<string, unknown>> | readonly unknown[]): Record<string, string> {
  const result: Record<string, string> = {};
  if (Array.isArray(headers)) {
    for (let i = 0; i + 1 < headers.length; i += 2) add(String(headers[i]), headers[i + 1]);
  } else {
    for (const name in headers) add(name, (headers as Record<string, unknown>)[name]);
  }
  return result;

  function add(name: string, value: unknown): void {
    // Such as `:status` of HTTP/2.
    if (name.startsWith(':') || value === undefined || value === null) return;
    const key = name.toLowerCase();
    const line = Array.isArray(value) ? value.join(', ') : String(value);
    result[key] = result[key] === undefined ? line : `${result[key]}, ${line}`;
  }
}
