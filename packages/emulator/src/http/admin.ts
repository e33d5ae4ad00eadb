import type { IncomingMessage, ServerResponse } from 'node:http';
import { isValidationError } from '@cio/core';
import { TrieRouter } from 'hono/router/trie-router';
import type { ApiResponse } from '../apis/api.js';
import { BodyError, parseJson } from '../lib/parse-json.js';
import { clockRoutes } from './clock-routes.js';
import { errorResponse, internalError } from './errors.js';
import { entityRoutes } from './inspection/entities.js';
import { eventRoutes } from './inspection/events.js';
import { faultRoutes } from './inspection/faults.js';
import { messageRoutes } from './inspection/messages.js';
import { objectRoutes } from './inspection/objects.js';
import { overviewRoutes } from './inspection/overview.js';
import { peopleRoutes } from './inspection/people.js';
import { requestRoutes } from './inspection/requests.js';
import { type InspectionTarget, NotFoundError, type Route, type Routes } from './inspection/route.js';
import { webhookRoutes } from './inspection/webhooks.js';
import { mediaTypeError } from './media-type.js';
import { PAGE_POLICY, page } from './page.js';
import { maxBodyBytes, readBody } from './read-body.js';
import { SECURITY_HEADERS, write } from './write-response.js';

const NO_STORE = { 'cache-control': 'no-store' };

/** The emulator's own routes: for its page, and for tests in another process. By method and path below `/_emulator`. */
const ROUTES: Routes = {
  'GET /': () => ({ status: 200, contentSecurityPolicy: PAGE_POLICY, body: page() }),
  'GET /live': ({ target }, response) => {
    target.live.stream(response, { ...SECURITY_HEADERS, ...NO_STORE });
    return undefined;
  },
  ...overviewRoutes,
  ...messageRoutes,
  ...peopleRoutes,
  ...objectRoutes,
  ...eventRoutes,
  ...entityRoutes,
  ...requestRoutes,
  ...webhookRoutes,
  ...faultRoutes,
  ...clockRoutes,
};

const router = new TrieRouter<Route>();
for (const [name, route] of Object.entries(ROUTES)) {
  const [method = '', path = ''] = name.split(' ');
  router.add(method, path, route);
}

export function isAdminPath(path: string): boolean {
  return path === '/_emulator' || path.startsWith('/_emulator/');
}

/** Serves a request to the emulator's own routes. */
export async function serveAdmin(
  request: IncomingMessage,
  response: ServerResponse,
  targets: ReadonlyMap<string, InspectionTarget>,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const [path = '/', search] = url.split('?');
  const { bytes, complete } = await readBody(request, maxBodyBytes(path));
  const siteId = new URLSearchParams(search).get('workspace') ?? [...targets.keys()][0]!;
  const target = targets.get(siteId);
  if (!target)
    return void write(response, errorResponse(path, 404, `there is no workspace ${siteId.slice(0, 100)}`));
  const result = await handleAdmin({ request, response, bytes, method, path, search, target });
  target.keep();
  if (!result) return;
  const headers = { ...result.headers, ...NO_STORE, ...(!complete && { connection: 'close' }) };
  write(response, { ...result, headers });
}

async function handleAdmin({
  request: { headers },
  response,
  bytes,
  method,
  path,
  search,
  target,
}: {
  request: IncomingMessage;
  response: ServerResponse;
  bytes: Buffer | undefined;
  method: string;
  path: string;
  search: string | undefined;
  target: InspectionTarget;
}): Promise<ApiResponse | undefined> {
  if (!bytes) return errorResponse(path, 413, `the body is over ${maxBodyBytes(path)} bytes`);
  const name = path.slice('/_emulator'.length).replace(/\/$/, '') || '/';
  const match = findRoute(method === 'HEAD' ? 'GET' : method, name);
  if (!match)
    return errorResponse(path, 404, `there is no ${method.slice(0, 20)} ${name.slice(0, 100)} here`);
  const unsupported = mediaTypeError(method, headers, bytes.length > 0);
  if (unsupported) return errorResponse(path, 415, unsupported);
  const closed = new AbortController();
  const onClose = () => closed.abort();
  response.once('close', onClose);
  try {
    const { route, parameters } = match;
    const body = bytes.length === 0 ? undefined : parseJson(bytes);
    const query = new URLSearchParams(search);
    return await route({ target, parameters, query, body, signal: closed.signal }, response);
  } catch (error) {
    if (error instanceof NotFoundError) return errorResponse(path, 404, error.message);
    const isClientError = isValidationError(error) || error instanceof BodyError;
    return isClientError ? errorResponse(path, 400, error.message) : internalError(path, error);
  } finally {
    response.off('close', onClose);
  }
}

/** The route of a path, with the path's parameters decoded. Undefined where there is none. */
function findRoute(
  method: string,
  path: string,
): { route: Route; parameters: Record<string, string> } | undefined {
  // `/messages/wait` matches two: the one that was added first, and has the name, comes first.
  const [[first] = []] = router.match(method, path) as [[Route, Record<string, string>][]];
  if (!first) return undefined;
  const [route, encoded] = first;
  try {
    const parameters = Object.fromEntries(
      Object.entries(encoded).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    return { route, parameters };
  } catch {
    return undefined;
  }
}
