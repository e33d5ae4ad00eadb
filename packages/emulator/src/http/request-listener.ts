import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAdminPath, serveAdmin } from './admin.js';
import { type ApiServerOptions, serveApi } from './api-server.js';
import { errorResponse, internalError } from './errors.js';
import type { InspectionTarget } from './inspection/route.js';
import { corsHeaders, type GuardOptions, rejectionReason } from './request-guard.js';
import { write } from './write-response.js';

export interface RequestListenerOptions {
  /** By site id; the first one where a request names none. */
  admin: ReadonlyMap<string, InspectionTarget>;
  api: ApiServerOptions;
  guard: GuardOptions;
}

/** Serves every request: rejects those of foreign websites, and passes the others to the emulator's routes or the APIs. */
export function createRequestListener({ admin, api, guard }: RequestListenerOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url = '/', headers } = request;
    const [path = '/'] = url.split('?');
    const reason = rejectionReason(headers, guard);
    if (reason) {
      write(response, { ...errorResponse(path, 403, reason), headers: { connection: 'close' } });
      return;
    }
    const cors = corsHeaders(headers, guard);
    for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
    const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
    if (isPreflight && 'access-control-allow-origin' in cors) {
      write(response, { status: 204, body: null });
      return;
    }
    try {
      if (isAdminPath(path)) await serveAdmin(request, response, admin);
      else await serveApi(request, response, api);
    } catch (error) {
      // The client may have closed the connection while it was sending.
      if (response.headersSent || response.destroyed) response.destroy();
      else write(response, internalError(path, error));
    }
  };
}
