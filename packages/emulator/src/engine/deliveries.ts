import { asText } from '../lib/own-properties.js';
import type { MessageContent } from '../store/app-entities.js';
import {
  deliveryId,
  type MessageSource,
  type StoredAttachment,
  type StoredMessage,
} from '../store/messages.js';
import type { Person } from '../store/person.js';
import type { ReportedMetric } from '../store/store.js';
import { MAX_RENDER_MS, renderFields } from './liquid.js';
import { identify } from './people.js';
import { failureReason } from './webhooks/failure-reasons.js';
import { messageEvent, objectTypeOf } from './webhooks/reporting-event.js';
import type { WorkspaceState } from './workspace-state.js';

/** How long the messages of one broadcast or newsletter may take to render together, in milliseconds. */
const MAX_AUDIENCE_RENDER_MS = 10_000;

/** When the messages of a broadcast or a newsletter that begins now have to be rendered. */
export function renderDeadline(): number {
  return performance.now() + MAX_AUDIENCE_RENDER_MS;
}

export interface Delivery {
  type: string;
  person: Person | undefined;
  recipient: string;
  content: MessageContent;
  /** The data that Liquid has as `trigger`. */
  trigger: unknown;
  /** The data that Liquid has as `event`. Default: none. */
  event?: Record<string, unknown>;
  source?: MessageSource;
  transactionalId?: number;
  templateId?: number;
  /** The metrics that it gets beside `created`. */
  metrics?: string[];
  /** When it is going to be sent; unix seconds. Default: now. */
  sendAt?: number;
  failure?: string;
  /** Whether its content is not kept. */
  forget?: boolean;
  /** Headers of an email, besides those that every one has. */
  headers?: Record<string, string>;
  attachments?: StoredAttachment[];
  /** When rendering has to be done, by the clock of `performance.now()`. Default: a second from now. */
  renderUntil?: number;
}

/** The fields of a message's content beside subject and body that are rendered where they are there. */
const OPTIONAL_FIELDS = ['from', 'reply_to', 'cc', 'bcc', 'preheader_text', 'body_plain'] as const;

/** Renders a message, keeps it and records it as an activity. One that cannot be rendered has failed. */
export function deliver(state: WorkspaceState, delivery: Delivery): StoredMessage {
  const { type, person, source = {}, transactionalId, templateId, sendAt, forget = false } = delivery;
  const { fields, error, failure: liquidError, ...rendered_from } = render(state, delivery);
  const { recipient = '', subject, body_plain, ...others } = fields;
  const failure = error ?? delivery.failure;
  const metrics = error ? ['failed'] : (delivery.metrics ?? ['sent', 'delivered']);
  const id = deliveryId();
  const created = state.clock.unixSeconds();
  const message: StoredMessage = {
    id,
    type,
    cio_id: person?.cio_id ?? null,
    customer_id: person?.id ?? null,
    email: person?.email ?? null,
    recipient,
    ...(subject !== undefined && { subject }),
    created,
    metrics: { created },
    source,
    ...(transactionalId !== undefined && { transactional_id: transactionalId }),
    ...(templateId !== undefined && { template_id: templateId }),
    ...(failure && { failure_message: failure }),
    ...(liquidError && { liquid_error: liquidError }),
    ...(!forget && {
      rendered_from,
      ...(body_plain !== undefined && { plain_body: body_plain }),
      ...(delivery.headers && { headers: delivery.headers }),
      ...(delivery.attachments && { attachments: delivery.attachments }),
      archived: { id, recipient, ...(subject !== undefined && { subject }), ...others, forgotten: false },
    }),
  };
  state.app.messages.add(message);
  if (error || !sendAt) finish(state, message, metrics);
  else state.jobs.schedule('message', { id, metrics }, sendAt * 1000);
  return message;
}

/** Sends a message whose time has come. */
export function deliverScheduled(state: WorkspaceState, payload: { id: string; metrics: string[] }): void {
  const message = state.app.messages.get(payload.id);
  if (message) finish(state, message, payload.metrics);
}

/** Sets what becomes of a message, and records it as an activity of the person where it was sent. */
function finish(state: WorkspaceState, message: StoredMessage, metrics: readonly string[]): void {
  for (const metric of metrics) setMetric(state, message, metric);
  const { id, type, cio_id } = message;
  const person = state.people.get(cio_id ?? '');
  if (!person || !message.metrics.sent) return;
  const data = { delivery_id: id, delivered: message.metrics.sent };
  state.activities.record(person, `sent_${type}`, { delivery_id: id, data });
}

function render(state: WorkspaceState, delivery: Delivery) {
  const { person, recipient, content, trigger, event, renderUntil } = delivery;
  const customer = person
    ? { ...person.attributes, id: person.id, email: person.email, cio_id: person.cio_id }
    : {};
  const optional = OPTIONAL_FIELDS.filter((name) => content[name]).map((name) => [name, content[name]]);
  const templates: Record<string, string> = {
    recipient,
    ...(content.subject !== undefined && { subject: content.subject }),
    body: content.body ?? '',
    ...Object.fromEntries(optional),
  };
  const scope = { customer, trigger, snippets: snippetTexts(state), ...(event && { others: { event } }) };
  const remainingMs = (renderUntil ?? Number.POSITIVE_INFINITY) - performance.now();
  return {
    ...renderFields(templates, scope, Math.min(MAX_RENDER_MS, remainingMs)),
    templates,
    customer,
    trigger,
  };
}

/** The workspace's snippets as Liquid has them, by name. */
export function snippetTexts({ app }: WorkspaceState): Map<string, string> {
  return new Map([...app.snippets].map(([name, { value }]) => [name, asText(value ?? '')] as const));
}

/** Sets what became of a message, and reports it. */
function setMetric(
  state: WorkspaceState,
  message: StoredMessage,
  metric: string,
  details: Record<string, unknown> = {},
): void {
  const time = state.clock.unixSeconds();
  state.app.messages.setMetric(message, metric, time);
  // Webhooks do not tell that a message was created.
  if (metric === 'created') return;
  const content = metric === 'sent' ? message.archived?.body : undefined;
  state.report(messageEvent(message, metric, time, details), content);
}

/** Keeps what a client reports of a message, and sets it where the message is known. */
export function reportMetric(state: WorkspaceState, report: ReportedMetric): void {
  state.addMetric(report);
  const { delivery_id, metric = report.event, href, reason } = report;
  const message = state.app.messages.get(delivery_id);
  if (!message || typeof metric !== 'string') return;
  const failure = reason === undefined ? failureReason(metric) : asText(reason);
  if (failure !== undefined) {
    message.failure_message = failure;
    state.app.messages.changed(message);
  }
  setMetric(state, message, metric, metric === 'clicked' ? { href: href ?? '', link_id: 1 } : {});
}

/** What the link to unsubscribe in a message does. */
export function unsubscribe(state: WorkspaceState, deliveryId: string): void {
  state.addUnsubscribe(deliveryId);
  const message = state.app.messages.get(deliveryId);
  if (!message) return;
  setMetric(state, message, 'unsubscribed');
  if (!message.cio_id) return;
  identify(state, ['cio_id', message.cio_id], { unsubscribed: true }, objectTypeOf(message.type));
}
