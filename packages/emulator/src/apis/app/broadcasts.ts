import { audience, segmentMembers } from '../../engine/audience.js';
import { deliver, renderDeadline } from '../../engine/deliveries.js';
import { fetchFile } from '../../engine/fetch-file.js';
import { refusalOf } from '../../engine/preferences.js';
import type { Workspace } from '../../engine/workspace.js';
import type { TriggerBroadcast } from '../../generated/app-types.js';
import { parseJson } from '../../lib/parse-json.js';
import type { StoredBroadcast, StoredTrigger } from '../../store/app-entities.js';
import { identifierText, type Person } from '../../store/person.js';
import { json } from '../api.js';
import { actionView, getAction, updateAction } from './actions.js';
import { AppError } from './errors.js';
import { checkFilter } from './filters.js';
import { messagesPage } from './messages.js';
import { links, series } from './metrics.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from './request.js';

/** The fields that choose an audience. One at a time; without any it is the broadcast's own. */
const AUDIENCES = ['recipients', 'ids', 'emails', 'per_user_data', 'data_file_url'] as const;
/** How many people one of its lists can have. */
const MAX_RECIPIENTS = 10_000;
/** How large `data` can be, in bytes of JSON. */
const MAX_DATA_BYTES = 50_000;
/** How large a file of people can be, in bytes. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** How many errors a page has. */
const ERRORS_PER_PAGE = 50;
/** How many triggers of one broadcast can wait. */
const MAX_WAITING = 5;

/** A trigger's body, whichever audience it chooses. */
interface TriggerBody {
  data?: Json | null;
  recipients?: unknown;
  ids?: unknown;
  emails?: unknown;
  per_user_data?: unknown;
  data_file_url?: string;
  id_ignore_missing?: boolean;
  email_ignore_missing?: boolean;
}

/** One person of `per_user_data`, or of a file. */
interface PersonData {
  id?: unknown;
  email?: unknown;
  data?: Json;
}

type TriggerRequest = AppRequest<TriggerBroadcast>;

const bodyOf = ({ body }: TriggerRequest): TriggerBody => body;

const broadcastOf = ({ app, parameters }: AppRequest): StoredBroadcast =>
  orNotFound(app.broadcasts.get(parameters.broadcast_id));

/** A broadcast as the App API has it: without its audience. */
const broadcastView = ({ recipients: _, ...broadcast }: StoredBroadcast): Json => broadcast;

function triggerOf(request: AppRequest): StoredTrigger {
  const { id } = broadcastOf(request);
  const trigger = request.app.triggers.get(request.parameters.trigger_id);
  return orNotFound(trigger?.broadcast_id === id ? trigger : undefined);
}

function triggerView({ id, broadcast_id, created_at, readyAt }: StoredTrigger, now: number): Json {
  const isDone = readyAt <= now;
  return { id, broadcast_id, created_at, ...(isDone && { processed_at: Math.floor(readyAt / 1000) }) };
}

function reject(pointer: string, detail: string): never {
  throw new AppError(422, detail, { pointer });
}

function checkTrigger(request: TriggerRequest, broadcast: StoredBroadcast): void {
  const body = bodyOf(request);
  const present = AUDIENCES.filter((name) => name in body);
  if (present.length > 1) reject(`/${present[1]}`, `only one of ${present.join(', ')} may be given`);
  for (const name of ['ids', 'emails', 'per_user_data'] as const) {
    const list = body[name];
    if (list === undefined || (Array.isArray(list) && list.length <= MAX_RECIPIENTS)) continue;
    reject(`/${name}`, `${name}: expected a list of at most ${MAX_RECIPIENTS}`);
  }
  if (body.recipients !== undefined) checkFilter(body.recipients, 422);
  if (JSON.stringify(body.data ?? {}).length > MAX_DATA_BYTES) {
    reject('/data', `data: at most ${MAX_DATA_BYTES} bytes`);
  }
  if (countWaiting(request, broadcast) >= MAX_WAITING) {
    reject('/', 'five triggers of this broadcast are waiting');
  }
}

/** How many triggers of a broadcast are not done. */
function countWaiting({ app }: AppRequest, { id }: StoredBroadcast): number {
  const waiting = app.waitingTriggers.get(id);
  for (const trigger of waiting) {
    if (trigger.readyAt <= app.clock.now()) app.waitingTriggers.delete(id, trigger);
  }
  return waiting.size;
}

interface Recipients {
  people: [Person, data: Json][];
  errors: string[];
}

