import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { createTurns, type Turns } from './turns.js';
import type { Transport } from './types.js';

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
  const origins: Record<string, Origin> = {};
  const originOf = (url: string): Origin => {
    const origin = url.slice(0, pathStart(url));
    origins[origin] ??= connectTo(new URL(origin), options);
    return origins[origin];
  };

  const transport: Transport = (request) => originOf(request.url).send(request);
  transport.turns = (url) => originOf(url).turns;
  transport.close = () => {
    for (const { agent } of Object.values(origins)) {
      for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
    }
  };
  return transport;
}

interface Origin {
  agent: http.Agent;
  turns: Turns;
  send: Transport;
}

function connectTo({ protocol, hostname, port }: URL, options: NodeTransportOptions): Origin {
  const { maxConnections = 64, idleTimeoutMs = 30_000 } = options;
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
    turns: createTurns(maxConnections),
    send: (sent) =>
      new Promise((resolve, reject) => {
        const { method, url, headers, body } = sent;
        // The path goes out as it stands: a URL parser in between would rewrite parts of it.
        const path = url.slice(pathStart(url));
        const request = open({ protocol, host, port, path, method, headers, agent });
        request
          .on('error', (error) => reject(mark(error, request)))
          .on('response', (response) =>
            resolve({
              status: response.statusCode!,
              // Only set-cookie is ever a list, and nothing here reads it.
              headers: response.headers as Record<string, string>,
              text: () => readText(response),
              stream: () => response,
            }),
          );
        sent.onAbort(() => {
          const error = mark(new Error('aborted'), request);
          request.destroy(error);
          // A request that waits for a connection says nothing until it gets one.
          reject(error);
        });
        if (!request.destroyed) request.end(body);
      }),
  };
}

const pathStart = (url: string) => url.indexOf('/', 8);

/** Nothing is written before the connection is made, its TLS handshake included. */
function mark(error: Error & { requestSent?: boolean }, request: http.ClientRequest) {
  const socket = request.socket as (TLSSocket & { secureConnecting?: boolean }) | null;
  if (!socket || socket.connecting || socket.secureConnecting) error.requestSent = false;
  return error;
}

function readText(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    response
      .setEncoding('utf8')
      .on('data', (chunk: string) => {
        text += chunk;
      })
      .on('error', reject)
      .on('end', () => resolve(text))
      // A connection that breaks before anyone listens says so only here.
      .on('close', () => response.complete || reject(new Error('the body broke off')));
  });
}

export { createTurns, nodeTransport as defaultTransport };
