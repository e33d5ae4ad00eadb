import type { IncomingMessage, ServerResponse } from 'node:http';
import { isValidationError, requireObject } from '@cio/core';
import { type ApiResponse, json } from '../apis/api.js';
import type { EmulatorClock } from '../emulator.js';
import type { Workspace } from '../engine/workspace.js';
import { BodyError, parseJson } from '../lib/parse-json.js';
import { clockResponse, moveClock } from './clock-routes.js';
import { errorResponse, internalError } from './errors.js';
import type { Fault, Faults } from './faults.js';
import { mediaTypeError } from './media-type.js';
import { PAGE_POLICY, page } from './page.js';
import { maxBodyBytes, readBody } from './read-body.js';
import type { SeenRequest } from './request-log.js';
import { write } from './write-response.js';

/** What of an emulator its own routes read and change. */
export interface AdminTarget {
  readonly workspace: Workspace;
  readonly requests: readonly SeenRequest[];
  readonly faults: Faults;
  readonly clock: EmulatorClock;
  sendWebhook(event: object): Promise<number>;
  reset(): void;
}

interface AdminRequest {
  emulator: AdminTarget;
  query: URLSearchParams;
  /** The body as JSON; undefined where there is none. */
  body: unknown;
}

type Route = (request: AdminRequest) => ApiResponse | Promise<ApiResponse>;

/** The emulator's own routes: for a person's browser, and for tests in another process. By method and path below `/_emulator`. */
const routes: ReadonlyMap<string, Route> = new Map<string, Route>([
  [
    'GET /',
    ({ emulator }) => ({
      status: 200,
      contentSecurityPolicy: PAGE_POLICY,
      body: String(page(emulator.workspace, emulator.requests)),
    }),
  ],
  ['GET /people', ({ emulator }) => json([...emulator.workspace.people.values()])],
  ['GET /objects', ({ emulator }) => json([...emulator.workspace.objects.values()])],
  [
    'GET /person',
    // The identifier stands in the query: a path would have to carry "/" and "%".
    ({ emulator, query }) => {
      const person = emulator.workspace.find(query.get('identifier') ?? '');
      return person ? json(person) : { status: 404, body: { error: 'no such person' } };
    },
  ],
  [
    'GET /summary',
    ({ emulator }) => {
      const { people, objects, events, duplicates, suppressed, submissions, metrics, dropped } =
        emulator.workspace;
      return json({
        people: people.size,
        objects: objects.size,
        events: events.size,
        duplicates,
        suppressed: suppressed.size,
        submissions: submissions.length,
        metrics: metrics.length,
        dropped,
        requests: emulator.requests.length,
      });
    },
  ],
  ['GET /requests', ({ emulator }) => json(emulator.requests)],
  [
    'POST /faults',
    ({ emulator, body }) => {
      emulator.faults.add(body as Fault);
      return json({});
    },
  ],
  [
    'DELETE /faults',
    ({ emulator }) => {
      emulator.faults.clear();
      return json({});
    },
  ],
  [
    'POST /reset',
    ({ emulator }) => {
      emulator.reset();
      return json({});
    },
  ],
  ['GET /clock', ({ emulator }) => clockResponse(emulator)],
  ['POST /clock', ({ emulator, body }) => moveClock(emulator, body)],
  [
    'POST /webhooks',
    async ({ emulator, body }) => {
      requireObject('event', body);
      return json({ status: await emulator.sendWebhook(body) });
    },
  ],
]);

export function isAdminPath(path: string): boolean {
  return path === '/_emulator' || path.startsWith('/_emulator/');
}

/** Serves a request to the emulator's own routes. */
export async function serveAdmin(
  request: IncomingMessage,
  response: ServerResponse,
  emulator: AdminTarget,
  keep: () => void,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const [path = '/', search] = url.split('?');
  const { bytes, complete } = await readBody(request, maxBodyBytes(path));
  const result = await handleAdmin(request, bytes, method, path, search, emulator);
  keep();
  const headers = { 'cache-control': 'no-store', ...(!complete && { connection: 'close' }) };
  write(response, { ...result, headers });
}

async function handleAdmin(
  { headers }: IncomingMessage,
  bytes: Buffer | undefined,
  method: string,
  path: string,
  search: string | undefined,
  emulator: AdminTarget,
): Promise<ApiResponse> {
  if (!bytes) return errorResponse(path, 413, `the body is over ${maxBodyBytes(path)} bytes`);
  const name = path.slice('/_emulator'.length).replace(/\/$/, '') || '/';
  const route = routes.get(`${method === 'HEAD' ? 'GET' : method} ${name}`);
  if (!route)
    return errorResponse(path, 404, `there is no ${method.slice(0, 20)} ${name.slice(0, 100)} here`);
  const unsupported = mediaTypeError(method, headers, bytes.length > 0);
  if (unsupported) return errorResponse(path, 415, unsupported);
  try {
    const body = bytes.length === 0 ? undefined : parseJson(bytes);
    return await route({ emulator, query: new URLSearchParams(search), body });
  } catch (error) {
    const isClientError = isValidationError(error) || error instanceof BodyError;
    return isClientError ? errorResponse(path, 400, error.message) : internalError(path, error);
  }
}
