import { audience } from '../../engine/audience.js';
import { deliver, renderDeadline } from '../../engine/deliveries.js';
import { fetchFile } from '../../engine/fetch-file.js';
import { identifierText, type Person } from '../../engine/workspace.js';
import { parseJson } from '../../lib/parse-json.js';
import type { Stored } from '../../store/app-store.js';
import { json } from '../api.js';
import { actionView, getAction, updateAction } from './actions.js';
import { AppError } from './errors.js';
import { checkFilter } from './filters.js';
import { messagesPage } from './messages.js';
import { links, series } from './metrics.js';
import { type AppHandler, type AppRequest, type Json, required, seconds } from './request.js';

/** The ways to say whom a broadcast goes to. One at a time; none means the audience that it was made with. */
const AUDIENCES = ['recipients', 'ids', 'emails', 'per_user_data', 'data_file_url'];
/** How many people one of its lists can have. */
const MAX_RECIPIENTS = 10_000;
/** How large `data` can be, in bytes of JSON. */
const MAX_DATA_BYTES = 50_000;
/** How large a file of people can be, in bytes. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** How many errors a page has. */
const ERRORS_PER_PAGE = 50;

const broadcastOf = ({ app, parameters }: AppRequest) =>
  required(app.broadcasts.get(parameters.broadcast_id));

function triggerOf(request: AppRequest): Stored {
  const { id } = broadcastOf(request);
  const trigger = request.app.triggers.get(request.parameters.trigger_id);
  return required(trigger?.broadcast_id === id ? trigger : undefined);
}

function triggerView({ id, broadcast_id, created_at, readyAt }: Stored): Json {
  const isDone = Number(readyAt) <= Date.now();
  return {
    id,
    broadcast_id,
    created_at,
    ...(isDone && { processed_at: Math.floor(Number(readyAt) / 1000) }),
  };
}

function refuse(pointer: string, detail: string): never {
  throw new AppError(422, detail, { pointer });
}

function checkTrigger({ app, body }: AppRequest, broadcast: Stored): void {
  const given = AUDIENCES.filter((name) => name in body);
  if (given.length > 1) refuse(`/${given[1]}`, `only one of ${given.join(', ')} may be given`);
  for (const name of ['ids', 'emails', 'per_user_data']) {
    const list = body[name];
    if (list === undefined || (Array.isArray(list) && list.length <= MAX_RECIPIENTS)) continue;
    refuse(`/${name}`, `${name}: expected a list of at most ${MAX_RECIPIENTS}`);
  }
  if (body.recipients !== undefined) checkFilter(body.recipients, 422);
  if (JSON.stringify(body.data ?? {}).length > MAX_DATA_BYTES) {
    refuse('/data', `data: at most ${MAX_DATA_BYTES} bytes`);
  }
  const waiting = app.triggers
    .all()
    .filter(({ broadcast_id, readyAt }) => broadcast_id === broadcast.id && Number(readyAt) > Date.now());
  if (waiting.length >= 5) refuse('/', 'five triggers of this broadcast are waiting');
}

interface Recipients {
  people: [Person, data: Json][];
  errors: string[];
}

/** Whom a trigger means, and what is wrong with those whom nobody knows. */
function recipientsOf({ workspace, body }: AppRequest, perUser: (Json | null)[]): Recipients {
  const people: [Person, Json][] = [];
  const errors: string[] = [];
  const add = (key: 'id' | 'email', given: unknown, line: number, data: Json = {}) => {
    const value = identifierText(given);
    const person = value === undefined ? undefined : workspace.findBy(key, value);
    if (person) people.push([person, data]);
    else if (value === undefined) errors.push(`line ${line}: no ${key}`);
    else if (body[`${key}_ignore_missing`] !== true)
      errors.push(`line ${line}: no person with ${key} ${value}`);
  };
  if (!AUDIENCES.some((name) => name in body)) people.push(...audience(workspace, {}).map(withoutData));
  if (body.recipients) people.push(...audience(workspace, body.recipients as Json).map(withoutData));
  for (const [index, id] of ((body.ids ?? []) as unknown[]).entries()) add('id', id, index + 1);
  for (const [index, email] of ((body.emails ?? []) as unknown[]).entries()) add('email', email, index + 1);
  for (const [index, one] of perUser.entries()) {
    const { id, email, data } = one ?? {};
    add(id === undefined ? 'email' : 'id', id ?? email, index + 1, data as Json | undefined);
  }
  return { people, errors };
}

