import type { ConcurrencyLimit } from './concurrency-limiter.js';

/** One HTTP request. */
export interface TransportRequest {
  /** The HTTP method, in upper case. */
  readonly method: string;
  /** The absolute URL, percent-encoded. */
  readonly url: string;
  /** The headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body; undefined if there is none. */
  readonly body: string | Uint8Array | undefined;
  /** Whether sending it twice has no second effect. */
  readonly replaySafe: boolean;
  /** Aborts when the attempt times out or the call is aborted. The transport must then close the connection. */
  readonly signal: AbortSignal;
  /**
   * The same without the cost of an `AbortSignal`: sets the only listener, which is called once; immediately if the request has
   * been aborted.
   */
  onAbort(listener: (reason: unknown) => void): void;
}

/** A response, when its headers have been received. The body can be read once, by one of the two methods. */
export interface TransportResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The complete body, decoded from UTF-8; undefined if it is longer than `maxBytes`, and then the connection is closed. Rejects
   * if the connection closes before the end of the body.
   */
  text(maxBytes: number): Promise<string | undefined>;
  /** The body in chunks. Leaving the loop early closes the connection. Throws if it closes before the end of the body. */
  stream(): AsyncIterable<Uint8Array>;
}

/** The connections of a transport to one origin. */
export interface ConnectionStats {
  /** Connections with a request in flight, and those that are being opened. */
  readonly inUse: number;
  /** Open connections without a request. */
  readonly idle: number;
}

/**
 * Sends one request and resolves with its response, whatever its status.
 *
 * It follows no redirect, sends nothing again, and rejects when the request is aborted. Where it knows that nothing of the
 * request reached a server, the error it rejects with carries `requestSent: false`; where the request met a connection, used
 * before, that the server closed without a byte of a response, `connectionClosed: true`: the client sends it again at once,
 * where that has no second effect.
 */
export interface Transport {
  (request: TransportRequest): Promise<TransportResponse>;
  /**
   * The concurrency limit of a URL's origin, if there is one. A client makes a request only when it has acquired a slot: thousands
   * of waiting calls then cost little, and their timeouts have not started.
   */
  concurrency?(url: string): ConcurrencyLimit;
  /** The connections to a URL's origin; undefined if they are not counted. */
  connections?(url: string): ConnectionStats | undefined;
  /** Closes idle connections. The transport can be used again. */
  close?(): void;
}
