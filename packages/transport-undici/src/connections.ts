import type { Socket } from 'node:net';
import type { ConnectionStats } from '@cio/core';
import { afterPollPhase } from '@cio/core/node';
import type { Agent, buildConnector, Dispatcher } from 'undici';
import { connectorFor, withSockets } from './connectors.js';
import type { Exchange } from './exchange.js';
import { Http1Sockets } from './http1-sockets.js';
import { Http2Origin } from './http2-origin.js';
import { MAX_CONNECTIONS, type OwnConnections } from './options.js';
import { UndiciAgent } from './undici.js';

/** The connection pools of one transport: HTTP/1.1 by undici, and HTTP/2 to the hosts that support it. */
export class Connections {
  readonly sockets = new Http1Sockets();
  readonly #http1: Agent;
  readonly #http2 = new Map<string, Http2Origin>();
  readonly #options: OwnConnections;
  readonly #whenLooked = afterPollPhase();
  /** Undefined if HTTP/2 is disabled. */
  readonly #connectHttp2: buildConnector.connector | undefined;
  /** Connections whose protocol negotiation resulted in HTTP/1.1: the first connections of that pool. */
  readonly #spareSockets = new Map<string, Socket>();

  constructor(options: OwnConnections) {
    const {
      allowH2 = false,
      connections = MAX_CONNECTIONS,
      pipelining = 1,
      keepAliveTimeout = 30_000,
      // Otherwise undici would also let the server's `Keep-Alive` increase the timeout.
      keepAliveMaxTimeout = keepAliveTimeout,
      connect: _connect,
      pingInterval: _pingInterval,
      maxConcurrentStreams: _streams,
      initialWindowSize: _window,
      connectionWindowSize: _connectionWindow,
      ...others
    } = options;
    this.#options = options;
    const connectHttp1 = withSockets(connectorFor(options, false), (socket) => this.sockets.watch(socket));
    this.#http1 = new UndiciAgent({
      ...(others as Agent.Options),
      connections,
      pipelining,
      keepAliveTimeout,
      keepAliveMaxTimeout,
      allowH2: false,
      connect: (target, done) => {
        const origin = `${target.protocol}//${target.host}`;
        const socket = this.#spareSockets.get(origin);
        this.#spareSockets.delete(origin);
        if (!socket || socket.destroyed) return connectHttp1(target, done);
        this.sockets.watch(socket);
        // Asynchronously, as undici expects of a connector.
        queueMicrotask(() => done(null, socket));
      },
    });
    this.#connectHttp2 = allowH2 ? connectorFor(options, true) : undefined;
  }

  /** Sends a request, once the event loop has looked at the connections. */
  readonly dispatch = (options: Dispatcher.DispatchOptions, exchange: Exchange): void => {
    this.#whenLooked(() => {
      if (!exchange.isOver) this.#send(options, exchange);
    });
  };

  /** The HTTP/1.1 connections to an origin; undefined if HTTP/2 may be used, whose connections have many requests at once. */
  stats(origin: string): ConnectionStats | undefined {
    if (this.#connectHttp2) return undefined;
    const { connected = 0, free = 0 } = (this.#http1.stats[origin] ?? {}) as {
      connected?: number;
      free?: number;
    };
    return { inUse: connected - free, idle: free };
  }

  #send(options: Dispatcher.DispatchOptions, exchange: Exchange): void {
    const origin = options.origin as string;
    // Without TLS, HTTP/2 cannot be negotiated.
    if (!this.#connectHttp2 || !origin.startsWith('https:')) this.#http1.dispatch(options, exchange);
    else this.#http2Origin(origin, this.#connectHttp2).dispatch(options, exchange);
  }

  #http2Origin(name: string, connect: buildConnector.connector): Http2Origin {
    let origin = this.#http2.get(name);
    if (!origin) {
      origin = new Http2Origin(name, connect, this.#options, this.#http1, (socket) => {
        this.#spareSockets.set(new URL(name).origin, socket);
      });
      this.#http2.set(name, origin);
    }
    return origin;
  }

  /** Requests in flight complete. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#whenLooked(resolve));
    // Requests that wait for the protocol negotiation may still use HTTP/1.1.
    await Promise.all([...this.#http2.values()].map((origin) => origin.close()));
    await this.#http1.close();
  }
}
