import http, { type Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { ValidationError } from '../errors/validation-error.js';
import { requireMethod } from '../validation/checks.js';
import { requireCount, requireDuration } from '../validation/numbers.js';
import { ConcurrencyLimiter } from './concurrency-limiter.js';
import { KeepAlivePool } from './keep-alive-pool.js';
import { PoolGrowth } from './pool-growth.js';
import type { Transport, TransportRequest, TransportResponse } from './types.js';

export interface NodeTransportOptions {
  /**
   * Connections to one origin at the most; calls beyond wait for one. Only as many are opened as the traffic needs: by
   * the rate of calls and the latency of the responses. Default 768.
   */
  maxConnections?: number | undefined;
  /**
   * How long an idle connection is kept, in milliseconds. Default 30,000; at most 2,147,483,647. Less where the server
   * says so with `Keep-Alive: timeout=…`.
   */
  idleTimeoutMs?: number | undefined;
  /**
   * An agent of your own, which makes the connections and keeps them as it likes: one that goes through a proxy, or
   * `new https.Agent({ keepAlive: true, ca })`. It has to fit the scheme of the URLs. Whoever made it destroys it.
   */
  agent?: Agent | undefined;
}

/**
 * A transport over `node:http` and `node:https` with connections kept alive: the default on Node.
 *
 * @throws ValidationError for options that are bad.
 */
export function nodeTransport(options: NodeTransportOptions = {}): Transport {
  const { maxConnections = 768, idleTimeoutMs = 30_000, agent } = options;
  requireCount('maxConnections', maxConnections);
  requireDuration('idleTimeoutMs', idleTimeoutMs);
  if (agent !== undefined) {
    if (options.idleTimeoutMs !== undefined) {
      throw new ValidationError('idleTimeoutMs', 'expected none beside an agent, which has its own');
    }
    requireMethod('agent', agent, 'addRequest');
  }
  const origins = new Map<string, Origin>();
  const originOf = (url: string): Origin => {
    const name = url.slice(0, pathStart(url));
    let origin = origins.get(name);
    if (!origin) {
      origin = new Origin(new URL(name), maxConnections, idleTimeoutMs, agent);
      origins.set(name, origin);
    }
    return origin;
  };

  const transport: Transport = (request) => originOf(request.url).send(request);
  transport.concurrency = (url) => originOf(url).concurrency;
  transport.close = () => {
    for (const { pool } of origins.values()) pool?.closeIdle();
  };
  return transport;
}

const shared = { transport: undefined as Transport | undefined, clients: 0 };

/**
 * The transport of a client that brings none: one for the whole process, so that ten thousand clients do not open ten
 * thousand connections. Its idle connections are closed when the last client is.
 */
export function defaultTransport(): Transport {
  shared.transport ??= nodeTransport();
  const { transport } = shared;
  shared.clients++;
  let isClosed = false;
  const handle: Transport = (request) => transport(request);
  handle.concurrency = (url) => transport.concurrency!(url);
  handle.close = () => {
    if (!isClosed) shared.clients--;
    isClosed = true;
    if (shared.clients === 0) transport.close?.();
  };
  return handle;
}

/** The connections to one origin, and how requests go over them. */
class Origin {
  /** Undefined where the connections are those of the caller's agent. */
  readonly pool: KeepAlivePool | undefined;
  readonly concurrency: ConcurrencyLimiter;
  readonly #growth: PoolGrowth;
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

  send(sent: TransportRequest): Promise<TransportResponse> {
    return new Promise((resolve, reject) => {
      let request: ClientRequest | undefined;
      let isAborted = false;
      sent.onAbort(() => {
        isAborted = true;
        const error: Error & { requestSent?: boolean } = new Error('aborted');
        if (!request || isUnsent(request)) error.requestSent = false;
        request?.destroy(error);
        // A request that waits for a connection says nothing until it gets one.
        reject(error);
      });
      const start = () => {
        if (!isAborted) request = this.#open(sent, resolve, reject);
      };
      if (this.pool?.prepare() ?? true) return start();
      // That a connection was closed while it was idle is known after the event loop has looked: in its next turn.
      setImmediate(() =>
        setImmediate(() => {
          this.pool?.prepare();
          start();
        }),
      );
    });
  }

  #open(
    { method, url, headers, body }: TransportRequest,
    resolve: (response: TransportResponse) => void,
    reject: (error: NetworkError) => void,
  ): ClientRequest | undefined {
    // The path goes out as it stands: a URL parser in between would rewrite parts of it.
    const path = url.slice(pathStart(url));
    let startedAt = performance.now();
    let isAnswered = false;
    let request: ClientRequest;
    try {
      // Looked up at each request: whoever traces or mocks requests replaces it.
      request = this.#module.request({ ...this.#target, path, method, headers });
    } catch (error) {
      // Such as an agent for another scheme.
      reject(Object.assign(new Error('no request could be made', { cause: error }), { requestSent: false }));
      return undefined;
    }
    request
      .on('socket', (socket) => {
        // The latency is that of the request: making the connection is another matter.
        if (socket.connecting) {
          socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
            startedAt = performance.now();
          });
        }
      })
      .on('response', (response) => {
        const now = performance.now();
        isAnswered = true;
        this.#growth.onResponse(now - startedAt, now);
        this.pool?.noteHint(response);
        resolve({
          status: response.statusCode!,
          // Only set-cookie is ever a list, and nothing here reads it.
          headers: response.headers as Record<string, string>,
          text: (maxBytes) => readText(response, maxBytes),
          stream: () => response,
        });
      })
      .on('error', (error: NetworkError) => {
        if (isUnsent(request)) error.requestSent = false;
        if (request.reusedSocket && !isAnswered && CLOSED.has(error.code)) {
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

type NetworkError = Error & { code?: string; requestSent?: boolean; connectionClosed?: boolean };

/** What Node calls it when a connection turns out to be closed. */
const CLOSED = new Set<string | undefined>(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

const pathStart = (url: string) => url.indexOf('/', 8);

/** Whether nothing of a request can have been written: it has no connection, or one whose handshake is not over. */
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
      .on('error', reject)
      .on('end', () => resolve((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString()))
      // A connection that breaks before anyone listens says so only here.
      .on('close', () => response.complete || reject(new Error('the body broke off')));
  });
}

export { ConcurrencyLimiter, PoolGrowth };
