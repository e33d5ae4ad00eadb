import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface HttpServerOptions {
  /** For how long a sender may take over its request's headers, in milliseconds. Default 10,000. */
  headersTimeoutMs?: number;
  /** For how long a sender may take over its whole request, in milliseconds. Default 30,000. */
  requestTimeoutMs?: number;
  /** How often both are looked at, in milliseconds. Default 1,000. */
  checkIntervalMs?: number;
}

/**
 * A server whose slow senders get 408. Requests that are no HTTP get 400 from Node itself. An error that `serve` leaves
 * ends its own connection, and nothing else.
 */
export function createHttpServer(
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  { headersTimeoutMs = 10_000, requestTimeoutMs = 30_000, checkIntervalMs = 1000 }: HttpServerOptions = {},
): Server {
  return createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: checkIntervalMs,
    },
    (request, response) => {
      serve(request, response).catch(() => response.destroy());
    },
  );
}
