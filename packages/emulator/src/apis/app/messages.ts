import type { MessageQuery, MessageSource, StoredMessage } from '../../store/messages.js';
import { type ApiResponse, json } from '../api.js';
import { cursorPage } from './paging.js';
import { type AppHandlers, type AppRequest, type Json, orNotFound } from './request.js';

/** How far back a list of messages goes where its query names no time, in seconds. */
const SIX_MONTHS = 183 * 24 * 60 * 60;

/** A message as the App API has it. What it does not come from is null. */
function messageView(message: StoredMessage): Json {
  const { id, type, cio_id, customer_id, email, recipient, subject, created, metrics, archived } = message;
  const { transactional_id, template_id } = message;
  // A list can be filtered by the trigger, and does not tell it.
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

/** A message in the list of one person, which has fewer fields. */
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

/** The time of a list: the six months before the latest time that its query names. */
export function inSixMonths({ app, query }: AppRequest): { start: number; end: number } {
  const { start_ts, end_ts } = query;
  const end = Number(end_ts ?? app.clock.unixSeconds());
  return { start: Math.max(Number(start_ts ?? 0), end - SIX_MONTHS), end };
}

const numberOf = (text: string | undefined) => (text ? Number(text) : undefined);

/** The filters of a list's query, apart from its time. */
function filterOf(query: Record<string, string>): MessageQuery {
  const { metric, state } = query;
  const hasMetric = (message: StoredMessage, name: string | undefined) =>
    !name || Object.hasOwn(message.metrics, name);
  const isDraft = query.drafts === 'true';
  return {
    by: {
      type: query.type || undefined,
      metric: metric || state || undefined,
      campaign_id: numberOf(query.campaign_id),
      newsletter_id: numberOf(query.newsletter_id),
      action_id: numberOf(query.action_id),
      trigger_id: numberOf(query.trigger_id),
      content_id: numberOf(query.content_id),
      transactional_id: numberOf(query.transactional_id),
      template_id: numberOf(query.template_id),
    },
    where: (message) =>
      hasMetric(message, metric) &&
      hasMetric(message, state) &&
      Object.hasOwn(message.metrics, 'drafted') === isDraft,
  };
}

/** A page of messages, the newest first. */
function page(request: AppRequest, messages: Iterable<StoredMessage>): ApiResponse {
  return cursorPage(messages, request, (part) => ({
    messages: part.map((message) => withTrackedResponses(messageView(message), request.query)),
  }));
}

/** A page of the messages that come from one campaign, broadcast, newsletter or transactional message. */
export function messagesPage(
  request: AppRequest,
  source: MessageSource & { transactional_id?: number },
): ApiResponse {
  const { app, query } = request;
  const { by, where } = filterOf(query);
  const messages = app.messages.newestFirst({
    by: { ...by, ...source },
    where: where!,
    start: numberOf(query.start_ts),
    end: numberOf(query.end_ts),
  });
  return page(request, messages);
}

function withTrackedResponses(view: Json, { get_tracked_responses }: Record<string, string>): Json {
  return get_tracked_responses === 'true' ? { ...view, tracked_responses: {} } : view;
}

function messageOf({ app, parameters }: AppRequest): StoredMessage {
  return orNotFound(app.messages.get(parameters.message_id));
}

export const messages = {
  listMessages: (request) => {
    const { app, query } = request;
    return page(request, app.messages.newestFirst({ ...filterOf(query), ...inSixMonths(request) }));
  },
  getMessage: (request) =>
    json({ message: withTrackedResponses(messageView(messageOf(request)), request.query) }),
  getArchivedMessage: (request) => {
    const { id, archived } = messageOf(request);
    return json({ archived_message: archived ?? { id, forgotten: true } });
  },
} satisfies AppHandlers;
