import { type Delivery, deliver } from '../../engine/deliveries.js';
import { identify } from '../../engine/people.js';
import { isUnsubscribed } from '../../engine/preferences.js';
import { asText } from '../../lib/own-properties.js';
import type {
  MessageContent,
  StoredTransactionalContent,
  TransactionalMessage,
} from '../../store/app-entities.js';
import type { AppStore } from '../../store/app-store.js';
import type { Person } from '../../store/person.js';
import { type ApiResponse, json } from '../api.js';
import { personIdentifier } from '../identifiers.js';
import { AppError } from './errors.js';
import type { AppHandlers, AppRequest, Json } from './request.js';

/** How large the attachments of a send may be together, in bytes. */
const MAX_ATTACHMENT_BYTES = 2 * 1024 * 1024;
/** To how many addresses an email may go, those of `cc` and `bcc` with it. */
const MAX_RECIPIENTS = 15;
/** How far ahead a send may be scheduled, in seconds. */
const MAX_AHEAD = 90 * 24 * 60 * 60;

/** Files that can be run are not sent. */
const REJECTED_FILES = /\.(?:bat|cmd|com|cpl|dll|exe|jar|js|msi|ps1|scr|vbs)$/i;
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

type Channel = 'email' | 'push' | 'twilio' | 'whatsapp' | 'in_app';

/** The body of a send, whatever its channel. */
interface SendBody {
  transactional_message_id?: string | number;
  auto_create?: boolean;
  identifiers?: object;
  to?: unknown;
  from?: string;
  reply_to?: string;
  cc?: string;
  bcc?: string;
  subject?: string;
  preheader?: string;
  body?: string;
  body_plain?: string;
  headers?: unknown;
  /** The text of an SMS or a push. */
  message?: string;
  title?: string;
  language?: string;
  message_data?: Json;
  attachments?: Record<string, string>;
  send_at?: number;
  send_to_unsubscribed?: boolean;
  queue_draft?: boolean;
  disable_message_retention?: boolean;
}

/**
 * The transactional message that a send names. People make them in Customer.io's own pages: one that does not exist is
 * made here.
 */
function templateOf(app: AppStore, body: SendBody, channel: Channel): TransactionalMessage | undefined {
  const { transactional_message_id: name, auto_create } = body;
  if (name === undefined) return undefined;
  const [withName] = app.transactional.by('name', String(name));
  const existing = app.transactional.get(name) ?? withName;
  if (!existing) return app.addTransactional(name, { type: channel });
  const [content] = app.transactionalContents.by('transactional_id', existing.id);
  if (auto_create === true && typeof name === 'string' && content?.type !== channel) {
    throw new AppError(400, `${name} is a message of another channel`);
  }
  return existing;
}

/** The content of a transactional message in a language, or else in its default one. */
function contentOf(
  { transactionalContents }: AppStore,
  template: TransactionalMessage | undefined,
  language = '',
): StoredTransactionalContent | undefined {
  const contents = [...transactionalContents.by('transactional_id', template?.id)];
  return contents.find((one) => one.language === language) ?? contents.find((one) => one.language === '');
}

/** The person that a send is for. Where nobody has the id or the address, a person is created. */
function recipientOf({ workspace }: AppRequest, { identifiers }: SendBody): Person | undefined {
  const given = Object.entries(identifiers ?? {}).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  if (given.length > 1) throw new AppError(400, 'identifiers: expected exactly one of id, email, cio_id');
  const identifier = personIdentifier(identifiers as Json | undefined);
  if (!identifier) return undefined;
  if (!workspace.findBy(...identifier) && identifier[0] !== 'cio_id') identify(workspace, identifier);
  return workspace.findBy(...identifier);
}

function checkAttachments(attachments: Record<string, string> = {}): void {
  let bytes = 0;
  for (const [name, content] of Object.entries(attachments)) {
    const file = String(content);
    if (REJECTED_FILES.test(name))
      throw new AppError(403, `attachments: ${name} is of a type that is not sent`);
    if (!BASE64.test(file)) throw new AppError(400, `attachments: ${name} is not Base64`);
    bytes += Buffer.byteLength(file, 'base64');
  }
  if (bytes > MAX_ATTACHMENT_BYTES) throw new AppError(413, 'attachments are over 2 MB');
}

