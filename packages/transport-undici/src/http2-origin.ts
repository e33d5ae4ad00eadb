import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { buildConnector, Dispatcher } from 'undici';
import type { Exchange } from './exchange.js';
import { Http2Connection, type Http2Owner, type Http2Request } from './http2-connection.js';
import { MAX_STREAMS, maxRequests, type OwnConnections } from './options.js';

/** The maximum number of times a request is sent if the server does not process it. */
const MAX_SENDS = 3;

/**
 * The requests to one host: over HTTP/2, on a connection more whenever those there have no room for a request, or over
 * HTTP/1.1 where the host does not speak HTTP/2, which the TLS handshake tells.
 */
export class Http2Origin implements Http2Owner {
  readonly #origin: string;
  readonly #connector: buildConnector.connector;
  readonly #options: OwnConnections;
  readonly #http1: Dispatcher;
  readonly #useForHttp1: (socket: Socket) => void;
  readonly #waiting = new Set<Http2Request>();
  #connections: Http2Connection[] = [];
  readonly #maxConnections: number;
  #isConnecting = false;
  #speaksHttp1 = false;
  #onDrained: (() => void) | undefined;

  constructor(
    origin: string,
    connector: buildConnector.connector,
    options: OwnConnections,
    http1: Dispatcher,
    /** Called with a connection that does not support HTTP/2. */
    useForHttp1: (socket: Socket) => void,
  ) {
    this.#origin = origin;
    this.#connector = connector;
    this.#options = options;
    const { maxConcurrentStreams = MAX_STREAMS } = options;
    this.#maxConnections = Math.ceil(maxRequests(options) / maxConcurrentStreams);
    this.#http1 = http1;
    this.#useForHttp1 = useForHttp1;
  }

  dispatch(options: Dispatcher.DispatchOptions, exchange: Exchange): void {
    if (this.#speaksHttp1) {
      this.#http1.dispatch(options, exchange);
      return;
    }
    this.#enqueue({ options, exchange, refusals: 0 });
    this.#sendWaiting();
  }

  onChange(): void {
    this.#sendWaiting();
  }

  onRefused(request: Http2Request, error: Error, maySendAgain: boolean): void {
    request.refusals++;
    this.#enqueue(request);
    if (maySendAgain && request.refusals < MAX_SENDS) return;
    this.#waiting.delete(request);
    request.exchange.onResponseError(null, error);
  }

  /** Resolves when no request waits. The connection closes when its requests in flight have ended. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#onDrained = resolve;
      this.#sendWaiting();
    });
  }

  #enqueue(request: Http2Request): void {
    this.#waiting.add(request);
    request.exchange.onRequestQueued(() => {
      this.#waiting.delete(request);
      this.#sendWaiting();
    });
  }

  #sendWaiting(): void {
    this.#connections = this.#connections.filter((connection) => {
      if (!connection.isUsable) connection.retire();
      return connection.isUsable;
    });
    for (const request of this.#waiting) {
      // The first that has room: the others come to rest, and are closed when they have been idle.
      const connection = this.#connections.find(({ hasRoom }) => hasRoom);
      if (!connection) {
        // How many requests a new connection takes is known only when the server has told it.
        const areReady = this.#connections.every(({ isReady }) => isReady);
        if (areReady && this.#connections.length < this.#maxConnections) this.#connect();
        return;
      }
      this.#waiting.delete(request);
      connection.send(request);
    }
    if (!this.#onDrained || this.#isConnecting) return;
    for (const connection of this.#connections) connection.retire();
    this.#onDrained();
  }

  #connect(): void {
    if (this.#isConnecting) return;
    this.#isConnecting = true;
    const { protocol, host, hostname, port } = new URL(this.#origin);
    const { localAddress } = this.#options;
    const target = {
      protocol,
      host,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      ...(localAddress && { localAddress }),
    };
    let isDone = false;
    const done: buildConnector.Callback = (...[error, socket]) => {
      // A custom connector may call back twice.
      if (isDone) return void socket?.destroy();
      isDone = true;
      this.#isConnecting = false;
      if (socket) this.#use(socket);
      else this.#failWaiting(error ?? new Error('the connector made no connection'));
    };
    try {
      this.#connector(target, done);
    } catch (error) {
      done(error as Error, null);
    }
  }

  #use(socket: Socket): void {
    if ((socket as TLSSocket).alpnProtocol !== 'h2') {
      this.#speaksHttp1 = true;
      if (this.#waiting.size > 0) this.#useForHttp1(socket);
      else socket.destroy();
      for (const { options, exchange } of this.#waiting) this.#http1.dispatch(options, exchange);
      this.#waiting.clear();
      this.#sendWaiting();
      return;
    }
    try {
      this.#connections.push(new Http2Connection(this.#origin, socket, this.#options, this));
      this.#sendWaiting();
    } catch (error) {
      socket.destroy();
      this.#failWaiting(error);
    }
  }

  #failWaiting(error: unknown): void {
    const failed = [...this.#waiting];
    this.#waiting.clear();
    for (const { exchange } of failed) exchange.onResponseError(null, error);
    this.#sendWaiting();
  }
}
