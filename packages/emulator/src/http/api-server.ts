import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  appContract,
  type Contract,
  type OperationMatch,
  pipelinesContract,
  trackContract,
} from '@cio-internal/contract';
import type { ApiRequest, ApiResponse } from '../apis/api.js';
import { downloadFile } from '../apis/app/downloads.js';
import { handleAppRequest } from '../apis/app/index.js';
import { dropTooLarge, handlePipelines } from '../apis/pipelines/index.js';
import { handleTrackV1 } from '../apis/track-v1/index.js';
import { handleTrackV2 } from '../apis/track-v2/index.js';
import type { Workspace } from '../engine/workspace.js';
import {
  type Credentials,
  hasWriteKey,
  type NamedCredentials,
  readCredentials,
  rejectAppCredentials,
  rejectTrackCredentials,
  serviceWorkspaceId,
} from './auth.js';
import { errorResponse, internalError, isPipelinesPath, notFoundPage } from './errors.js';
import type { Faults } from './faults.js';
import { mediaTypeError } from './media-type.js';
import type { RateLimits } from './rate-limits.js';
import { maxBodyBytes, readBody } from './read-body.js';
import { type RequestLog, seenRequest, seenResponse } from './request-log.js';
import type { RecordedRequest, RequestRecorder } from './request-recorder.js';
import { isGoneAfter, resetConnection, typeOf, write, writeFaulty } from './write-response.js';

export interface ApiServerOptions {
  /** The first one is that of requests that belong to none. */
  workspaces: readonly ServedWorkspace[];
  recorder: RequestRecorder;
  region: 'us' | 'eu';
}

/** A workspace that requests are served from. */
interface ServedWorkspace {
  readonly credentials: Credentials;
  /** That of now: a reset makes another one. */
  readonly workspace: Workspace;
  readonly rateLimits: RateLimits;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Keeps what a request changed, where the state is kept: before its response is sent. */
  keep(): void;
}

/** One of Customer.io's APIs. */
interface Api {
  /** Its operations. The App API and the Pipelines API share `/v1/`, and no route. */
  contract: Contract;
  /** Whether a request has a workspace's site id or key. */
  names(named: NamedCredentials, credentials: Credentials): boolean;
  /** Authorizes a request and handles it. */
  handle(
    request: ApiRequest,
    served: ServedWorkspace,
    options: ApiServerOptions,
  ): ApiResponse | Promise<ApiResponse>;
}

type ApiMatch = OperationMatch & { api: Api };

const APIS: readonly Api[] = [
  {
    contract: trackContract,
    names: ({ user }, { siteId }) => user === siteId,
    handle: handleTrack,
  },
  {
    contract: appContract,
    names: ({ token }, { appApiKey }) => token === appApiKey,
    handle: handleApp,
  },
  {
    contract: pipelinesContract,
    names: ({ user }, { writeKey }) => user === writeKey,
    handle: (request, { workspace, credentials }) =>
      handlePipelines(request, workspace, hasWriteKey(request.headers, credentials)),
  },
];

/**
 * The workspace that a request belongs to: by its site id or key, by what a service account counts, or by the delivery or the
 * file that it is about. Undefined where none can be told.
 */
function workspaceOf(
  { url = '/', headers }: IncomingMessage,
  match: ApiMatch | undefined,
  { workspaces }: ApiServerOptions,
): ServedWorkspace | undefined {
  const [main] = workspaces;
  if (url.startsWith('/_downloads/')) {
    const siteId = new URLSearchParams(url.split('?')[1]).get('workspace');
    return workspaces.find(({ credentials }) => credentials.siteId === siteId) ?? main;
  }
  const number = serviceWorkspaceId(headers, main!.credentials);
  if (number !== undefined) return workspaces[number - 1];
  const deliveryId = match?.operation.authorized === false ? match.parameters.delivery_id : undefined;
  const sender =
    deliveryId && workspaces.find(({ workspace }) => workspace.app.messages.get(deliveryId) !== undefined);
  if (sender) return sender;
  const named = readCredentials(headers);
  const apis = match ? [match.api] : APIS;
  return workspaces.find(({ credentials }) => apis.some((api) => api.names(named, credentials)));
}

function matchApi(method: string, path: string): ApiMatch | undefined {
  for (const api of APIS) {
    const match = api.contract.match(method, path);
    if (match) return { ...match, api };
  }
  return undefined;
}

