import { requireText, ValidationError } from '@cio/core';
import { type ApiResponse, json } from '../../apis/api.js';
import { reportMetric, unsubscribe } from '../../engine/deliveries.js';
import type { Workspace } from '../../engine/workspace.js';
import type { StoredMessage } from '../../store/messages.js';
import { headersOf, linksOf, sourceOf, textOfHtml } from './mime.js';
import {
  type InspectionRequest,
  listPage,
  numberOf,
  orNotFound,
  type Routes,
  searchOf,
  textOf,
} from './route.js';
import type { LiquidFailure, MessageDetail, MessageSummary } from './types.js';
import { personRef } from './views.js';
import { webhooksAbout } from './webhooks.js';

/** What became of a message, from what tells most to what tells least. */
const STATES = [
  'failed',
  'bounced',
  'dropped',
  'undeliverable',
  'spammed',
  'unsubscribed',
  'converted',
  'clicked',
  'opened',
  'delivered',
  'deferred',
  'sent',
  'attempted',
  'drafted',
] as const;

/** What can be reported of a message from here. */
const REPORTED = [
  'delivered',
  'opened',
  'clicked',
  'converted',
  'bounced',
  'deferred',
  'dropped',
  'spammed',
  'unsubscribed',
] as const;

/** How much of a body the list looks at for its first words. */
const MAX_PREVIEWED = 5000;
const PREVIEW = 140;
/** How many lines of a template are shown before and behind one that is wrong. */
const LINES_AROUND = 3;
const [DEFAULT_WAIT_MS, MAX_WAIT_MS] = [5000, 60_000];

/**
 * A message in a frame of its own: it runs no script, and loads nothing but what is in it. Whatever address it names, a
 * picture, a font, a form, is not asked.
 */
