import { deliveryId, type StoredMessage } from '../workspace/app-data.js';
import { asText } from '../workspace/own.js';
import type { Person, Workspace } from '../workspace/workspace.js';
import { AppFailure } from './failure.js';
import { MAX_RENDER_MS, renderFields } from './render.js';
import {
  type AppHandler,
  type AppRequest,
  answer,
  cursorPage,
  inTime,
  type Json,
  required,
  seconds,
} from './request.js';

/** How many archived messages can be read a day. */
const ARCHIVED_PER_DAY = 100;

/** How far back a list of messages goes where its query names no time. */
const SIX_MONTHS = 183 * 24 * 60 * 60;

/** A message as the App API tells it. Parents that it has not are null. */
function messageView(message: StoredMessage): Json {
  const { id, type, cio_id, customer_id, email, recipient, subject, created, metrics, archived } = message;
  const { transactional_id, template_id } = message;
  // What triggered it can be asked for, and is not told.
  const { trigger_id: _, ...source } = message.source;
  return {
    id,
    deduplicate_id: `${id}:${created}`,
    ...(template_id !== undefined && { msg_template_id: template_id }),
    type,
    customer_id,
    customer_identifiers: cio_id && { email, id: customer_id, cio_id },
    recipient,
    subject: subject ?? null,
    metrics,
    created,
    failure_message: message.failure_message ?? null,
    campaign_id: null,
    newsletter_id: null,
    broadcast_id: null,
    action_id: null,
    parent_action_id: null,
    content_id: null,
    trigger_event_id: null,
    forgotten: !archived,
    ...(transactional_id !== undefined && { transactional_message_id: transactional_id }),
    ...source,
  };
}

/** A message in the list of one person, which tells less of it. */
export function customerMessageView(message: StoredMessage): Json {
  const { id, type, customer_id, recipient, subject, created, metrics, template_id, archived } = message;
  const { campaign_id, action_id, newsletter_id, content_id, broadcast_id } = message.source;
  const { sent, delivered } = metrics;
  return {
    id,
    deduplicate_id: `${id}:${created}`,
    ...(template_id !== undefined && { msg_template_id: String(template_id) }),
    ...(customer_id !== null && { customer_id }),
    ...(campaign_id !== undefined && { campaign_id }),
    ...(action_id !== undefined && { action_id }),
    recipient,
    ...(subject !== undefined && { subject }),
    metrics: { ...(sent && { sent }), ...(delivered && { delivered }) },
    created,
    failure_message: message.failure_message ?? null,
    newsletter_id: newsletter_id ?? null,
    content_id: content_id ?? null,
    broadcast_id: broadcast_id ?? null,
    type,
    forgotten: !archived,
  };
}

/** The newest first, of the six months before the latest time that the query names. */
export function inSixMonths(messages: StoredMessage[], query: Record<string, string>): StoredMessage[] {
  const end = Number(query.end_ts ?? seconds());
  const start = Math.max(Number(query.start_ts ?? 0), end - SIX_MONTHS);
  return inTime(messages, { start_ts: String(start), end_ts: String(end) }, ({ created }) => created);
}

interface Delivery {
  type: string;
  person: Person | undefined;
  recipient: string;
  content: Json;
  trigger: unknown;
  source?: Record<string, number>;
  transactionalId?: number;
  templateId?: number;
  /** Metrics that it gets beside `created`. */
  metrics?: string[];
  sendAt?: number;
  failure?: string;
  forget?: boolean;
  /** When rendering has to be done, by the clock of `performance.now()`. Default: a second from now. */
  renderUntil?: number;
}

/** How long the messages of one broadcast or newsletter may take to render together, in milliseconds. */
const MAX_AUDIENCE_RENDER_MS = 10_000;

/** When the messages of a broadcast or a newsletter that begins now have to be rendered. */
export function renderDeadline(): number {
  return performance.now() + MAX_AUDIENCE_RENDER_MS;
}

