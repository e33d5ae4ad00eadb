import {
  checkTimestamp,
  type HttpClient,
  readCallOptions,
  requireIdentifier,
  requireObject,
  requireOneIdentifier,
  requireText,
  ValidationError,
} from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type {
  DeliveryReceipt,
  SendEmailFields,
  SendInApp,
  SendInboxMessage,
  SendPush,
  SendSms,
  SendWhatsapp,
} from '../generated/types.js';
import { type Attachments, encodeAttachments } from './attachments.js';

type Content = 'transactional_message_id' | 'body' | 'subject' | 'from' | 'attachments';

interface EmailFields extends Omit<SendEmailFields, Content> {
  /** The attachments, by their file names. A string is base64; bytes and Blobs are encoded. At most 2 MB together. */
  attachments?: Attachments | undefined;
}

/** An email from a template, a transactional message, whose content the call may override. */
export interface SendEmailFromTemplate extends EmailFields {
  /** The id of the transactional message, or its trigger name. */
  transactional_message_id: number | string;
  /** The HTML body, in place of the template's. It can contain Liquid. */
  body?: string | undefined;
  /** The subject line, in place of the template's. It can contain Liquid. */
  subject?: string | undefined;
  /** The sender's address, in place of the template's: an address of one of the workspace's verified domains. */
  from?: string | undefined;
}

/** An email without a template: the call has its content. */
export interface SendEmailWithContent extends EmailFields {
  /** The id of the transactional message, or its trigger name. */
  transactional_message_id?: undefined;
  /** The HTML body. It can contain Liquid. */
  body: string;
  /** The subject line. It can contain Liquid. */
  subject: string;
  /** The sender's address: an address of one of the workspace's verified domains. */
  from: string;
}

export type SendEmail = SendEmailFromTemplate | SendEmailWithContent;

/** Options of a send. */
export interface SendOptions extends AppCallOptions {
  /**
   * `true`: sending the message twice does no harm, so that a retry strategy may repeat the send even if it may have been
   * processed. Default `false`: it is repeated only if no request reached Customer.io.
   */
  replaySafe?: boolean | undefined;
}

/**
 * Sends an email to one person.
 *
 * @see https://docs.customer.io/integrations/api/app/#operation/sendEmail
 */
export async function sendEmail(
  http: HttpClient,
  email: SendEmail,
  options?: SendOptions,
): Promise<DeliveryReceipt> {
  requireObject('email', email);
  requireText('to', email.to);
  const { attachments, ...rest } = email;
  // Without a template, the call has the content.
  if (email.transactional_message_id === undefined) {
    if (email.body === undefined && email.subject === undefined) {
      throw new ValidationError(
        'transactional_message_id',
        'expected the id of a template, or body, subject and from',
      );
    }
    for (const field of ['body', 'subject', 'from'] as const) requireText(field, email[field]);
  }
  const body =
    attachments === undefined ? rest : { ...rest, attachments: await encodeAttachments(attachments) };
  return send(http, 'sendEmail', 'email', body, options);
}

/**
 * Sends a push notification to one person.
 *
 * @see https://docs.customer.io/integrations/api/app/#operation/sendPush
 */
export function sendPush(http: HttpClient, push: SendPush, options?: SendOptions): Promise<DeliveryReceipt> {
  return sendTemplate(http, 'sendPush', 'push', push, options);
}

/**
 * Sends an SMS to one person.
 *
 * @see https://docs.customer.io/integrations/api/app/#operation/sendSMS
 */
export function sendSms(http: HttpClient, sms: SendSms, options?: SendOptions): Promise<DeliveryReceipt> {
  return sendTemplate(http, 'sendSms', 'sms', sms, options, ['to']);
}

/**
 * Sends a WhatsApp message to one person.
 *
 * @see https://docs.customer.io/integrations/api/app/#operation/sendWhatsApp
 */
export function sendWhatsapp(
  http: HttpClient,
  message: SendWhatsapp,
  options?: SendOptions,
): Promise<DeliveryReceipt> {
  return sendTemplate(http, 'sendWhatsapp', 'whatsapp', message, options, ['to']);
}

/**
 * Sends an in-app message to one person.
 *
 * @see https://docs.customer.io/integrations/api/app/#operation/sendInApp
 */
export function sendInApp(
  http: HttpClient,
  message: SendInApp,
  options?: SendOptions,
): Promise<DeliveryReceipt> {
  return sendTemplate(http, 'sendInApp', 'in_app', message, options);
}

/**
 * Sends a message to one person's inbox in your app.
 *
 * @see https://docs.customer.io/integrations/api/app/#operation/sendInboxMessage
 */
export function sendInboxMessage(
  http: HttpClient,
  message: SendInboxMessage,
  options?: SendOptions,
): Promise<DeliveryReceipt> {
  return sendTemplate(http, 'sendInboxMessage', 'inbox_message', message, options);
}

async function sendTemplate(
  http: HttpClient,
  operation: string,
  channel: string,
  message: SendPush | SendSms | SendWhatsapp | SendInApp | SendInboxMessage,
  options: SendOptions | undefined,
  required: string[] = [],
): Promise<DeliveryReceipt> {
  requireObject('message', message);
  for (const field of required) requireText(field, (message as unknown as Record<string, unknown>)[field]);
  requireObject('identifiers', message.identifiers);
  return send(http, operation, channel, message, options);
}

async function send(
  http: HttpClient,
  operation: string,
  channel: string,
  body: Partial<Pick<SendEmailFields, 'transactional_message_id' | 'identifiers' | 'send_at'>>,
  options: SendOptions | undefined,
): Promise<DeliveryReceipt> {
  const { transactional_message_id, identifiers, send_at } = body;
  if (transactional_message_id !== undefined || channel !== 'email') {
    requireIdentifier('transactional_message_id', transactional_message_id);
  }
  if (identifiers !== undefined) requireOneIdentifier('identifiers', identifiers, ['id', 'email', 'cio_id']);
  checkTimestamp('send_at', send_at);
  const { replaySafe = false, ...callOptions } = readCallOptions<SendOptions>(options, ['replaySafe']);
  return http.request({
    expects: 'object',
    ...callOptions,
    replaySafe,
    operation,
    method: 'POST',
    path: `/v1/send/${channel}`,
    body,
    bucket: 'send',
  });
}
