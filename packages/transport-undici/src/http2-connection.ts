import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import type { Exchange } from './exchange.js';
import { MAX_STREAMS, type OwnConnections } from './options.js';

/** A request, and how often it was sent without having been processed. */
export interface Http2Request {
  readonly options: Dispatcher.DispatchOptions;
  readonly exchange: Exchange;
  refusals: number;
}

export interface Http2Owner {
  /** Called when the server has confirmed that it did not process the request. */
  onRefused(request: Http2Request, error: Error, maySendAgain: boolean): void;
  /** Called when the connection may accept another request, or accepts no more requests. */
  onChange(): void;
}

const { NGHTTP2_CANCEL, NGHTTP2_REFUSED_STREAM, NGHTTP2_ENHANCE_YOUR_CALM } = constants;

/** How long a connection must have been silent for an aborted request to close it. */
const SILENCE_MS = 1000;

/**
 * One HTTP/2 connection, over `node:http2`. undici's own HTTP/2 (7.22, 7.30 and 8.13) treats a stream that was reset with NO_ERROR or
 * CANCEL as complete, aborts requests in flight on GOAWAY, and in version 7 ignores the server's stream limit at first.
 */
export class Http2Connection {
  readonly #session: ClientHttp2Session;
  readonly #socket: Socket;
  readonly #owner: Http2Owner;
  readonly #authority: string;
  readonly #maxStreams: number;
  readonly #pingInterval: number;
  readonly #keepAliveTimeout: number;
  #openStreams = 0;
  /** One request is sent before the server's stream limit is known. */
  #limit = 1;
  #isReady = false;
  /** The last stream that the server processes, after GOAWAY. */
  #lastStreamId = Number.POSITIVE_INFINITY;
  #isAskedToSlowDown = false;
  #hasResponded = false;
  #isRetired = false;
  #idleSince = performance.now();
  #pings: ReturnType<typeof setInterval> | undefined;

