import type { IncomingMessage, ServerResponse } from 'node:http';
import { isValidationError, requireObject } from '@cio/core';
import type { Emulator } from '../emulator.js';
import { type EmulatorAnswer, errorAnswer, internalError } from './answers.js';
import type { Fault } from './faults.js';
import { mediaTypeError } from './media-type.js';
import { PAGE_POLICY, page } from './page.js';
import { BodyError, parseJson } from './parse-json.js';
import { maxBodyBytes, readBody } from './read-body.js';
import { write } from './write-answer.js';

interface AdminRequest {
  emulator: Emulator;
  query: URLSearchParams;
  /** The body as JSON; undefined where there is none. */
  body: unknown;
}

type Route = (request: AdminRequest) => EmulatorAnswer | Promise<EmulatorAnswer>;

const json = (body: unknown): EmulatorAnswer => ({ status: 200, body });

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

/** Answers one request to the emulator's own routes. */
export async function serveAdmin(
  request: IncomingMessage,
  response: ServerResponse,
  emulator: Emulator,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const [path = '/', search] = url.split('?');
  const { bytes, complete } = await readBody(request, maxBodyBytes(path));
  const answer = await answerAdmin(request, bytes, method, path, search, emulator);
  const headers = { 'cache-control': 'no-store', ...(!complete && { connection: 'close' }) };
  write(response, { ...answer, headers });
}

async function answerAdmin(
  { headers }: IncomingMessage,
  bytes: Buffer | undefined,
  method: string,
  path: string,
  search: string | undefined,
  emulator: Emulator,
): Promise<EmulatorAnswer> {
  if (!bytes) return errorAnswer(path, 413, `the body is over ${maxBodyBytes(path)} bytes`);
  const name = path.slice('/_emulator'.length).replace(/\/$/, '') || '/';
  const route = routes.get(`${method === 'HEAD' ? 'GET' : method} ${name}`);
  if (!route) return errorAnswer(path, 404, `there is no ${method.slice(0, 20)} ${name.slice(0, 100)} here`);
  const unsupported = mediaTypeError(method, headers, bytes.length > 0);
  if (unsupported) return errorAnswer(path, 415, unsupported);
  try {
    const body = bytes.length === 0 ? undefined : parseJson(bytes);
    return await route({ emulator, query: new URLSearchParams(search), body });
  } catch (error) {
    const isCallers = isValidationError(error) || error instanceof BodyError;
    return isCallers ? errorAnswer(path, 400, error.message) : internalError(path, error);
  }
}
