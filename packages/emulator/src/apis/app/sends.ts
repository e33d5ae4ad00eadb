import { deliver } from '../../engine/deliveries.js';
import type { Person } from '../../engine/workspace.js';
import { asText } from '../../lib/own-properties.js';
import type { Stored } from '../../store/app-store.js';
import { json } from '../api.js';
import { personIdentifier } from '../identifiers.js';
import { isUnsubscribed } from './customers.js';
import { AppError } from './errors.js';
import { type AppHandler, type AppRequest, type Json, seconds } from './request.js';

/** How large the attachments of a send may be together, in bytes. */
const MAX_ATTACHMENT_BYTES = 2 * 1024 * 1024;
/** To how many addresses an email may go, those of `cc` and `bcc` with it. */
const MAX_RECIPIENTS = 15;
/** How far ahead a send may be scheduled, in seconds. */
const MAX_AHEAD = 90 * 24 * 60 * 60;

/** Files that can be run are not sent on. */
const REFUSED_FILES = /\.(?:bat|cmd|com|cpl|dll|exe|jar|js|msi|ps1|scr|vbs)$/i;
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

type Channel = 'email' | 'push' | 'twilio' | 'whatsapp' | 'in_app';

/** The transactional message that a send names, and makes where there is none: people make them in Customer.io's pages. */
function templateOf({ app, body }: AppRequest, channel: Channel): Stored | undefined {
  const name = body.transactional_message_id as string | number | undefined;
  if (name === undefined) return undefined;
  const known =
    app.transactional.get(name) ?? app.transactional.all().find((message) => message.name === String(name));
  if (!known) return app.addTransactional(name, { type: channel });
  if (body.auto_create === true && typeof name === 'string' && channelOf(known, app) !== channel) {
    throw new AppError(400, `${name} is a message of another channel`);
  }
  return known;
}

function channelOf({ id }: Stored, app: AppRequest['app']): unknown {
  return app.transactionalContents.all().find((one) => one.transactional_id === id)?.type;
}

/** The person that a send is for. An id or an address that nobody has becomes a person. */
function recipientOf({ workspace, body }: AppRequest): Person | undefined {
  const identifier = personIdentifier(body.identifiers as Json | undefined);
  if (!identifier) return undefined;
  if (!workspace.findBy(...identifier) && identifier[0] !== 'cio_id') workspace.identify(identifier);
  return workspace.findBy(...identifier);
}

function checkAttachments(attachments: unknown): void {
  let bytes = 0;
  for (const [name, given] of Object.entries(attachments ?? {})) {
    const file = String(given);
    if (REFUSED_FILES.test(name))
      throw new AppError(403, `attachments: ${name} is of a type that is not sent`);
    if (!BASE64.test(file)) throw new AppError(400, `attachments: ${name} is not Base64`);
    bytes += Buffer.byteLength(file, 'base64');
  }
  if (bytes > MAX_ATTACHMENT_BYTES) throw new AppError(413, 'attachments are over 2 MB');
}

function checkEmail({ body }: AppRequest): void {
  const hasContent = body.body && body.subject && body.from;
  if (body.transactional_message_id === undefined && !hasContent) {
    throw new AppError(400, 'body, subject and from are required without a transactional_message_id');
  }
  checkAttachments(body.attachments);
  const addresses = [body.to, body.cc, body.bcc]
    .flatMap((list) => String(list ?? '').split(','))
    .filter((address) => address.trim() !== '');
  if (addresses.length > MAX_RECIPIENTS) throw new AppError(400, `at most ${MAX_RECIPIENTS} recipients`);
}

/** Where a message goes. */
function addressOf(channel: Channel, { body }: AppRequest, person: Person | undefined): string {
  if (channel === 'push' && ['all', 'last_used', undefined].includes(body.to as string | undefined)) {
    return person?.devices.at(-1)?.id ?? '';
  }
  const identifier = personIdentifier(body.identifiers as Json | undefined);
  return asText(body.to ?? person?.email ?? identifier?.[1] ?? '');
}

/** What a send says itself, in place of what its transactional message has. */
function ownContent(body: Json): Json {
  const given = {
    body: body.body ?? body.message,
    subject: body.subject ?? body.title,
    from: body.from,
    preheader_text: body.preheader,
    reply_to: body.reply_to,
    cc: body.cc,
    bcc: body.bcc,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const send =
  (channel: Channel): AppHandler =>
  (request) => {
    const { workspace, app, body } = request;
    if (channel === 'email') checkEmail(request);
    const at = seconds();
    const sendAt = Number(body.send_at ?? 0);
    if (sendAt > at + MAX_AHEAD) throw new AppError(400, 'send_at: at most 90 days ahead');
    const template = templateOf(request, channel);
    const person = recipientOf(request);
    const contents = app.transactionalContents.all().filter((one) => one.transactional_id === template?.id);
    const content =
      contents.find((one) => one.language === (body.language ?? '')) ??
      contents.find((one) => one.language === '');
    const isRefused = person && isUnsubscribed(person) && body.send_to_unsubscribed === false;
    const isLater = sendAt > at;
    const message = deliver(workspace, {
      type: channel,
      person,
      recipient: addressOf(channel, request, person),
      content: { ...content, ...ownContent(body) },
      trigger: body.message_data ?? {},
      ...(template && { transactionalId: template.id }),
      ...(content && { templateId: content.id }),
      ...(isRefused && { metrics: ['undeliverable'], failure: 'the person is unsubscribed' }),
      ...(!isRefused && body.queue_draft === true && { metrics: ['drafted'] }),
      ...(isLater && { sendAt }),
      forget: body.disable_message_retention === true,
    });
    return json({
      delivery_id: message.id,
      queued_at: message.created,
      ...(isLater && { send_at: sendAt }),
    });
  };

export const sends: Record<string, AppHandler> = {
  sendEmail: send('email'),
  sendPush: send('push'),
  sendSMS: send('twilio'),
  sendWhatsApp: send('whatsapp'),
  sendInApp: send('in_app'),
  sendInboxMessage: send('in_app'),
};