  constructor(origin: string, socket: Socket, options: OwnConnections, owner: Http2Owner) {
    const { maxConcurrentStreams = MAX_STREAMS, initialWindowSize = 262_144 } = options;
    const { connectionWindowSize = 524_288, pingInterval = 15_000, keepAliveTimeout = 30_000 } = options;
    this.#socket = socket;
    this.#owner = owner;
    this.#authority = new URL(origin).host;
    this.#maxStreams = maxConcurrentStreams;
    this.#pingInterval = pingInterval;
    this.#keepAliveTimeout = keepAliveTimeout;
    this.#session = connect(origin, {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize },
    });
    this.#session
      // The streams emit their own errors, and `close` follows.
      .on('error', () => {})
      .on('remoteSettings', ({ maxConcurrentStreams: allowed = Number.POSITIVE_INFINITY }) => {
        this.#limit = Math.min(allowed, this.#maxStreams);
        this.#isReady = true;
        owner.onChange();
      })
      .on('goaway', (code: number, lastStreamId: number) => {
        this.#lastStreamId = lastStreamId;
        if (code === NGHTTP2_ENHANCE_YOUR_CALM) this.#isAskedToSlowDown = true;
        this.#isRetired = true;
        owner.onChange();
      })
      .on('timeout', () => this.#openStreams === 0 && this.retire())
      .on('close', () => {
        clearInterval(this.#pings);
        owner.onChange();
      });
    this.#session.setLocalWindowSize(connectionWindowSize);
    this.#rest();
  }

  /** Whether the connection accepts requests, now or when others have ended. */
  get isUsable(): boolean {
    return !this.#isRetired && !this.#isExpired && !this.#session.closed && !this.#session.destroyed;
  }

  /** Whether the connection has expired: its timer is late if the process was suspended. */
  get #isExpired(): boolean {
    return this.#openStreams === 0 && performance.now() - this.#idleSince > this.#keepAliveTimeout;
  }

  /** Whether the server has said how many requests it allows. */
  get isReady(): boolean {
    return this.#isReady;
  }

  get hasRoom(): boolean {
    return this.#openStreams < this.#limit;
  }

  send(request: Http2Request): void {
    const { exchange, options } = request;
    const body = options.body as string | Uint8Array | null;
    let stream: ClientHttp2Stream;
    try {
      stream = this.#session.request(this.#headersOf(options), { endStream: !body?.length });
    } catch (error) {
      exchange.onResponseError(null, error);
      return;
    }
    const sentAt = performance.now();
    const bytesBefore = this.#socket.bytesRead;
    if (this.#openStreams === 0) this.#work();
    this.#openStreams++;

    const controller = {
      pause: () => stream.pause(),
      resume: () => stream.resume(),
      abort: () => {
        stream.close(NGHTTP2_CANCEL);
        // The network may be down: the next request should use a new connection.
        const isSilent = this.#socket.bytesRead === bytesBefore && performance.now() - sentAt >= SILENCE_MS;
        if (isSilent) this.retire();
      },
    };
    exchange.onRequestStart(controller);
    if (body?.length) stream.end(body);

    let isOpen = true;
    const leave = () => {
      if (!isOpen) return;
      isOpen = false;
      this.#openStreams--;
      if (this.#openStreams === 0) this.#rest();
      this.#owner.onChange();
    };
    let hasEnded = false;
    let error: Error | undefined;
    // A stream emits `end` if the server ended it, reset it with NO_ERROR or CANCEL, or the connection was lost. Only after END_STREAM,
    // which makes the response complete, the stream is not closed yet.
    const push = stream.push.bind(stream);
    stream.push = (chunk, encoding) => {
      if (chunk === null && !stream.closed) hasEnded = true;
      return push(chunk, encoding);
    };
    stream
      .on('response', (headers) => {
        this.#hasResponded = true;
        exchange.onResponseStart(controller, Number(headers[':status']), headers);
        // Not before: Node emits `response` in the next tick, and a body that is received with the headers would be first.
        stream.on('data', (chunk: Buffer) => exchange.onResponseData(controller, chunk));
      })
      .on('end', () => {
        if (!hasEnded) return;
        exchange.onResponseEnd();
        // The response is complete before the request: the rest of the request is not needed.
        if (!stream.writableFinished) stream.close(NGHTTP2_CANCEL);
        leave();
      })
      .on('error', (reason) => {
        error = reason;
      })
      .on('close', () => {
        if (!exchange.isOver) {
          const reason = error ?? new Error(`the stream was closed before its end (code ${stream.rstCode})`);
          // Not the stream alone has ended, but a connection that had been used before.
          if (this.#session.destroyed && this.#hasResponded) {
            Object.assign(reason, {
              code: 'UND_ERR_SOCKET',
              socket: { bytesRead: this.#socket.bytesRead },
            });
          }
          // Node also uses REFUSED_STREAM for requests that could not be sent any more, and for those that the server does not
          // process after GOAWAY without an error.
          const isProcessed =
            exchange.status !== 0 ||
            (stream.rstCode !== NGHTTP2_REFUSED_STREAM && stream.id! <= this.#lastStreamId);
          if (isProcessed) exchange.onResponseError(controller, reason);
          else this.#owner.onRefused(request, reason, !this.#isAskedToSlowDown);
        }
        leave();
      });
  }

  /** Accepts no further requests, and closes when those in flight have ended. */
  retire(): void {
    this.#isRetired = true;
    if (this.#openStreams === 0) this.#session.destroy();
  }

  #headersOf({ method, path, headers, body }: Dispatcher.DispatchOptions): Record<string, string> {
    const bytes = Buffer.byteLength((body as string | Uint8Array | null) ?? '');
    return {
      ':method': method,
      ':scheme': 'https',
      ':authority': this.#authority,
      ':path': path,
      ...(headers as Record<string, string>),
      ...(bytes > 0 && { 'content-length': `${bytes}` }),
    };
  }

  /** Called when the first request is in flight. */
  #work(): void {
    this.#session.setTimeout(0);
    this.#session.ref();
    if (this.#pingInterval === 0) return;
    let bytesRead = -1;
    this.#pings = setInterval(() => {
      if (this.#socket.bytesRead === bytesRead) {
        this.#session.destroy(new Error(`no data was received within ${this.#pingInterval} ms of a ping`));
        return;
      }
      bytesRead = this.#socket.bytesRead;
      this.#session.ping(() => {});
    }, this.#pingInterval);
    this.#pings.unref();
  }

  /** Called when no request is in flight: the connection does not keep the process alive. */
  #rest(): void {
    clearInterval(this.#pings);
    if (this.#session.destroyed) return;
    this.#idleSince = performance.now();
    this.#session.setTimeout(this.#keepAliveTimeout);
    this.#session.unref();
    if (this.#isRetired) this.#session.destroy();
  }
}