/** Sends a message: it is kept, rendered, and told as an activity. One that cannot be rendered has failed. */
export function deliver(workspace: Workspace, delivery: Delivery): StoredMessage {
  const {
    type,
    person,
    content,
    trigger,
    source = {},
    transactionalId,
    templateId,
    sendAt,
    forget = false,
    renderUntil = Number.POSITIVE_INFINITY,
  } = delivery;
  const at = seconds();
  const customer = person
    ? { ...person.attributes, id: person.id, email: person.email, cio_id: person.cio_id }
    : {};
  const snippets = new Map(
    [...workspace.app.snippets].map(([name, { value }]) => [name, asText(value ?? '')] as const),
  );
  const templates = {
    recipient: delivery.recipient,
    subject: content.subject,
    body: content.body ?? '',
    ...Object.fromEntries(
      ['from', 'reply_to', 'cc', 'bcc', 'preheader_text'].flatMap((key) =>
        content[key] ? [[key, content[key]]] : [],
      ),
    ),
  };
  const maxMs = Math.min(MAX_RENDER_MS, renderUntil - performance.now());
  const { fields, error } = renderFields(templates, { customer, trigger, snippets }, maxMs);
  const { recipient = '', subject, ...others } = fields;
  const failure = error ?? delivery.failure;
  const metrics = error ? ['failed'] : (delivery.metrics ?? ['sent', 'delivered']);
  const id = deliveryId();
  const message: StoredMessage = {
    id,
    type,
    cio_id: person?.cio_id ?? null,
    customer_id: person?.id ?? null,
    email: person?.email ?? null,
    recipient,
    ...(subject !== undefined && { subject }),
    created: at,
    metrics: { created: at },
    source,
    ...(transactionalId !== undefined && { transactional_id: transactionalId }),
    ...(templateId !== undefined && { template_id: templateId }),
    ...(failure && { failure_message: failure }),
    ...(!forget && {
      archived: { id, recipient, ...(subject !== undefined && { subject }), ...others, forgotten: false },
    }),
  };
  workspace.app.messages.push(message);
  if (error || !sendAt) for (const metric of metrics) workspace.setMetric(message, metric);
  if (person && message.metrics.sent) {
    workspace.log(person, `sent_${type}`, { delivery_id: id, data: { delivery_id: id, delivered: at } });
  }
  return message;
}

/** Whether a message is one that a list's query asks for. */
function matchesQuery(message: StoredMessage, query: Record<string, string>): boolean {
  const { type, metric, state, drafts, transactional_id, template_id } = query;
  const same = ['campaign_id', 'newsletter_id', 'action_id', 'trigger_id', 'content_id'].every(
    (key) => !query[key] || message.source[key] === Number(query[key]),
  );
  return (
    same &&
    (!type || message.type === type) &&
    (!metric || Object.hasOwn(message.metrics, metric)) &&
    (!state || Object.hasOwn(message.metrics, state)) &&
    (drafts === 'true') === Object.hasOwn(message.metrics, 'drafted') &&
    (!transactional_id || message.transactional_id === Number(transactional_id)) &&
    (!template_id || message.template_id === Number(template_id))
  );
}

/** A page of the messages of one thing. */
export function messagesPage(request: AppRequest, isPartOf: (message: StoredMessage) => boolean) {
  const { app, query } = request;
  const matching = app.messages.filter((message) => isPartOf(message) && matchesQuery(message, query));
  const newestFirst = inTime(matching, query, ({ created }) => created);
  return cursorPage(newestFirst, request, (page) => ({
    messages: page.map((message) => withTrackedResponses(messageView(message), query)),
  }));
}

function withTrackedResponses(view: Json, { get_tracked_responses }: Record<string, string>): Json {
  return get_tracked_responses === 'true' ? { ...view, tracked_responses: {} } : view;
}

function messageOf({ app, parameters }: AppRequest): StoredMessage {
  return required(app.messages.find(({ id }) => id === parameters.message_id));
}

export const messages: Record<string, AppHandler> = {
  listMessages: (request) => {
    const { app, query } = request;
    const matching = app.messages.filter((message) => matchesQuery(message, query));
    return cursorPage(inSixMonths(matching, query), request, (page) => ({
      messages: page.map((message) => withTrackedResponses(messageView(message), query)),
    }));
  },
  getMessage: (request) =>
    answer({ message: withTrackedResponses(messageView(messageOf(request)), request.query) }),
  getArchivedMessage: (request) => {
    const left = request.limits.takeOfDay('archived messages', ARCHIVED_PER_DAY);
    const headers = {
      'x-ratelimit-limit': String(ARCHIVED_PER_DAY),
      'x-ratelimit-remaining': String(Math.max(0, left - 1)),
    };
    if (left === 0 && request.enforcesLimits) {
      const detail = `rate limited to ${ARCHIVED_PER_DAY} request(s) per day (reference emulator)`;
      throw new AppFailure(429, detail, { headers });
    }
    const { id, archived } = messageOf(request);
    return { ...answer({ archived_message: archived ?? { id, forgotten: true } }), headers };
  },
};
