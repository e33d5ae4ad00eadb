import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Transport } from '@cio/core';
import { ConcurrencyLimiter } from '@cio/core/node';
import type { Agent, Dispatcher } from 'undici';
import { Exchange } from './exchange.js';
import { UndiciAgent, undiciConnector } from './undici.js';

export type UndiciTransportOptions = OwnConnections | OwnDispatcher;

/**
 * The options of undici's Agent, under its names. Without any: 64 connections to a host, an idle one kept 30 seconds
 * or as long as the server says, all replaced after `clientTtl` (300,000 milliseconds, 0 for never), so that a change
 * in DNS is noticed.
 *
 * `allowH2` speaks HTTP/2 over TLS where the server does: one connection, many requests at a time on it. Where
 * it does not, HTTP/1.1 on up to `connections`. Every `pingInterval` (15,000 milliseconds, 0 for never) the connection
 * is pinged; it ends when nothing has come over it in twice that time.
 */
export interface OwnConnections extends Omit<Agent.Options, 'connections'> {
  /** Connections of HTTP/1.1 to one host at the most; calls beyond wait for one. Default 64. */
  connections?: number;
  dispatcher?: never;
}

export interface OwnDispatcher {
  /** A dispatcher of one's own: undici's ProxyAgent, an Agent with other TLS. Whoever made it ends it. */
  dispatcher: Dispatcher;
}

/**
 * A transport over undici, for Node. It has connections of its own: undici's global dispatcher, which the `fetch` of
 * the whole process goes through, stays as it is.
 *
 * @throws TypeError of undici's for options that are bad.
 */
export function undiciTransport(options: UndiciTransportOptions = {}): Transport {
  const { dispatcher, clientTtl = 300_000, ...own } = options as OwnConnections & { dispatcher?: Dispatcher };
  let agents = dispatcher ? undefined : new Agents(own);
  // undici's own way with this looks at the clock for each connection of a host, with each request.
  const lifetime = () => performance.now() + (clientTtl || Number.POSITIVE_INFINITY);
  let until = lifetime();

  const transport: Transport = (request) => {
    if (agents && performance.now() > until) renew();
    // The path goes out as it stands: a URL parser in between would rewrite parts of it.
    const pathStart = request.url.indexOf('/', 8);
    const origin = request.url.slice(0, pathStart);
    const via = agents ? agents.for(origin) : dispatcher!;
    return new Promise((resolve, reject) => {
      const { method, headers, body } = request;
      const exchange = new Exchange(method, resolve, reject);
      via.dispatch(
        {
          origin,
          path: request.url.slice(pathStart),
          method: method as Dispatcher.HttpMethod,
          headers,
          body: body ?? null,
          // Several may be under way on a connection, whatever they are: what the connection's end means for each of
          // them is the exchange's to say.
          idempotent: true,
          blocking: false,
          // The client has a timeout of its own for the whole call.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        exchange,
      );
      request.onAbort((reason) => exchange.abort(reason));
    });
  };
  const renew = () => {
    if (!agents) return;
    // Those under way go on to their ends on the connections they have.
    agents.close();
    agents = new Agents(own);
    until = lifetime();
  };
  transport.close = renew;
  // How many fit on a connection of HTTP/2 is the server's to say, and on another's dispatcher its maker's.
  if (!dispatcher && !own.allowH2) {
    const { connections = 64, pipelining = 1 } = own;
    const limiters: Record<string, ConcurrencyLimiter> = {};
    transport.concurrency = (url) => {
      const { origin } = new URL(url);
      limiters[origin] ??= new ConcurrencyLimiter(connections * Math.max(1, pipelining));
      return limiters[origin];
    };
  }
  return transport;
}

/** The connections: many of HTTP/1.1 a host, or one of HTTP/2 where that is spoken. */
class Agents {
  readonly #http1: Agent;
  readonly #http2: Agent | undefined;
  /** Hosts that have said that they do not speak HTTP/2. */
  readonly #old = new Set<string>();

  constructor({
    allowH2 = false,
    connections = 64,
    pingInterval = 15_000,
    connect,
    ...options
  }: OwnConnections) {
    const { pipelining = 1, ...common } = { keepAliveTimeout: 30_000, ...options };
    this.#http1 = new UndiciAgent({ ...common, connections, pipelining, ...(connect && { connect }) });
    if (!allowH2) return;
    const open =
      typeof connect === 'function' ? connect : undiciConnector({ ...connect, allowH2: true } as object);
    this.#http2 = new UndiciAgent({
      ...common,
      allowH2,
      connections: 1,
      // At a time on the connection; the server may take fewer.
      pipelining: 100,
      pingInterval,
      connect: (target, done) =>
        open(target, (...[error, socket]) => {
          if (socket && (socket as TLSSocket).alpnProtocol !== 'h2') {
            const { protocol, host } = target as { protocol: string; host: string };
            this.#old.add(`${protocol}//${host}`);
          } else if (socket && pingInterval > 0) endWhenSilent(socket, 2 * pingInterval);
          done(...([error, socket] as Parameters<typeof done>));
        }),
    });
  }

  for(origin: string): Agent {
    return this.#http2 && !this.#old.has(origin) ? this.#http2 : this.#http1;
  }

  close(): void {
    this.#http1.close();
    this.#http2?.close();
  }
}

/** Pings are sent and answers to them expected, but it is nobody's business there that none come. */
function endWhenSilent(socket: Socket, ms: number): void {
  let seen = socket.bytesRead;
  const timer = setInterval(() => {
    if (socket.bytesRead === seen) socket.destroy(new Error(`nothing has come in ${ms} ms`));
    seen = socket.bytesRead;
  }, ms);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}
