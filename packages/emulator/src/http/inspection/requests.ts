import { json } from '../../apis/api.js';
import type { Workspace } from '../../engine/workspace.js';
import type { Change } from '../../store/changes.js';
import type { SeenRequest } from '../request-log.js';
import { listPage, numberOf, orNotFound, type Routes, searchOf, textOf } from './route.js';
import type { Effect, RequestDetail, RequestSummary } from './types.js';

/** Why a request was rejected, whichever shape its API has for that. Null where it was accepted. */
function reasonOf({ status, response }: SeenRequest): string | null {
  if (status === null || (status < 400 && status !== 207) || !response) return null;
  let body: unknown;
  try {
    body = JSON.parse(response.body);
  } catch {
    return null;
  }
  const { meta, errors } = Object(body) as {
    meta?: { error?: unknown; errors?: unknown[] };
    errors?: unknown[];
  };
  const first = meta?.error ?? meta?.errors?.[0] ?? errors?.[0];
  if (typeof first === 'string') return first;
  const { detail, message, reason, field } = Object(first) as Record<string, unknown>;
  const text = detail ?? message ?? reason;
  if (text === undefined) return null;
  return field ? `${field}: ${text}` : String(text);
}

function summary(request: SeenRequest): RequestSummary {
  const {
    id,
    workspace = null,
    received_at,
    method,
    path,
    operation = null,
    status,
    duration_ms = null,
    fault = null,
  } = request;
  return {
    id,
    workspace,
    received_at,
    method,
    path,
    operation,
    status,
    duration_ms,
    reason: reasonOf(request),
    fault,
    dropped: request.effects.filter(({ topic }) => topic === 'dropped').length,
    effect_count: request.effect_count,
  };
}

/** What is left of that which a request changed. */
function effectView(workspace: Workspace, { topic, id, action }: Change): Effect {
  const { people, app, events, objects } = workspace;
  const person = topic === 'people' ? people.get(id) : undefined;
  const labels = {
    people: person && (person.email ?? person.id ?? person.cio_id),
    messages: app.messages.get(id)?.recipient,
    events: events.get(id)?.name,
    objects: objects.find({ cio_object_id: id })?.object_id,
    dropped: undefined,
    workspace: undefined,
  };
  return { topic, id, action, label: labels[topic] ?? null };
}

/** Headers that a client sets by itself. */
const SET_BY_CLIENTS: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'user-agent',
  'accept',
  'accept-language',
  'sec-fetch-mode',
]);

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** A request as a command. The credentials are not kept: they are variables of the shell. */
function curlOf({ method, path, headers, body }: SeenRequest): string {
  const host = typeof headers.host === 'string' ? headers.host : 'localhost';
  const isApp = /^\/v1\/(?!(?:identify|track|page|screen|group|alias|batch)$)/.test(path.split('?')[0] ?? '');
  const credentials = isApp
    ? '-H "Authorization: Bearer $CIO_APP_API_KEY"'
    : path.startsWith('/v1/')
      ? '-u "$CIO_WRITE_KEY:"'
      : '-u "$CIO_SITE_ID:$CIO_API_KEY"';
  const own = Object.entries(headers)
    .filter(([name]) => !SET_BY_CLIENTS.has(name))
    .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const isFile = String(headers['content-type'] ?? '').startsWith('multipart/');
  const data = body === '' || isFile ? [] : [`--data-raw ${quoted(body)}`];
  return [`curl -X ${method} ${quoted(`http://${host}${path}`)}`, credentials, ...own, ...data].join(
    ' \\\n  ',
  );
}

function detail(workspace: Workspace, request: SeenRequest): RequestDetail {
  const { headers, body, response = null, effects } = request;
  return {
    ...summary(request),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body,
    response,
    effects: effects.map((effect) => effectView(workspace, effect)),
    curl: curlOf(request),
  };
}

/** Whether a status is one of those asked for: `404`, `4xx`, or `broken` for a connection that was. */
function hasStatus({ status }: SeenRequest, wanted: string): boolean {
  if (wanted === 'broken') return status === null;
  return wanted.endsWith('xx') ? String(status).startsWith(wanted.charAt(0)) : String(status) === wanted;
}

function* newestFirst(requests: readonly SeenRequest[]): Iterable<SeenRequest> {
  for (let i = requests.length - 1; i >= 0; i--) yield requests[i]!;
}

export const requestRoutes: Routes = {
  'GET /requests': ({ target, query }) => {
    const { requests } = target.requests;
    const search = searchOf(query);
    const [method, status, operation, person] = ['method', 'status', 'operation', 'person'].map((name) =>
      textOf(query, name),
    );
    const isDropped = textOf(query, 'dropped') === 'true';
    const after = numberOf(query, 'after_ms');
    const page = listPage(newestFirst(requests), query, {
      key: ({ id }) => id,
      view: summary,
      total: requests.length,
      matches: (request) =>
        (method === undefined || request.method === method.toUpperCase()) &&
        (status === undefined || hasStatus(request, status)) &&
        (operation === undefined || request.operation === operation) &&
        (after === undefined || request.received_at > after) &&
        (person === undefined ||
          request.effects.some(({ topic, id }) => topic === 'people' && id === person)) &&
        (!isDropped || request.effects.some(({ topic }) => topic === 'dropped')) &&
        (search?.(
          `${request.path} ${request.operation ?? ''} ${request.body} ${request.response?.body ?? ''}`,
        ) ??
          true),
    });
    return json(page);
  },
  'GET /requests/:id': ({ target, parameters }) =>
    json(detail(target.workspace, orNotFound(target.requests.get(parameters.id!), 'request'))),
};
