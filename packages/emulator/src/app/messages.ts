import { personIdentifier } from '../server/identifiers.js';
import { deliveryId, type Stored, type StoredMessage } from '../workspace/app-data.js';
import type { Person, Workspace } from '../workspace/workspace.js';
import { MAX_RENDER_MS, renderFields } from './render.js';
import {
  type AppHandler,
  type AppRequest,
  answer,
  changeFields,
  cursorPage,
  found,
  inTime,
  type Json,
  seconds,
  sendError,
} from './request.js';

/** A message as the App API tells it. */
export function messageView(message: StoredMessage): Json {
  const { id, type, cio_id, customer_id, email, recipient, subject, created, metrics, archived } = message;
  // What triggered it can be asked for, and is not told.
  const { trigger_id: _, ...source } = message.source;
  return {
    id,
    deduplicate_id: `${id}:${created}`,
    type,
    customer_id,
    ...(cio_id && { customer_identifiers: { email, id: customer_id, cio_id } }),
    recipient,
    ...(subject !== undefined && { subject }),
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
    ...source,
  };
}

interface Delivery {
  type: string;
  person: Person | undefined;
  recipient: string;
  content: Json;
  trigger: unknown;
  source?: Record<string, number>;
  transactionalId?: number;
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
    sendAt,
    forget = false,
    renderUntil = Number.POSITIVE_INFINITY,
  } = delivery;
  const at = seconds();
  const customer = person
    ? { ...person.attributes, id: person.id, email: person.email, cio_id: person.cio_id }
    : {};
  const snippets = new Map(
    [...workspace.app.snippets].map(([name, { value }]) => [name, String(value ?? '')] as const),
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
  const { type, metric, state, drafts, transactional_id } = query;
  const same = ['campaign_id', 'newsletter_id', 'action_id', 'trigger_id', 'content_id'].every(
    (key) => !query[key] || message.source[key] === Number(query[key]),
  );
  return (
    same &&
    (!type || message.type === type) &&
    (!metric || Object.hasOwn(message.metrics, metric)) &&
    (!state || Object.hasOwn(message.metrics, state)) &&
    (drafts === 'true') === Object.hasOwn(message.metrics, 'drafted') &&
    (!transactional_id || message.transactional_id === Number(transactional_id))
  );
}

export function messagesPage(
  { app, query }: AppRequest,
  keep: (message: StoredMessage) => boolean = () => true,
) {
  const fitting = app.messages.filter((message) => keep(message) && matchesQuery(message, query));
  return cursorPage(
    inTime(fitting, query, ({ created }) => created),
    query,
    (page) => ({
      messages: page.map(messageView),
    }),
  );
}

/** The transactional message that a send names. One that is not known is made: in Customer.io a person would have made it. */
function templateOf({ app }: AppRequest, name: string | number): Stored {
  const known =
    app.transactional.get(name) ?? app.transactional.all().find((message) => message.name === String(name));
  return known ?? app.addTransactional(String(name));
}

/** How large the attachments of a send may be together, in bytes. */
const MAX_ATTACHMENT_BYTES = 2 * 1024 * 1024;

function attachmentBytes(attachments: unknown): number {
  return Object.values(attachments ?? {}).reduce<number>(
    (sum, file) => sum + (typeof file === 'string' ? Buffer.byteLength(file, 'base64') : 0),
    0,
  );
}

