import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface HttpServerOptions {
  /** How long a sender may take for its request's headers, in milliseconds. Default 10,000. */
  headersTimeoutMs?: number;
  /** How long a sender may take for its whole request, in milliseconds. Default 30,000. */
  requestTimeoutMs?: number;
  /** How often both are checked, in milliseconds. Default 1,000. */
  checkIntervalMs?: number;
}

/**
 * A server that responds to slow senders with 408. Node itself responds with 400 to what is not HTTP. Where `serve`
 * throws, its connection is closed, and no other.
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
