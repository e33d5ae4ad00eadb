import type { ConcurrencyLimit } from './concurrency-limiter.js';

/** One HTTP request, ready to go out. */
export interface TransportRequest {
  /** The HTTP method, in upper case. */
  readonly method: string;
  /** The whole URL, every part of it percent-encoded. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body; undefined if there is none. */
  readonly body: string | Uint8Array | undefined;
  /** Whether sending it twice has no second effect: then a transport may send it again when it meets a closed connection. */
  readonly replaySafe: boolean;
  /** Aborts when the attempt times out or its call is given up. The transport must then close the connection. */
  readonly signal: AbortSignal;
  /**
   * The same without the cost of an `AbortSignal`: the listener, one at the most, is called once; at once where the
   * request has been aborted already.
   */
  onAbort(listener: (reason: unknown) => void): void;
}

/** A response, once its headers are there. The body is read once, by one of the two methods. */
export interface TransportResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The whole body, decoded from UTF-8; undefined where it is longer than `maxBytes`, and then the connection is ended.
   * Rejects when the body breaks off.
   */
  text(maxBytes: number): Promise<string | undefined>;
  /** The body in pieces. Leaving the loop early ends the connection. Throws when the body breaks off. */
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * Sends one request and resolves with its response, whatever its status.
 *
 * It follows no redirect, and rejects when the request is aborted. Where it knows that nothing of the request reached a
 * server, the error it rejects with carries `requestSent: false`.
 */
export interface Transport {
  (request: TransportRequest): Promise<TransportResponse>;
  /**
   * How many requests it sends at a time to a URL's origin, where that is limited. A client makes a request only when
   * there is a place for it: thousands of calls that wait then cost little, and their timeouts do not run.
   */
  concurrency?(url: string): ConcurrencyLimit;
  /** Closes the connections that no request is using. The transport can be used again after. */
  close?(): void;
}