function checkEmail(send: SendBody): void {
  const hasContent = send.body && send.subject && send.from;
  if (send.transactional_message_id === undefined && !hasContent) {
    throw new AppError(400, 'body, subject and from are required without a transactional_message_id');
  }
  checkAttachments(send.attachments);
  const addresses = [send.to, send.cc, send.bcc]
    .flatMap((list) => String(list ?? '').split(','))
    .filter((address) => address.trim() !== '');
  if (addresses.length > MAX_RECIPIENTS) throw new AppError(400, `at most ${MAX_RECIPIENTS} recipients`);
}

/** The address that a message goes to. */
function addressOf(channel: Channel, { to, identifiers }: SendBody, person: Person | undefined): string {
  if (channel === 'push' && ['all', 'last_used', undefined].includes(to as string | undefined)) {
    return person?.devices.at(-1)?.id ?? '';
  }
  const identifier = personIdentifier(identifiers as Json | undefined);
  return asText(to ?? person?.email ?? identifier?.[1] ?? '');
}

/** The content that a send has itself, which replaces that of its transactional message. */
function ownContent(send: SendBody): MessageContent {
  const content = {
    body: send.body ?? send.message,
    subject: send.subject ?? send.title,
    from: send.from,
    preheader_text: send.preheader,
    reply_to: send.reply_to,
    cc: send.cc,
    bcc: send.bcc,
    body_plain: send.body_plain,
  };
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

/** What an email has besides its content. */
function emailParts({ headers, attachments }: SendBody): Pick<Delivery, 'headers' | 'attachments'> {
  const files = Object.entries(attachments ?? {}).map(([name, content]) => ({
    name,
    bytes: Buffer.byteLength(String(content), 'base64'),
    content: String(content),
  }));
  const named = headersOf(headers);
  return {
    ...(Object.keys(named).length > 0 && { headers: named }),
    ...(files.length > 0 && { attachments: files }),
  };
}

/** The headers of a send: an object, or that as JSON. */
function headersOf(headers: unknown): Record<string, string> {
  let value = headers;
  if (typeof headers === 'string') {
    try {
      value = JSON.parse(headers);
    } catch {
      return {};
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, asText(text)]));
}

function send(request: AppRequest<SendBody>, channel: Channel): ApiResponse {
  const { workspace, app, body } = request;
  if (channel === 'email') checkEmail(body);
  const now = app.clock.unixSeconds();
  const sendAt = Number(body.send_at ?? 0);
  if (sendAt > now + MAX_AHEAD) throw new AppError(400, 'send_at: at most 90 days ahead');
  const template = templateOf(app, body, channel);
  const person = recipientOf(request, body);
  const content = contentOf(app, template, body.language);
  const isUndeliverable = person && isUnsubscribed(person) && body.send_to_unsubscribed === false;
  const isLater = sendAt > now;
  const message = deliver(workspace, {
    type: channel,
    person,
    recipient: addressOf(channel, body, person),
    content: { ...content, ...ownContent(body) },
    trigger: body.message_data ?? {},
    ...(template && { transactionalId: template.id }),
    ...(content && { templateId: content.id }),
    ...(isUndeliverable && { metrics: ['undeliverable'], failure: 'the person is unsubscribed' }),
    ...(!isUndeliverable && body.queue_draft === true && { metrics: ['drafted'] }),
    ...(isLater && { sendAt }),
    ...emailParts(body),
    forget: body.disable_message_retention === true,
  });
  return json({
    delivery_id: message.id,
    queued_at: message.created,
    ...(isLater && { send_at: sendAt }),
  });
}

export const sends = {
  sendEmail: (request) => send(request, 'email'),
  sendPush: (request) => send(request, 'push'),
  sendSMS: (request) => send(request, 'twilio'),
  sendWhatsApp: (request) => send(request, 'whatsapp'),
  sendInApp: (request) => send(request, 'in_app'),
  sendInboxMessage: (request) => send(request, 'in_app'),
} satisfies AppHandlers;
