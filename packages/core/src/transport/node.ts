import http, { type Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { ValidationError } from '../errors/validation-error.js';
import { requireMethod } from '../validation/checks.js';
import { requireCount, requireDuration } from '../validation/numbers.js';
import { readOptions } from '../validation/options.js';
import { afterPollPhase } from './after-poll-phase.js';
import { ConcurrencyLimiter } from './concurrency-limiter.js';
import { platformHooks } from './diagnostics.js';
import { KeepAlivePool } from './keep-alive-pool.js';
import { PoolGrowth } from './pool-growth.js';
import { withGrowingConcurrency } from './request-growth.js';
import type { ConnectionStats, Transport, TransportRequest, TransportResponse } from './types.js';

/** What an agent of `node:http` or `node:https` has. Named here, so that no declaration of this package needs Node's types. */
export interface HttpAgent {
  /** Connections to one origin, at most. */
  readonly maxSockets: number;
  /** Closes its connections. */
  destroy(): void;
}

/** Options of the Node transport. */
export interface NodeTransportOptions {
  /**
   * The maximum size of the connection pool of each origin; further calls wait. Only as many connections are opened as the
   * traffic needs, by the rate of calls and the latency of the responses. Default 1,024.
   */
  maxConnections?: number | undefined;
  /**
   * How long an idle connection is kept, in milliseconds, unless the server's `Keep-Alive: timeout=…` is shorter. Default
   * 30,000; at most 2,147,483,647.
   */
  idleTimeoutMs?: number | undefined;
  /**
   * An agent of your own, which makes the connections and keeps them as it likes: one that goes through a proxy, or
   * `new https.Agent({ keepAlive: true, ca })`. It has to fit the scheme of the URLs. Whoever made it destroys it.
   */
  agent?: HttpAgent | undefined;
}

/**
 * A transport over `node:http` and `node:https` with a pool of keep-alive connections: the default on Node.
 *
 * @throws ValidationError for an option that is not valid.
 */
export function nodeTransport(options?: NodeTransportOptions): Transport {
  const read = readOptions(options, ['maxConnections', 'idleTimeoutMs', 'agent']);
  const { maxConnections = 1024, idleTimeoutMs = 30_000, agent } = read;
  requireCount('maxConnections', maxConnections);
  requireDuration('idleTimeoutMs', idleTimeoutMs);
  if (agent !== undefined) {
    if (read.idleTimeoutMs !== undefined) {
      throw new ValidationError('idleTimeoutMs', 'expected none beside an agent, which has its own');
    }
    requireMethod('agent', agent, 'addRequest');
  }
  const origins = new Map<string, Origin>();
  const originOf = (url: string): Origin => {
    const name = url.slice(0, pathStart(url));
    let origin = origins.get(name);
    if (!origin) {
      origin = new Origin(new URL(name), maxConnections, idleTimeoutMs, agent as Agent | undefined);
      origins.set(name, origin);
    }
    return origin;
  };

  const transport: Transport = (request) => originOf(request.url).send(request);
  transport.concurrency = (url) => originOf(url).concurrency;
  transport.connections = (url) => originOf(url).connections;
  transport.close = () => {
    for (const { pool } of origins.values()) pool?.closeIdle();
  };
  return transport;
}

const shared = { transport: undefined as Transport | undefined, clients: 0 };

/**
 * The default transport, shared by all clients of the process, so that ten thousand clients do not have ten thousand pools. Its
 * idle connections are closed when the last client is closed.
 */
export function defaultTransport(): Transport {
  shared.transport ??= nodeTransport();
  const { transport } = shared;
  shared.clients++;
  let isClosed = false;
  const handle: Transport = (request) => transport(request);
  handle.concurrency = (url) => transport.concurrency!(url);
  handle.connections = (url) => transport.connections!(url);
  handle.close = () => {
    if (!isClosed) shared.clients--;
    isClosed = true;
    if (shared.clients === 0) transport.close?.();
  };
  return handle;
}

/** The connection pool of one origin. */
class Origin {
  /** Undefined where the connections are those of the caller's agent. */
  readonly pool: KeepAlivePool | undefined;
  readonly concurrency: ConcurrencyLimiter;
  readonly #growth: PoolGrowth;
  readonly #afterPollPhase = afterPollPhase();
  readonly #module: typeof http | typeof https;
  readonly #target: { protocol: string; host: string; port: string; agent: Agent };

  constructor(
    { protocol, hostname, port }: URL,
    maxConnections: number,
    idleTimeoutMs: number,
    ownAgent: Agent | undefined,
  ) {
    this.#module = protocol === 'https:' ? https : http;
    const agent =
      ownAgent ??
      new this.#module.Agent({ keepAlive: true, maxSockets: maxConnections, maxFreeSockets: maxConnections });
    this.pool = ownAgent ? undefined : new KeepAlivePool(agent, idleTimeoutMs);
    this.concurrency = new ConcurrencyLimiter(maxConnections);
    this.#growth = new PoolGrowth(this.concurrency, maxConnections);
    this.#target = { protocol, host: hostname.replace(/^\[|\]$/g, ''), port, agent };
  }

  /** Undefined for the caller's agent, which may have connections of others. */
  get connections(): ConnectionStats | undefined {
    const { sockets, freeSockets } = this.#target.agent;
    return this.pool && { inUse: countSockets(sockets), idle: countSockets(freeSockets) };
  }

  send(sent: TransportRequest): Promise<TransportResponse> {
    return new Promise((resolve, reject) => {
      let request: ClientRequest | undefined;
      let isAborted = false;
      sent.onAbort(() => {
        isAborted = true;
        const error: Error & { requestSent?: boolean } = new Error('aborted');
        if (!request || isUnsent(request)) error.requestSent = false;
        request?.destroy(error);
        // A request that waits for a connection emits no event until it gets one.
        reject(error);
      });
      this.#afterPollPhase(() => {
        this.pool?.closeExpired();
        if (!isAborted) request = this.#open(sent, resolve, reject);
      });
    });
  }

  #open(
    { method, url, headers, body }: TransportRequest,
    resolve: (response: TransportResponse) => void,
    reject: (error: NetworkError) => void,
  ): ClientRequest | undefined {
    // The path is sent unchanged: a URL parser would normalize it.
    const path = url.slice(pathStart(url));
    let startedAt = performance.now();
    let hasResponse = false;
    let request: ClientRequest;
    try {
      // Looked up at each request: tracing and mocking libraries replace it.
      // No spread: with one, Node takes 12 of 110 µs longer for a request (`npm run bench -- --only event`).
      const { protocol, host, port, agent } = this.#target;
      request = this.#module.request({ protocol, host, port, agent, path, method, headers });
    } catch (error) {
      // Such as an agent for another scheme.
      reject(Object.assign(new Error('no request could be made', { cause: error }), { requestSent: false }));
      return undefined;
    }
    request
      .on('socket', (socket: WatchedSocket) => {
        watch(socket);
        // The latency is measured from the time at which the connection is established.
        if (socket.connecting) {
          socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
            startedAt = performance.now();
          });
        }
      })
      .on('response', (response) => {
        const now = performance.now();
        hasResponse = true;
        this.#growth.onResponse(now - startedAt, now);
        this.pool?.readKeepAliveTimeout(response);
        resolve({
          status: response.statusCode!,
          // Only set-cookie is a list, which is not read.
          headers: response.headers as Record<string, string>,
          text: (maxBytes) => readText(response, maxBytes),
          stream: () => response,
        });
      })
      .on('error', (error: NetworkError) => {
        if (isUnsent(request)) error.requestSent = false;
        if (request.reusedSocket && !hasResponse && CLOSED.has(error.code)) {
          error.connectionClosed = true;
          // The others are probably closed, too.
          this.pool?.closeIdle();
        }
        reject(error);
      })
      .end(body);
    return request;
  }
}