const withoutData = (person: Person): [Person, Json] => [person, {}];

function sendBroadcast(request: AppRequest, trigger: Stored, people: [Person, Json][]): void {
  const { app, workspace, body } = request;
  const broadcast_id = Number(trigger.broadcast_id);
  const action = app.actions.all().find((one) => one.broadcast_id === broadcast_id) ?? { id: 0 };
  const renderUntil = renderDeadline();
  for (const [person, data] of people) {
    deliver(workspace, {
      type: 'email',
      person,
      recipient: person.email ?? '',
      content: action,
      trigger: { ...(body.data as Json | undefined), ...data },
      source: { broadcast_id, action_id: action.id, trigger_id: trigger.id },
      templateId: action.id,
      renderUntil,
    });
  }
}

/** Reads the people of a file, one JSON object a line, and sends them the broadcast. */
async function sendToFile(request: AppRequest, trigger: Stored): Promise<void> {
  const errors = trigger.errors as string[];
  try {
    const text = await fetchFile(String(request.body.data_file_url), MAX_FILE_BYTES);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const recipients = recipientsOf(
      request,
      lines.map((line) => parseJson(Buffer.from(line)) as Json | null),
    );
    errors.push(...recipients.errors);
    sendBroadcast(request, trigger, recipients.people);
  } catch (error) {
    errors.push((error as Error).message);
  }
  trigger.readyAt = Date.now();
}

export const broadcasts: Record<string, AppHandler> = {
  listBroadcasts: ({ app }) => json({ broadcasts: app.broadcasts.all() }),
  getBroadcast: (request) => json({ broadcast: broadcastOf(request) }),
  broadcastActions: (request) => {
    const { id } = broadcastOf(request);
    const actions = request.app.actions.all().filter((action) => action.broadcast_id === id);
    return json({ actions: actions.map(actionView) });
  },
  broadcastMessages: (request) => {
    const { id } = broadcastOf(request);
    return messagesPage(request, ({ source }) => source.broadcast_id === id);
  },
  triggerBroadcast: (request) => {
    const { app, workspace, body } = request;
    const { jobs } = workspace;
    const { id: broadcast_id } = broadcastOf(request);
    checkTrigger(request, broadcastOf(request));
    const trigger = app.triggers.add({
      broadcast_id,
      created_at: seconds(),
      readyAt: jobs.doneAt(),
      errors: [],
    });
    if (body.data_file_url) {
      trigger.readyAt = Number.POSITIVE_INFINITY;
      jobs.run('triggerBroadcast', () => sendToFile(request, trigger));
      return json({ id: trigger.id });
    }
    const { people, errors } = recipientsOf(request, (body.per_user_data ?? []) as (Json | null)[]);
    trigger.errors = errors;
    if (errors.length > 0) {
      // Nobody gets it where somebody is missing.
      const pointer = `/${AUDIENCES.find((name) => name in body)}`;
      throw new AppError(422, `the audience has errors: see those of trigger ${trigger.id}`, { pointer });
    }
    sendBroadcast(request, trigger, people);
    return json({ id: trigger.id });
  },
  listBroadcastTriggers: (request) => {
    const { id } = broadcastOf(request);
    const own = request.app.triggers.all().filter(({ broadcast_id }) => broadcast_id === id);
    return json({ triggers: own.map(triggerView) });
  },
  broadcastStatus: (request) => json(triggerView(triggerOf(request))),
  broadcastErrors: (request) => {
    const errors = triggerOf(request).errors as string[];
    const from = Number(request.query.start ?? 0);
    const to = from + Number(request.query.limit ?? ERRORS_PER_PAGE);
    return json({ errors: errors.slice(from, to), ...(to < errors.length && { next: to }) });
  },

  getBroadcastAction: getAction,
  updateBroadcastAction: updateAction,
  getBroadcastActionLanguage: getAction,
  updateBroadcastActionLanguage: updateAction,

  broadcastMetrics: series,
  broadcastActionMetrics: series,
  broadcastLinks: links,
  broadcastActionLinks: links,
};