/** The people that a trigger names, and an error for each that does not exist. */
function recipientsOf(
  workspace: Workspace,
  { recipients }: StoredBroadcast,
  body: TriggerBody,
  perUser: (PersonData | null)[],
): Recipients {
  const people: [Person, Json][] = [];
  const errors: string[] = [];
  const add = (key: 'id' | 'email', identifier: unknown, line: number, data: Json = {}) => {
    const value = identifierText(identifier);
    const person = value === undefined ? undefined : workspace.findBy(key, value);
    if (person) people.push([person, data]);
    else if (value === undefined) errors.push(`line ${line}: no ${key}`);
    else if (body[`${key}_ignore_missing`] !== true)
      errors.push(`line ${line}: no person with ${key} ${value}`);
  };
  const addAll = (audience: Iterable<Person>) => {
    for (const person of audience) people.push([person, {}]);
  };
  if (!AUDIENCES.some((name) => name in body))
    addAll(recipients ? audience(workspace, recipients) : segmentMembers(workspace, 1));
  if (body.recipients) addAll(audience(workspace, body.recipients));
  for (const [index, id] of ((body.ids ?? []) as unknown[]).entries()) add('id', id, index + 1);
  for (const [index, email] of ((body.emails ?? []) as unknown[]).entries()) add('email', email, index + 1);
  for (const [index, one] of perUser.entries()) {
    const { id, email, data } = one ?? {};
    add(id === undefined ? 'email' : 'id', id ?? email, index + 1, data);
  }
  return { people, errors };
}

function sendBroadcast(
  workspace: Workspace,
  { id, broadcast_id }: StoredTrigger,
  people: [Person, Json][],
  shared: TriggerBody['data'],
): void {
  const { app } = workspace;
  const [action] = app.actions.by('broadcast_id', broadcast_id);
  const action_id = action?.id ?? 0;
  const renderUntil = renderDeadline();
  for (const [person, data] of people) {
    const refusal = refusalOf(app, person);
    deliver(workspace, {
      type: 'email',
      person,
      recipient: person.email ?? '',
      content: action ?? {},
      trigger: { ...shared, ...data },
      source: { broadcast_id, action_id, trigger_id: id },
      templateId: action_id,
      ...(refusal !== undefined && { metrics: ['undeliverable'], failure: refusal }),
      renderUntil,
    });
  }
}

/** Reads the people of a file, one JSON object a line, and sends them the broadcast. */
export async function sendToFile(
  workspace: Workspace,
  { trigger_id, body }: { trigger_id: number; body: TriggerBody },
): Promise<void> {
  const { app } = workspace;
  const trigger = app.triggers.get(trigger_id);
  const broadcast = app.broadcasts.get(trigger?.broadcast_id);
  if (!trigger || !broadcast) return;
  const errors: string[] = [];
  try {
    const text = await fetchFile(String(body.data_file_url), MAX_FILE_BYTES);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const perUser = lines.map((line) => parseJson(Buffer.from(line)) as PersonData | null);
    const recipients = recipientsOf(workspace, broadcast, body, perUser);
    errors.push(...recipients.errors);
    sendBroadcast(workspace, trigger, recipients.people, body.data);
  } catch (error) {
    errors.push((error as Error).message);
  }
  app.triggers.update(trigger, { errors, readyAt: app.clock.now() });
}

export const broadcasts = {
  listBroadcasts: ({ app }) => json({ broadcasts: app.broadcasts.all().map(broadcastView) }),
  getBroadcast: (request) => json({ broadcast: broadcastView(broadcastOf(request)) }),
  broadcastActions: (request) => {
    const { id } = broadcastOf(request);
    return json({ actions: [...request.app.actions.by('broadcast_id', id)].map(actionView) });
  },
  broadcastMessages: (request) => messagesPage(request, { broadcast_id: broadcastOf(request).id }),
  triggerBroadcast: (request) => {
    const { app, workspace } = request;
    const { jobs } = workspace;
    const body = bodyOf(request);
    const broadcast = broadcastOf(request);
    checkTrigger(request, broadcast);
    const trigger = app.triggers.add({
      broadcast_id: broadcast.id,
      created_at: app.clock.unixSeconds(),
      readyAt: jobs.doneAt(),
      errors: [],
    });
    app.waitingTriggers.add(broadcast.id, trigger);
    if (body.data_file_url) {
      app.triggers.update(trigger, { readyAt: Number.POSITIVE_INFINITY });
      jobs.schedule('broadcast', { trigger_id: trigger.id, body });
      return json({ id: trigger.id });
    }
    const perUser = (body.per_user_data ?? []) as (PersonData | null)[];
    const { people, errors } = recipientsOf(workspace, broadcast, body, perUser);
    app.triggers.update(trigger, { errors });
    if (errors.length > 0) {
      // It is sent to nobody where a person does not exist.
      const pointer = `/${AUDIENCES.find((name) => name in body)}`;
      throw new AppError(422, `the audience has errors: see those of trigger ${trigger.id}`, { pointer });
    }
    sendBroadcast(workspace, trigger, people, body.data);
    return json({ id: trigger.id });
  },
  listBroadcastTriggers: (request) => {
    const { id } = broadcastOf(request);
    const now = request.app.clock.now();
    const triggers = [...request.app.triggers.by('broadcast_id', id)];
    return json({ triggers: triggers.map((trigger) => triggerView(trigger, now)) });
  },
  broadcastStatus: (request) => json(triggerView(triggerOf(request), request.app.clock.now())),
  broadcastErrors: (request) => {
    const { errors } = triggerOf(request);
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
} satisfies AppHandlers;