const MESSAGE_POLICY = [
  "default-src 'none'",
  'img-src data:',
  'font-src data:',
  "style-src 'unsafe-inline'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ');

/**
 * Elements that make a browser open a connection, though its policy forbids to ask anything over it: a `preconnect`, a frame.
 * They are renamed. Whatever is an element for a browser has its name written so, and what else is changed is only text.
 */
const CONNECTING_TAGS = /<(?=(?:link|meta|base|iframe|frame|frameset|fencedframe|object|embed)\b)/gi;

function isEmail({ type }: StoredMessage): boolean {
  return type === 'email';
}

function textOfMessage(message: StoredMessage): string {
  return message.plain_body ?? textOfBody(message);
}

/** The texts of HTML bodies, which a search asks for again with every key that is pressed. */
const texts = new WeakMap<object, string>();

/** The text of a message's body as people read it. */
function textOfBody({ type, archived }: StoredMessage): string {
  if (!archived) return '';
  if (type !== 'email') return archived.body ?? '';
  const known = texts.get(archived);
  if (known !== undefined) return known;
  const made = textOfHtml(archived.body ?? '');
  texts.set(archived, made);
  return made;
}

function previewOf(message: StoredMessage): string {
  const body = (message.plain_body ?? message.archived?.body ?? '').slice(0, MAX_PREVIEWED);
  const text = isEmail(message) && message.plain_body === undefined ? textOfHtml(body) : body;
  return text.replace(/\s+/g, ' ').slice(0, PREVIEW);
}

function sourceNameOf({ app }: Workspace, { source, transactional_id }: StoredMessage): string | null {
  const { campaign_id, broadcast_id, newsletter_id } = source;
  const entity =
    app.transactional.get(transactional_id) ??
    app.campaigns.get(campaign_id) ??
    app.broadcasts.get(broadcast_id) ??
    app.newsletters.get(newsletter_id);
  return entity?.name ?? null;
}

function messageSummary(workspace: Workspace, message: StoredMessage): MessageSummary {
  const { id, type, recipient, subject = null, created, metrics, failure_message = null } = message;
  const { cio_id, customer_id, email, source, transactional_id, attachments = [] } = message;
  return {
    id,
    type,
    recipient,
    subject,
    preview: previewOf(message),
    created,
    state: STATES.find((name) => Object.hasOwn(metrics, name)) ?? 'created',
    metrics,
    failure_message,
    person: cio_id === null ? null : { cio_id, id: customer_id, email },
    source: { ...source, ...(transactional_id !== undefined && { transactional_id }) },
    source_name: sourceNameOf(workspace, message),
    attachment_count: attachments.length,
  };
}

function liquidFailure({ liquid_error, rendered_from }: StoredMessage): LiquidFailure | null {
  if (!liquid_error) return null;
  const { field, message, line = null, column = null } = liquid_error;
  const lines = (rendered_from?.templates[field] ?? '').split('\n');
  const from = Math.max(1, (line ?? 1) - LINES_AROUND);
  const excerpt = lines
    .slice(from - 1, (line ?? 1) + LINES_AROUND)
    .map((text, index) => ({ line: from + index, text: text.slice(0, 500) }));
  return { field, message, line, column, excerpt: rendered_from ? excerpt : [] };
}

function messageDetail({ target }: InspectionRequest, message: StoredMessage): MessageDetail {
  const { workspace, requests } = target;
  const { archived, rendered_from, transactional_id, attachments = [] } = message;
  const text = textOfMessage(message);
  const transactional = workspace.app.transactional.get(transactional_id);
  const request = requests.requests.find(({ effects }) =>
    effects.some(({ topic, id }) => topic === 'messages' && id === message.id),
  );
  const person = workspace.people.get(message.cio_id ?? '');
  return {
    ...messageSummary(workspace, message),
    ...(person && { person: personRef(person) }),
    headers: headersOf(message),
    text,
    has_html: isEmail(message) && archived !== undefined,
    forgotten: archived === undefined,
    links: linksOf(isEmail(message) ? (archived?.body ?? '') : '', text),
    attachments: attachments.map(({ name, bytes, content }) => ({
      name,
      bytes,
      available: content !== undefined,
    })),
    templates: rendered_from?.templates ?? {},
    data: { customer: rendered_from?.customer ?? {}, trigger: rendered_from?.trigger ?? {} },
    liquid_error: liquidFailure(message),
    transactional: transactional ? { id: transactional.id, name: transactional.name } : null,
    request_id: request?.id ?? null,
    webhooks: webhooksAbout(target.webhooks, ({ data }) => data?.delivery_id === message.id),
  };
}

/** Whether a message is one that the query asks for. Undefined where it asks for all. */
function matcherOf({ target, query }: InspectionRequest): (message: StoredMessage) => boolean {
  const search = searchOf(query);
  const to = textOf(query, 'to')?.toLowerCase();
  const subject = textOf(query, 'subject')?.toLowerCase();
  const [type, metric, template] = ['type', 'metric', 'template'].map((name) => textOf(query, name));
  const identifier = textOf(query, 'person');
  const sources = ['campaign_id', 'broadcast_id', 'newsletter_id', 'transactional_id'] as const;
  const ids = sources.flatMap((name) => {
    const id = numberOf(query, name);
    return id === undefined ? [] : [[name, id] as const];
  });
  return (message) => {
    const { workspace } = target;
    const { source, transactional_id, recipient, cio_id, customer_id, email } = message;
    const from: Record<string, number | undefined> = { ...source, transactional_id };
    if (to !== undefined && recipient.toLowerCase() !== to && email?.toLowerCase() !== to) return false;
    if (subject !== undefined && !(message.subject ?? '').toLowerCase().includes(subject)) return false;
    if (type !== undefined && message.type !== type) return false;
    if (metric !== undefined && !Object.hasOwn(message.metrics, metric)) return false;
    if (ids.some(([name, id]) => from[name] !== id)) return false;
    if (template !== undefined && template !== String(transactional_id ?? '')) {
      if (template !== sourceNameOf(workspace, message)) return false;
    }
    if (identifier !== undefined) {
      const person = workspace.people.get(identifier) ?? workspace.find(identifier);
      if (!person || person.cio_id !== cio_id) return false;
    }
    if (!search || query.get('q') === message.id) return true;
    const { subject: title, plain_body = '' } = message;
    const fields = `${recipient} ${customer_id} ${email} ${title} ${plain_body}`;
    return search(fields) || search(`${fields} ${textOfBody(message)}`);
  };
}

/** The message of a path. */
function messageOf({ target, parameters }: InspectionRequest): StoredMessage {
  return orNotFound(target.workspace.app.messages.get(parameters.id), 'message');
}

/** The newest message that the query asks for, or the first that comes. */
async function waitForMessage(request: InspectionRequest): Promise<ApiResponse> {
  const { target, query, signal } = request;
  const timeoutMs = numberOf(query, 'timeout_ms') ?? DEFAULT_WAIT_MS;
  if (timeoutMs < 0 || timeoutMs > MAX_WAIT_MS) {
    throw new ValidationError('timeout_ms', `expected milliseconds, 0 to ${MAX_WAIT_MS}`);
  }
  const matches = matcherOf(request);
  const after = textOf(query, 'after');
  for (const message of target.workspace.app.messages.newestFirst()) {
    if (message.id === after) break;
    if (matches(message)) return json(messageDetail(request, message));
  }
  const found = await new Promise<StoredMessage | undefined>((resolve) => {
    const end = (message?: StoredMessage) => {
      unsubscribeFromChanges();
      clearTimeout(timer);
      resolve(message);
    };
    const timer = setTimeout(end, timeoutMs);
    signal.addEventListener('abort', () => end(), { once: true });
    const unsubscribeFromChanges = target.changes.subscribe(({ topic, id }) => {
      const message = topic === 'messages' ? target.workspace.app.messages.get(id) : undefined;
      if (message && matches(message)) end(message);
    });
  });
  if (found) return json(messageDetail(request, found));
  return { status: 404, body: { error: `no such message came within ${timeoutMs} ms` } };
}

/** Reports what became of a message, as a client does, or the recipient who unsubscribes. */
function report(request: InspectionRequest): ApiResponse {
  const { workspace } = request.target;
  const message = messageOf(request);
  const { metric, href, reason } = (request.body ?? {}) as Record<string, unknown>;
  if (!REPORTED.includes(metric as (typeof REPORTED)[number])) {
    throw new ValidationError('metric', `expected one of ${REPORTED.join(', ')}`);
  }
  for (const [name, value] of Object.entries({ href, reason })) {
    if (value !== undefined) requireText(name, value);
  }
  const more = { ...(href !== undefined && { href }), ...(reason !== undefined && { reason }) };
  if (metric === 'unsubscribed') unsubscribe(workspace, message.id);
  else reportMetric(workspace, { delivery_id: message.id, metric: metric as string, ...more });
  return json(messageDetail(request, message));
}

const text = (body: string): ApiResponse => ({
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: null,
  bytes: Buffer.from(body),
});

export const messageRoutes: Routes = {
  'GET /messages': (request) => {
    const { workspace } = request.target;
    const { messages } = workspace.app;
    const page = listPage(messages.newestFirst(), request.query, {
      key: ({ id }) => id,
      view: (message) => messageSummary(workspace, message),
      total: messages.size,
      matches: matcherOf(request),
    });
    return json(page);
  },
  'DELETE /messages': (request) => {
    const { messages } = request.target.workspace.app;
    const matches = matcherOf(request);
    const ids = [...messages.newestFirst({ where: matches })].map(({ id }) => id);
    for (const id of ids) messages.delete(id);
    return json({ deleted: ids.length });
  },
  'GET /messages/wait': waitForMessage,
  'GET /messages/:id': (request) => json(messageDetail(request, messageOf(request))),
  'DELETE /messages/:id': (request) => {
    const { id } = messageOf(request);
    request.target.workspace.app.messages.delete(id);
    return json({ deleted: 1 });
  },
  'GET /messages/:id/html': (request) => {
    const message = messageOf(request);
    const { archived } = message;
    const html = orNotFound(
      isEmail(message) ? archived?.body : undefined,
      'HTML: it is no email, or was not kept',
    );
    return {
      status: 200,
      contentSecurityPolicy: MESSAGE_POLICY,
      framedBySelf: true,
      headers: { 'x-dns-prefetch-control': 'off' },
      body: html.replace(CONNECTING_TAGS, '<x-'),
    };
  },
  'GET /messages/:id/text': (request) => text(textOfMessage(messageOf(request))),
  'GET /messages/:id/source': (request) => text(sourceOf(messageOf(request))),
  'GET /messages/:id/attachments/:index': (request) => {
    const attachment = messageOf(request).attachments?.[Number(request.parameters.index)];
    const { name, content } = orNotFound(attachment, 'attachment');
    const bytes = Buffer.from(
      orNotFound(content, 'attachment any more: newer ones took its place'),
      'base64',
    );
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, '_')}`;
    return { status: 200, headers: { 'content-disposition': disposition }, body: null, bytes };
  },
  'POST /messages/:id/metrics': report,
};
