import type { StoredMessage } from '../../store/app-store.js';
import { json } from '../api.js';
import {
  type AppHandler,
  type AppRequest,
  cursorPage,
  inTime,
  type Json,
  required,
  seconds,
} from './request.js';

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
    json({ message: withTrackedResponses(messageView(messageOf(request)), request.query) }),
  getArchivedMessage: (request) => {
    const { id, archived } = messageOf(request);
    return json({ archived_message: archived ?? { id, forgotten: true } });
  },
};
