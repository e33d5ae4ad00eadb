import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Transport, TransportRequest, TransportResponse } from './types.js';

export interface NodeTransportOptions {
  /** Connections to one host at the most; calls beyond wait for one. Default 64. */
  maxConnections?: number;
  /** How long an idle connection is kept, in milliseconds. Default 30,000. */
  idleTimeoutMs?: number;
}

/** A connection that is never idle for long would never look at the DNS again: by then another takes its place. */
const MAX_AGE_MS = 300_000;

/** A transport over `node:http` and `node:https` with connections kept alive: the default on Node. */
export function nodeTransport(options: NodeTransportOptions = {}): Transport {
  const { maxConnections = 64, idleTimeoutMs = 30_000 } = options;
  const agentOptions = { keepAlive: true, maxSockets: maxConnections };
  const plain = { agent: new http.Agent(agentOptions), request: http.request };
  const secure = { agent: new https.Agent(agentOptions), request: https.request };
  const agents = [plain.agent, secure.agent];
  for (const agent of agents) {
    // The agent's own `timeout` would cost a timer and listeners on every request, not only on idle sockets.
    agent.on('free', (socket: Socket & { until?: number }) => {
      socket.until ??= performance.now() + MAX_AGE_MS;
      const limit = Math.max(1, Math.min(idleTimeoutMs, socket.until - performance.now()));
      // A server may have asked for less, which the agent has seen to.
      if (!socket.timeout || socket.timeout > limit) socket.setTimeout(limit);
    });
  }
  const origins = new Map<string, Origin>();

  const transport: Transport = (request) => {
    // The path goes out as it stands: a URL parser in between would rewrite parts of it.
    const pathStart = request.url.indexOf('/', 8);
    const key = request.url.slice(0, pathStart);
    let origin = origins.get(key);
    if (!origin) {
      const { protocol, hostname, port } = new URL(key);
      const host = hostname.replace(/^\[|\]$/g, '');
      origin = { protocol, host, port, ...(protocol === 'https:' ? secure : plain) };
      origins.set(key, origin);
    }
    return send(origin, request.url.slice(pathStart), request);
  };
  transport.close = () => {
    for (const agent of agents) {
      for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
    }
  };
  return transport;
}

interface Origin {
  protocol: string;
  host: string;
  port: string;
  agent: http.Agent;
  request: typeof http.request;
}

function send(origin: Origin, path: string, transportRequest: TransportRequest) {
  return new Promise<TransportResponse>((resolve, reject) => {
    const { protocol, host, port, agent } = origin;
    const { method, headers, body } = transportRequest;
    let aborted = false;
    const request = origin.request({ protocol, host, port, path, method, headers, agent });
    request.on('error', (error) => reject(mark(error, request)));
    request.on('response', (response) => {
      resolve({
        status: response.statusCode!,
        // Only set-cookie is ever a list, and nothing here reads it.
        headers: response.headers as Record<string, string>,
        text: () => readText(response),
        stream: () => response,
      });
    });
    transportRequest.onAbort(() => {
      aborted = true;
      const error = mark(new Error('aborted'), request);
      request.destroy(error);
      // A request that waits for a connection says nothing until it gets one.
      reject(error);
    });
    if (!aborted) request.end(body);
  });
}

/** Nothing is written before the connection is made, its TLS handshake included. */
function mark(error: Error & { requestSent?: boolean }, { socket }: http.ClientRequest) {
  const { connecting, secureConnecting } = (socket ?? { connecting: true }) as Partial<TLSSocket> & {
    secureConnecting?: boolean;
  };
  if (connecting || secureConnecting) error.requestSent = false;
  return error;
}

function readText(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () => resolve((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString()));
    // A connection that breaks before anyone listens says so only here.
    response.on('close', () => response.complete || reject(new Error('the body broke off')));
  });
}

export { nodeTransport as defaultTransport };