/** Serves a request to one of Customer.io's routes, or goes wrong where a fault waits for it. */
export async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  options: ApiServerOptions,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const [path = '/'] = url.split('?');
  const match = matchApi(method, path);
  const { bytes, complete } = await readBody(request, maxBodyBytes(path));
  const { recorder, workspaces } = options;
  const owner = workspaceOf(request, match, options);
  const served = owner ?? workspaces[0]!;
  const recorded = recorder.add(
    {
      ...seenRequest(request, bytes),
      ...(owner && { workspace: owner.credentials.siteId }),
      ...(match && { operation: match.operation.operationId }),
    },
    owner?.requests,
  );
  const finish = (result: ApiResponse) => writeRecorded(response, { recorder, recorded, path }, result);

  if (!bytes && match && isPipelinesPath(path)) {
    const size = Number(headers['content-length'] ?? 0);
    return finish(dropTooLarge(served.workspace, match.operation.operationId, size, maxBodyBytes(path)));
  }
  if (!bytes) {
    const tooLarge = errorResponse(path, 413, `the body is over ${maxBodyBytes(path)} bytes`, 'too_large');
    return finish(complete ? tooLarge : { ...tooLarge, headers: { connection: 'close' } });
  }
  const unsupported = mediaTypeError(method, headers, bytes.length > 0, match?.operation.bodyType);
  if (unsupported) return finish(match ? errorResponse(path, 415, unsupported) : notFoundPage());

  const handle = () =>
    recorder.handle(recorded, () => handleRequest(request, { bytes, match, served, options }));
  const fault = served.faults.take(method, url);
  if (!fault) return finish(await handle());
  // That it was met is kept, whatever becomes of the request.
  served.keep();
  recorded.request.fault = fault.kind;
  switch (fault.kind) {
    case 'status':
      return finish({ status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? null });
    case 'rate-limit': {
      const headers = { 'retry-after': String(fault.retryAfterSeconds) };
      return finish({
        ...errorResponse(path, 429, `rate limited to ${fault.limit}`, 'rate_limited'),
        headers,
      });
    }
    case 'html':
      return finish({ ...notFoundPage(), status: 200 });
    case 'redirect': {
      const location = fault.location === undefined ? {} : { location: fault.location };
      return finish({ status: fault.status ?? 307, headers: location, body: null });
    }
    case 'reset':
      if (fault.when === 'after') await handle();
      recorder.respond(recorded, null);
      return resetConnection(response);
    case 'delay':
      if (await isGoneAfter(response, fault.delayMs)) return;
      return finish(await handle());
    default:
      await writeFaulty(response, await handle(), fault);
      return recorder.respond(recorded, null);
  }
}

/** Writes a response and records it: 500 where it cannot be written. */
function writeRecorded(
  response: ServerResponse,
  { recorder, recorded, path }: { recorder: RequestRecorder; recorded: RecordedRequest; path: string },
  result: ApiResponse,
): void {
  const writeOne = (one: ApiResponse) => {
    const body = write(response, one);
    recorder.respond(recorded, one.status, seenResponse(one.headers ?? {}, typeOf(one) ?? '', body));
  };
  try {
    writeOne(result);
  } catch (error) {
    writeOne(internalError(path, error));
  }
}

/** Authorizes a request and has its API handle it. A failure inside is a 500 with its reason. */
async function handleRequest(
  { url = '/', headers }: IncomingMessage,
  {
    bytes,
    match,
    served,
    options,
  }: { bytes: Buffer; match: ApiMatch | undefined; served: ServedWorkspace; options: ApiServerOptions },
): Promise<ApiResponse> {
  const [path = '/', search] = url.split('?');
  try {
    if (path.startsWith('/_downloads/')) return downloadFile(url, served.workspace);
    if (!match) return notFoundPage();
    const { api, operation, parameters } = match;
    const query = new URLSearchParams(search);
    const apiRequest = { operation, path, parameters, query, headers, bytes };
    const response = await api.handle(apiRequest, served, options);
    served.keep();
    return response;
  } catch (error) {
    return internalError(path, error);
  }
}

async function handleApp(request: ApiRequest, served: ServedWorkspace): Promise<ApiResponse> {
  const { operation, headers } = request;
  const { rateLimits, credentials, workspace } = served;
  const rejection = rejectAppCredentials(headers, operation, credentials) ?? rateLimits.reject(operation);
  if (rejection) return rejection;
  return rateLimits.withinQuota(operation, () => handleAppRequest(request, workspace));
}

function handleTrack(
  request: ApiRequest,
  { workspace, credentials }: ServedWorkspace,
  { region }: ApiServerOptions,
): ApiResponse {
  const { path, operation, headers } = request;
  const rejection = rejectTrackCredentials(headers, operation, credentials);
  if (rejection) return rejection;
  return path.startsWith('/api/v2/')
    ? handleTrackV2(request, workspace)
    : handleTrackV1(request, workspace, region);
}
