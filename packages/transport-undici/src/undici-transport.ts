import { isThenable, type Transport, type TransportRequest, type TransportResponse } from '@cio/core';
import { PoolGrowth, withGrowingConcurrency } from '@cio/core/node';
import type { Dispatcher } from 'undici';
import { Connections } from './connections.js';
import { Exchange, type OwnExchange } from './exchange.js';
import { NextTurnLimiter } from './next-turn-limiter.js';
import { checkOptions, maxRequests, type OwnConnections, type UndiciTransportOptions } from './options.js';

/**
 * A transport over undici, for Node. It has its own connections: undici's global dispatcher, which `fetch` uses, is not changed.
 *
 * @throws ValidationError for an option that is not valid.
 */
export function undiciTransport(options: UndiciTransportOptions = {}): Transport {
  checkOptions(options);
  return options.dispatcher ? overDispatcher(options.dispatcher) : overOwnConnections(options);
}

function overDispatcher(dispatcher: Dispatcher): Transport {
  return withGrowingConcurrency((request) =>
    exchange(request, {}, (options, exchange) => {
      // A copy of the headers: undici's ProxyAgent modifies them.
      const result: unknown = dispatcher.dispatch({ ...options, headers: { ...request.headers } }, exchange);
      // An interceptor may be an async function.
      if (isThenable(result))
        result.then(undefined, (error: unknown) => exchange.onResponseError(null, error));
    }),
  );
}

function overOwnConnections(options: OwnConnections): Transport {
  const { clientTtl = 300_000, ...others } = options;
  // undici's own implementation checks the clock for each connection of a host, with each request.
  const lifetimeMs = clientTtl || Number.POSITIVE_INFINITY;
  let connections = new Connections(others);
  let usedSince = performance.now();
  const renew = () => {
    void connections.close();
    connections = new Connections(others);
    usedSince = performance.now();
  };

  /** How many requests go out at a time, to each origin. */
  const limits = new Map<string, { limiter: NextTurnLimiter; growth: PoolGrowth }>();
  const limitsOf = (url: string) => {
    const origin = url.slice(0, url.indexOf('/', 8));
    let found = limits.get(origin);
    if (!found) {
      const most = maxRequests(others);
      const limiter = new NextTurnLimiter(most);
      found = { limiter, growth: new PoolGrowth(limiter, most) };
      limits.set(origin, found);
    }
    return found;
  };

  const transport: Transport = (request) => {
    if (performance.now() - usedSince > lifetimeMs) renew();
    const { sockets } = connections;
    const { growth } = limitsOf(request.url);
    const onLatency = (latencyMs: number, now: number) => growth.onResponse(latencyMs, now);
    const { dispatch } = connections;
    return exchange(request, { sockets, onLatency }, dispatch);
  };
  transport.connections = (url) => connections.stats(new URL(url).origin);
  transport.close = renew;
  transport.concurrency = (url) => limitsOf(url).limiter;
  return transport;
}

function exchange(
  request: TransportRequest,
  own: OwnExchange,
  dispatch: (options: Dispatcher.DispatchOptions, exchange: Exchange) => void,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const { method, url, headers, body } = request;
    const exchange = new Exchange(request, resolve, reject, own);
    request.onAbort((reason) => exchange.abort(reason));
    if (exchange.isOver) return;
    // The path is sent unchanged: a URL parser would normalize it.
    const pathStart = url.indexOf('/', 8);
    const options: Dispatcher.DispatchOptions = {
      origin: url.slice(0, pathStart),
      path: url.slice(pathStart),
      method: method as Dispatcher.HttpMethod,
      headers,
      body: body ?? null,
      // Several may be under way on a connection, whatever they are: what the end of the connection means for each of them
      // is for the exchange to say.
      idempotent: true,
      blocking: false,
      // The client has a timeout of its own for the whole call.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    try {
      dispatch(options, exchange);
    } catch (error) {
      exchange.onResponseError(null, error);
    }
  });
}
