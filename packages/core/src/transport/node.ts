import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { requireCount, requireDuration } from '../validation/numbers.js';
import { ConcurrencyLimiter } from './concurrency-limiter.js';
import type { Transport } from './types.js';

export interface NodeTransportOptions {
  /** Connections to one host at the most; calls beyond wait for one. Default 64. */
  maxConnections?: number;
  /** How long an idle connection is kept, in milliseconds. Default 30,000; at most 2,147,483,647. */
  idleTimeoutMs?: number;
}

/** A connection that is never idle for long would never look at the DNS again: by then another takes its place. */
const MAX_AGE_MS = 300_000;

/**
 * A transport over `node:http` and `node:https` with connections kept alive: the default on Node.
 *
 * @throws ValidationError for options that are bad.
 */
export function nodeTransport(options: NodeTransportOptions = {}): Transport {
  const { maxConnections = 64, idleTimeoutMs = 30_000 } = options;
  requireCount('maxConnections', maxConnections);
  requireDuration('idleTimeoutMs', idleTimeoutMs);
  const origins = new Map<string, Origin>();
  const originOf = (url: string): Origin => {
    const name = url.slice(0, pathStart(url));
    let origin = origins.get(name);
    if (!origin) {
      origin = connectTo(new URL(name), maxConnections, idleTimeoutMs);
      origins.set(name, origin);
    }
    return origin;
  };

  const transport: Transport = (request) => originOf(request.url).send(request);
  transport.concurrency = (url) => originOf(url).concurrency;
  transport.close = () => {
    for (const { agent } of origins.values()) {
      for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
    }
  };
  return transport;
}

interface Origin {
  agent: http.Agent;
  concurrency: ConcurrencyLimiter;
  send: Transport;
}

function connectTo({ protocol, hostname, port }: URL, maxConnections: number, idleTimeoutMs: number): Origin {
  const host = hostname.replace(/^\[|\]$/g, '');
  const { Agent, request: open } = protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: maxConnections });
  const { keepSocketAlive } = agent;
  agent.keepSocketAlive = (socket: Socket & { until?: number }) => {
    keepSocketAlive.call(agent, socket);
    // The agent's own `timeout` would cost a timer and listeners on every request, not only on idle sockets.
    // A server may have asked for less, which the agent has seen to.
    if (!socket.timeout || socket.timeout > idleTimeoutMs) socket.setTimeout(idleTimeoutMs);
    socket.until ??= performance.now() + MAX_AGE_MS;
    return performance.now() < socket.until;
  };
  return {
    agent,
    concurrency: new ConcurrencyLimiter(maxConnections),
    send: (sent) =>
      new Promise((resolve, reject) => {
        const { method, url, headers, body } = sent;
        // The path goes out as it stands: a URL parser in between would rewrite parts of it.
        const path = url.slice(pathStart(url));
        const request = open({ protocol, host, port, path, method, headers, agent });
        request
          .on('error', (error) => reject(markUnsent(error, request)))
          .on('response', (response) =>
            resolve({
              status: response.statusCode!,
              // Only set-cookie is ever a list, and nothing here reads it.
              headers: response.headers as Record<string, string>,
              text: (maxBytes) => readText(response, maxBytes),
              stream: () => response,
            }),
          );
        sent.onAbort(() => {
          const error = markUnsent(new Error('aborted'), request);
          request.destroy(error);
          // A request that waits for a connection says nothing until it gets one.
          reject(error);
        });
        if (!request.destroyed) request.end(body);
      }),
  };
}

const pathStart = (url: string) => url.indexOf('/', 8);

/** Says of an error that nothing was sent, where that is so: nothing is written before the TLS handshake is over. */
function markUnsent(error: Error & { requestSent?: boolean }, request: http.ClientRequest) {
  const socket = request.socket as (TLSSocket & { secureConnecting?: boolean }) | null;
  if (!socket || socket.connecting || socket.secureConnecting) error.requestSent = false;
  return error;
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

export { ConcurrencyLimiter, nodeTransport as defaultTransport };