type WatchedSocket = Socket & { isWatched?: boolean };

/**
 * Adds an error listener to a connection. Node has none on it from the end of a response to the end of its request, where a server
 * responds before it has read the body: a write that fails then would end the process.
 */
function watch(socket: WatchedSocket): void {
  if (!socket.isWatched) socket.on('error', () => {});
  socket.isWatched = true;
}

type NetworkError = Error & { code?: string; requestSent?: boolean; connectionClosed?: boolean };

/** Node's error codes for a closed connection. */
const CLOSED = new Set<string | undefined>(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

const INCOMPLETE = 'the connection closed before the end of the body';

function countSockets(sockets: Agent['sockets']): number {
  return Object.values(sockets).reduce((sum, list) => sum + list!.length, 0);
}

const pathStart = (url: string) => url.indexOf('/', 8);

/** Whether no part of a request can have been sent: it has no connection, or one whose handshake is not complete. */
function isUnsent(request: ClientRequest): boolean {
  const socket = request.socket as (ClientRequest['socket'] & { secureConnecting?: boolean }) | null;
  return !socket || socket.connecting || socket.secureConnecting === true;
}

function readText(response: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    if (Number(response.headers['content-length']) > maxBytes) {
      resolve(undefined);
      response.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    response
      .on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= maxBytes) {
          chunks.push(chunk);
          return;
        }
        resolve(undefined);
        response.destroy();
      })
      // Node calls it aborted, whoever closed it.
      .on('error', ({ code }: NetworkError) => reject(Object.assign(new Error(INCOMPLETE), { code })))
      .on('end', () => resolve((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString()))
      // If the connection breaks before the listeners are added, only this event is emitted.
      .on('close', () => response.complete || reject(new Error(INCOMPLETE)));
  });
}

export { afterPollPhase, ConcurrencyLimiter, PoolGrowth, platformHooks, withGrowingConcurrency };
