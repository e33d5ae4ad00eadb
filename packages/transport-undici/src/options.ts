import { describe, requireCount, requireDuration, requireObject, ValidationError } from '@cio/core';
import type { Agent, buildConnector, Dispatcher } from 'undici';

/** Connections to one host at the most, where nothing else is said. */
export const MAX_CONNECTIONS = 768;
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

export type UndiciTransportOptions = OwnConnections | OwnDispatcher;

/**
 * Connections of the transport's own. Besides the options here there are the others of undici's `Agent`, under its names:
 * `localAddress`, `socketPath`, `autoSelectFamily` and those of making connections apply to all of them, the rest to
 * HTTP/1.1.
 */
export interface OwnConnections extends AgentOptions {
  /**
   * Connections of HTTP/1.1 to one host at the most; calls beyond wait for one. Only as many are opened as the traffic
   * needs: by the rate of calls and the latency of the responses. Over HTTP/2 as many requests go out at a time, but
   * `maxConcurrentStreams` at the least. Default 768.
   */
  connections?: number | undefined;
  /** Requests at a time on one connection of HTTP/1.1. 0: each request has a connection of its own. Default 1. */
  pipelining?: number | undefined;
  /** How long an idle connection is kept, in milliseconds; less where the server says so (`Keep-Alive`). Default 30,000. */
  keepAliveTimeout?: number | undefined;
  /**
   * How long connections are used at the most, in milliseconds, so that a change in DNS is noticed. What is under way on
   * them may end. Default 300,000; 0 or null for no limit.
   */
  clientTtl?: number | null | undefined;
  /**
   * Speaks HTTP/2 over TLS where the server does, another connection when those there have no room for a request; where it
   * does not, HTTP/1.1. Default false.
   */
  allowH2?: boolean | undefined;
  /**
   * How often a connection of HTTP/2 is pinged while requests are under way on it, in milliseconds. It is closed where
   * nothing came over it from one ping to the next. Default 15,000; 0 for never.
   */
  pingInterval?: number | undefined;
  /** Requests at a time on a connection of HTTP/2; the server may allow fewer, which is kept to. Default 100. */
  maxConcurrentStreams?: number | undefined;
  /** Bytes that the server may send of one response over HTTP/2 before they are read. Default 262,144. */
  initialWindowSize?: number | undefined;
  /** Bytes that the server may send of all responses of a connection of HTTP/2 before they are read. Default 524,288. */
  connectionWindowSize?: number | undefined;
  /** Settings of TLS and of the socket, such as `{ ca }`, or a function that makes connections. */
  connect?: Partial<buildConnector.BuildOptions> | buildConnector.connector | undefined;
  dispatcher?: undefined;
}

type AgentOptions = {
  [Name in keyof Omit<Agent.Options, OwnNames | WithoutEffect>]: Agent.Options[Name] | undefined;
};

export interface OwnDispatcher {
  /** A dispatcher made by the caller: undici's `ProxyAgent`, an `Agent` with interceptors. Whoever made it closes it. */
  dispatcher: Dispatcher;
}

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

/** The client has a timeout for the whole call, and HTTP/2 its options above. */
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

/** Refuses options that would fail only when the first call is made, or fail without a word. */
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
      throw new ValidationError(name, 'not an option here: allowH2, and beside it what HTTP/2 is to keep to');
    }
  }
}

function checkDispatcher(dispatcher: unknown, options: Record<string, unknown>): void {
  if (typeof (dispatcher as Partial<Dispatcher> | null)?.dispatch !== 'function') {
    throw new ValidationError('dispatcher', `expected a Dispatcher of undici, got ${describe(dispatcher)}`);
  }
  const other = Object.keys(options).find((name) => name !== 'dispatcher' && options[name] !== undefined);
  if (other === undefined) return;
  throw new ValidationError(other, 'has no effect beside a dispatcher, which has connections of its own');
}

function checkConnect(connect: unknown): void {
  if (connect === undefined || typeof connect === 'function') return;
  if (typeof connect !== 'object' || connect === null || Array.isArray(connect)) {
    throw new ValidationError('connect', `expected an object or a function, got ${describe(connect)}`);
  }
  const { timeout } = connect as { timeout?: unknown };
  if (timeout !== undefined && timeout !== null && timeout !== 0) requireDuration('connect.timeout', timeout);
}