const send =
  (type: string): AppHandler =>
  (request) => {
    const { workspace, app, body } = request;
    const identifier = personIdentifier(body.identifiers as Json | undefined);
    const find = () => identifier && workspace.findBy(...identifier);
    if (!find() && body.auto_create === true && identifier && identifier[0] !== 'cio_id') {
      workspace.identify(identifier);
    }
    const person = find();
    const name = body.transactional_message_id as string | number | undefined;
    if (type === 'email' && name === undefined && !(body.body && body.subject && body.from)) {
      return sendError('body, subject and from are required without a transactional_message_id');
    }
    if (attachmentBytes(body.attachments) > MAX_ATTACHMENT_BYTES) {
      return { ...sendError('attachments are over 2 MB'), status: 413 };
    }
    const template = name === undefined ? undefined : templateOf(request, name);
    const language = (body.language ?? '') as string;
    const contents = app.transactionalContents.all().filter((one) => one.transactional_id === template?.id);
    const content: Json =
      contents.find((one) => one.language === language) ?? contents.find((one) => one.language === '') ?? {};
    const unsubscribed = person?.attributes.unsubscribed === true && body.send_to_unsubscribed === false;
    const sendAt = body.send_at as number | undefined;
    const own = { body: body.body ?? body.message, subject: body.subject ?? body.title, from: body.from };
    const message = deliver(workspace, {
      type,
      person,
      recipient: String(body.to ?? person?.email ?? identifier?.[1] ?? ''),
      content: {
        ...content,
        ...Object.fromEntries(Object.entries(own).filter(([, given]) => given !== undefined)),
        preheader_text: body.preheader ?? content.preheader_text,
        reply_to: body.reply_to,
        cc: body.cc,
        bcc: body.bcc,
      },
      trigger: body.message_data ?? {},
      ...(template && { transactionalId: template.id }),
      metrics: unsubscribed
        ? ['undeliverable']
        : body.queue_draft === true
          ? ['drafted']
          : ['sent', 'delivered'],
      ...(unsubscribed && { failure: 'the person is unsubscribed' }),
      ...(sendAt !== undefined && sendAt > seconds() && { sendAt }),
      forget: body.disable_message_retention === true,
    });
    return answer({
      delivery_id: message.id,
      ...(message.metrics.sent || sendAt === undefined
        ? { queued_at: message.created }
        : { send_at: sendAt }),
    });
  };

const contentView = ({ transactional_id: _, ...content }: Stored): Json => content;

function transactionalContent({ app, parameters }: AppRequest): Stored | undefined {
  return app.transactionalContents
    .all()
    .find(
      (one) =>
        one.transactional_id === Number(parameters.transactional_id) && one.language === parameters.language,
    );
}

function rewrite(content: Stored, { body }: AppRequest) {
  changeFields(content, body, ['transactional_id', 'language', 'created']);
  Object.assign(content, { headers: JSON.stringify(body.headers ?? []), updated: seconds() });
  return answer({ content: contentView(content) });
}

export const messages: Record<string, AppHandler> = {
  sendEmail: send('email'),
  sendPush: send('push'),
  sendSMS: send('twilio'),
  sendWhatsApp: send('whatsapp'),
  sendInApp: send('in_app'),
  sendInboxMessage: send('in_app'),

  listMessages: (request) => messagesPage(request),
  getMessage: ({ app, parameters }) =>
    found(
      app.messages.find(({ id }) => id === parameters.message_id),
      (message) => answer({ message: messageView(message) }),
    ),
  getArchivedMessage: ({ app, parameters }) =>
    found(
      app.messages.find(({ id }) => id === parameters.message_id),
      ({ id, archived }) => answer({ archived_message: archived ?? { id, forgotten: true } }),
    ),

  listTransactional: ({ app }) => answer({ messages: app.transactional.all() }),
  getTransactional: ({ app, parameters }) =>
    found(app.transactional.get(parameters.transactional_id), (message) => answer({ message })),
  listTransactionalVariants: ({ app, parameters }) =>
    found(app.transactional.get(parameters.transactional_id), ({ id }) =>
      answer({
        contents: app.transactionalContents
          .all()
          .filter((one) => one.transactional_id === id)
          .map(contentView),
      }),
    ),
  updateTransactional: (request) =>
    found(request.app.transactionalContents.get(request.parameters.content_id), (content) =>
      rewrite(content, request),
    ),
  getTransactionalVariant: (request) =>
    found(transactionalContent(request), (content) => answer({ content: contentView(content) })),
  updateTransactionalVariant: (request) => {
    const { app, parameters } = request;
    return found(app.transactional.get(parameters.transactional_id), ({ id, name }) => {
      const known = transactionalContent(request);
      const at = seconds();
      const fresh = { name, transactional_id: id, language: parameters.language, type: 'email', created: at };
      return rewrite(known ?? app.transactionalContents.add(fresh), request);
    });
  },
  transactionalMessages: (request) =>
    found(request.app.transactional.get(request.parameters.transactional_id), ({ id }) =>
      messagesPage(request, (message) => message.transactional_id === id),
    ),
};
