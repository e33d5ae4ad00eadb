import { describe, requireCount, requireDuration, requireObject, ValidationError } from '@cio/core';
import type { Agent, buildConnector, Dispatcher } from 'undici';

/** Connections to one host at the most, where nothing else is said. */
export const MAX_CONNECTIONS = 1024;
/** Requests at a time on a connection of HTTP/2, where nothing else is said. */
export const MAX_STREAMS = 100;

/** How many requests go out at a time to one host, at the most. */
export function maxRequests({
  connections = MAX_CONNECTIONS,
  pipelining = 1,
  allowH2 = false,
  maxConcurrentStreams = MAX_STREAMS,
}: OwnConnections): number {
  const overHttp1 = connections * Math.max(1, pipelining);
  return allowH2 ? Math.max(overHttp1, maxConcurrentStreams) : overHttp1;
}

/** Options of the transport: connections of its own, or a dispatcher. */
export type UndiciTransportOptions = OwnConnections | OwnDispatcher;

/**
 * Connections of the transport. Besides these options, those of undici's `Agent` are accepted: `localAddress`, `socketPath`,
 * `autoSelectFamily` and the options of the connector apply to all connections, the others to HTTP/1.1.
 */
export interface OwnConnections extends AgentOptions {
  /**
   * Connections of HTTP/1.1 to one host at the most; calls beyond wait for one. Only as many are opened as the traffic
   * needs: by the rate of calls and the latency of the responses. Over HTTP/2 as many requests go out at a time, but
   * `maxConcurrentStreams` at the least. Default 1,024.
   */
  connections?: number | undefined;
  /** The number of concurrent requests on an HTTP/1.1 connection. 0: each request has a connection of its own. Default 1. */
  pipelining?: number | undefined;
  /** How long an idle connection is kept, in milliseconds, unless the server's `Keep-Alive` is shorter. Default 30,000. */
  keepAliveTimeout?: number | undefined;
  /**
   * The maximum age of connections, in milliseconds, so that DNS changes are noticed. Requests in flight complete. Default 300,000; 0
   * or null for no limit.
   */
  clientTtl?: number | null | undefined;
  /**
   * Speaks HTTP/2 over TLS where the server does, another connection when those there have no room for a request; where it
   * does not, HTTP/1.1. Default false.
   */
  allowH2?: boolean | undefined;
  /**
   * The interval of HTTP/2 pings while requests are in flight, in milliseconds. A connection that receives no data between two pings is
   * closed. Default 15,000; 0 for no pings.
   */
  pingInterval?: number | undefined;
  /** The maximum number of concurrent requests on an HTTP/2 connection, unless the server's limit is lower. Default 100. */
  maxConcurrentStreams?: number | undefined;
  /** The HTTP/2 flow-control window of a stream, in bytes. Default 262,144. */
  initialWindowSize?: number | undefined;
  /** The HTTP/2 flow-control window of a connection, in bytes. Default 524,288. */
  connectionWindowSize?: number | undefined;
  /** Settings of TLS and the socket, such as `{ ca }`, or a custom connector. */
  connect?: Partial<buildConnector.BuildOptions> | buildConnector.connector | undefined;
  /** A dispatcher of your own, such as undici's `ProxyAgent`. Not together with the other options. */
  dispatcher?: undefined;
}

/** A dispatcher in place of connections of the transport. */
export interface OwnDispatcher {
  /** A dispatcher of your own, such as undici's `ProxyAgent` or an `Agent` with interceptors. You have to close it. */
  dispatcher: Dispatcher;
}

type AgentOptions = {
  [Name in keyof Omit<Agent.Options, OwnNames | WithoutEffect>]: Agent.Options[Name] | undefined;
};

type OwnNames =
  | 'connections'
  | 'pipelining'
  | 'keepAliveTimeout'
  | 'clientTtl'
  | 'allowH2'
  | 'pingInterval'
  | 'maxConcurrentStreams'
  | 'initialWindowSize'
  | 'connectionWindowSize'
  | 'connect';

/** The client has its own timeout, and HTTP/2 has the options above. */
type WithoutEffect =
  | 'headersTimeout'
  | 'bodyTimeout'
  | 'interceptors'
  | 'h2Options'
  | 'useH2c'
  | 'webSocket'
  | 'eventSource';

const DURATIONS = ['keepAliveTimeout', 'keepAliveMaxTimeout', 'autoSelectFamilyAttemptTimeout'];
const DURATIONS_OR_ZERO = ['clientTtl', 'pingInterval', 'connectTimeout', 'keepAliveTimeoutThreshold'];
const COUNTS: Record<string, { min?: number; max?: number }> = {
  connections: {},
  pipelining: { min: 0 },
  maxConcurrentStreams: {},
  initialWindowSize: { max: 2 ** 31 - 1 },
  connectionWindowSize: { max: 2 ** 31 - 1 },
  maxRequestsPerClient: { min: 0 },
  maxCachedSessions: { min: 0 },
  maxHeaderSize: {},
  maxResponseSize: { min: -1 },
};

/** Throws a ValidationError for options that would fail only with the first call, or have no effect. */
export function checkOptions(options: unknown): asserts options is UndiciTransportOptions {
  requireObject('options', options);
  const { dispatcher, connect, allowH2, clientTtl, ...rest } = options;
  if (dispatcher !== undefined) {
    checkDispatcher(dispatcher, options);
    return;
  }
  const numbers: Record<string, unknown> = { ...rest, clientTtl: clientTtl ?? undefined };
  for (const name of DURATIONS) {
    if (numbers[name] !== undefined) requireDuration(name, numbers[name]);
  }
  for (const name of DURATIONS_OR_ZERO) {
    if (numbers[name] !== undefined && numbers[name] !== 0) requireDuration(name, numbers[name]);
  }
  for (const [name, { min, max = Number.MAX_SAFE_INTEGER }] of Object.entries(COUNTS)) {
    const value = numbers[name];
    if (value === undefined) continue;
    requireCount(name, value, min);
    if (value > max) throw new ValidationError(name, `expected at most ${max}, got ${value}`);
  }
  if (allowH2 !== undefined && typeof allowH2 !== 'boolean') {
    throw new ValidationError('allowH2', `expected true or false, got ${describe(allowH2)}`);
  }
  checkConnect(connect);
  for (const name of ['h2Options', 'useH2c']) {
    if (numbers[name] !== undefined) {
      throw new ValidationError(
        name,
        'unknown option, expected allowH2 and the HTTP/2 options of this transport',
      );
    }
  }
}

function checkDispatcher(dispatcher: unknown, options: Record<string, unknown>): void {
  if (typeof (dispatcher as Partial<Dispatcher> | null)?.dispatch !== 'function') {
    throw new ValidationError('dispatcher', `expected a Dispatcher of undici, got ${describe(dispatcher)}`);
  }
  const other = Object.keys(options).find((name) => name !== 'dispatcher' && options[name] !== undefined);
  if (other === undefined) return;
  throw new ValidationError(other, 'has no effect together with a dispatcher, which has its own connections');
}

function checkConnect(connect: unknown): void {
  if (connect === undefined || typeof connect === 'function') return;
  if (typeof connect !== 'object' || connect === null || Array.isArray(connect)) {
    throw new ValidationError('connect', `expected an object or a function, got ${describe(connect)}`);
  }
  const { timeout } = connect as { timeout?: unknown };
  if (timeout !== undefined && timeout !== null && timeout !== 0) requireDuration('connect.timeout', timeout);
}
