import type { Turns } from './turns.js';

/** One HTTP request, ready to go out. */
export interface TransportRequest {
  readonly method: string;
  /** The whole URL, every part of it percent-encoded. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  /** Aborts when the call times out or its caller gives up. The transport must then close the connection. */
  readonly signal: AbortSignal;
  /** The same without the cost of a signal: the listener, one at the most, is called once, at once where it is late. */
  onAbort(listener: (reason: unknown) => void): void;
}

/** The answer, once its headers are there. The body is read once, by one of the two methods. */
export interface TransportResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body, decoded from UTF-8. Rejects when the body breaks off. */
  text(): Promise<string>;
  /** The body in pieces. Leaving the loop early ends the connection. */
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * Sends one request and gives back the answer, whatever its status.
 *
 * It follows no redirect, and rejects when the signal aborts. Where it knows that nothing of the
 * request left this machine, the error it rejects with carries `requestSent: false`.
 */
export interface Transport {
  (request: TransportRequest): Promise<TransportResponse>;
  /**
   * The turns of the requests to a URL's host, where no more than so many go out at a time. A client takes one before it
   * makes a request: thousands that wait then weigh little, and their time does not run.
   */
  turns?(url: string): Turns;
  /** Ends the connections that no request is using. The transport can be used again after. */
  close?(): void;
}
