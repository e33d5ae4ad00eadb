import { asText } from '../lib/own-properties.js';
import { deliveryId, type StoredMessage } from '../store/app-store.js';
import { MAX_RENDER_MS, renderFields } from './liquid.js';
import { now, type Person, type Workspace } from './workspace.js';

type Json = Record<string, unknown>;

export interface Delivery {
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
  const at = now();
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
