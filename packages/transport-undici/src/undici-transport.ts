import { isThenable, type Transport, type TransportRequest, type TransportResponse } from '@cio/core';
import { ConcurrencyLimiter } from '@cio/core/node';
import type { Dispatcher } from 'undici';
import { Connections } from './connections.js';
import { Exchange } from './exchange.js';
import { checkOptions, type OwnConnections, type UndiciTransportOptions } from './options.js';

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
  return (request) =>
    exchange(request, undefined, (options, exchange) => {
      // A copy of the headers: undici's ProxyAgent modifies them.
      const result: unknown = dispatcher.dispatch({ ...options, headers: { ...request.headers } }, exchange);
      // An interceptor may be an async function.
      if (isThenable(result))
        result.then(undefined, (error: unknown) => exchange.onResponseError(null, error));
    });
}

function overOwnConnections(options: OwnConnections): Transport {
  const { clientTtl = 300_000, ...others } = options;
  const { allowH2 = false, connections: perHost = 64, pipelining = 1, maxConcurrentStreams = 100 } = others;
  // undici's own implementation checks the clock for each connection of a host, with each request.
  const lifetimeMs = clientTtl || Number.POSITIVE_INFINITY;
  let connections = new Connections(others);
  let usedSince = performance.now();
  const renew = () => {
    void connections.close();
    connections = new Connections(others);
    usedSince = performance.now();
  };

  const transport: Transport = (request) => {
    if (performance.now() - usedSince > lifetimeMs) renew();
    const { sockets } = connections;
    return exchange(request, sockets, (options, exchange) => connections.dispatch(options, exchange));
  };
  transport.close = renew;

  const overHttp1 = perHost * Math.max(1, pipelining);
  const limit = allowH2 ? Math.max(overHttp1, maxConcurrentStreams) : overHttp1;
  const limiters = new Map<string, ConcurrencyLimiter>();
  transport.concurrency = (url) => {
    const { origin } = new URL(url);
    let limiter = limiters.get(origin);
    if (!limiter) {
      limiter = new ConcurrencyLimiter(limit);
      limiters.set(origin, limiter);
    }
    return limiter;
  };
  return transport;
}

function exchange(
  request: TransportRequest,
  sockets: Connections['sockets'] | undefined,
  dispatch: (options: Dispatcher.DispatchOptions, exchange: Exchange) => void,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const { method, url, headers, body } = request;
    const exchange = new Exchange(request, resolve, reject, sockets);
    request.onAbort((reason) => exchange.abort(reason));
    if (exchange.isOver) return;
    // The path is sent unchanged: a URL parser would normalize it.
    const pathStart = url.indexOf('/', 8);
    try {
      dispatch(
        {
          origin: url.slice(0, pathStart),
          path: url.slice(pathStart),
          method: method as Dispatcher.HttpMethod,
          headers,
          body: body ?? null,
          // Allows pipelining of all requests: the exchange handles the end of a connection.
          idempotent: true,
          blocking: false,
          // The client has its own timeout.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        exchange,
      );
    } catch (error) {
      exchange.onResponseError(null, error);
    }
  });
}
