import type { IncomingMessage, ServerResponse } from 'node:http';
import { appContract, type OperationMatch, trackContract } from '@cio-internal/contract';
import type { ApiRequest, ApiResponse } from '../apis/api.js';
import { downloadFile } from '../apis/app/downloads.js';
import { handleAppRequest } from '../apis/app/index.js';
import { handleTrackV1 } from '../apis/track-v1/index.js';
import { handleTrackV2 } from '../apis/track-v2/index.js';
import type { Workspace } from '../engine/workspace.js';
import { type Credentials, rejectAppCredentials, rejectTrackCredentials } from './auth.js';
import { errorResponse, internalError, notFoundPage } from './errors.js';
import type { Faults } from './faults.js';
import { mediaTypeError } from './media-type.js';
import type { RateLimits } from './rate-limits.js';
import { maxBodyBytes, readBody } from './read-body.js';
import { type RequestLog, type SeenRequest, seenRequest } from './request-log.js';
import { isGoneAfter, resetConnection, write, writeFaulty } from './write-response.js';

export interface ApiServerOptions {
  /** The workspace of now: a reset makes another one. */
  workspace: () => Workspace;
  rateLimits: () => RateLimits;
  faults: Faults;
  log: RequestLog;
  credentials: Credentials;
  region: 'us' | 'eu';
}

/** Serves a request to one of Customer.io's routes, or goes wrong where a fault waits for it. */
export async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  options: ApiServerOptions,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const [path = '/'] = url.split('?');
  const match = (path.startsWith('/v1/') ? appContract : trackContract).match(method, path);
  const { bytes, complete } = await readBody(request, maxBodyBytes(path));
  const entry = seenRequest(request, bytes);
  options.log.add(entry);
  const finish = (result: ApiResponse) => writeLogged(response, entry, path, result);

  if (!bytes) {
    const tooLarge = errorResponse(path, 413, `the body is over ${maxBodyBytes(path)} bytes`, 'too_large');
    return finish(complete ? tooLarge : { ...tooLarge, headers: { connection: 'close' } });
  }
  const unsupported = mediaTypeError(method, headers, bytes.length > 0, match?.operation.bodyType);
  if (unsupported) return finish(match ? errorResponse(path, 415, unsupported) : notFoundPage());

  const handle = () => handleRequest(request, bytes, match, options);
  const fault = options.faults.take(method, url);
  if (!fault) return finish(await handle());
  switch (fault.kind) {
    case 'status':
      return finish({ status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? null });
    case 'html':
      return finish({ ...notFoundPage(), status: 200 });
    case 'redirect': {
      const location = fault.location === undefined ? {} : { location: fault.location };
      return finish({ status: fault.status ?? 307, headers: location, body: null });
    }
    case 'reset':
      if (fault.when === 'after') await handle();
      return resetConnection(response);
    case 'delay':
      if (await isGoneAfter(response, fault.delayMs)) return;
      return finish(await handle());
    default:
      return writeFaulty(response, await handle(), fault);
  }
}

/** Writes a response and logs its status: 500 where it cannot be written. */
function writeLogged(response: ServerResponse, entry: SeenRequest, path: string, result: ApiResponse): void {
  try {
    write(response, result);
    entry.status = result.status;
  } catch (error) {
    write(response, internalError(path, error));
    entry.status = 500;
  }
}

/** Authorizes a request and has its API handle it. A failure inside is a 500 with its reason. */
async function handleRequest(
  { url = '/', headers }: IncomingMessage,
  bytes: Buffer,
  match: OperationMatch | undefined,
  options: ApiServerOptions,
): Promise<ApiResponse> {
  const [path = '/', search] = url.split('?');
  try {
    if (path.startsWith('/_downloads/')) return downloadFile(url, options.workspace());
    if (!match) return notFoundPage();
    const request = { ...match, path, query: new URLSearchParams(search), headers, bytes };
    return await (path.startsWith('/v1/') ? handleApp(request, options) : handleTrack(request, options));
  } catch (error) {
    return internalError(path, error);
  }
}

async function handleApp(request: ApiRequest, options: ApiServerOptions): Promise<ApiResponse> {
  const { operation, headers } = request;
  const limits = options.rateLimits();
  const rejection = rejectAppCredentials(headers, operation, options.credentials) ?? limits.reject(operation);
  if (rejection) return rejection;
  return limits.withinQuota(operation, () => handleAppRequest(request, options.workspace()));
}

function handleTrack(request: ApiRequest, { workspace, credentials, region }: ApiServerOptions): ApiResponse {
  const { path, operation, headers } = request;
  const rejection = rejectTrackCredentials(headers, operation, credentials);
  if (rejection) return rejection;
  return path.startsWith('/api/v2/')
    ? handleTrackV2(request, workspace())
    : handleTrackV1(request, workspace(), region);
}
