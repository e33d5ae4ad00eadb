import type {
  EmailMessage,
  InAppMessage,
  InboxMessage,
  PushMessage,
  SendEmailRequestOptions,
  SendInAppRequestOptions,
  SendInboxMessageRequestOptions,
  SendPushRequestOptions,
  SendSMSRequestOptions,
  SendWhatsAppRequestOptions,
  SMSMessage,
  WhatsAppMessage,
} from './send-options.js';

/** Marks the requests of a kind, so that `instanceof` recognizes those of every copy of this package. */
function brandOf(name: string): symbol {
  return Symbol.for(`customerio-node.${name}`);
}

function hasBrand(instance: unknown, brand: symbol): boolean {
  return typeof instance === 'object' && instance !== null && Reflect.get(instance, brand) === true;
}

/** The given fields that are there. */
function pick<T extends object>(options: T, keys: readonly string[]): Partial<T> {
  const given = Object.entries(options).filter(([key, value]) => keys.includes(key) && value !== undefined);
  const order = ([a]: [string, unknown], [b]: [string, unknown]) => keys.indexOf(a) - keys.indexOf(b);
  return Object.fromEntries(given.sort(order)) as Partial<T>;
}

/** The fields of every message but an email, in the order in which they are sent. */
const MESSAGE_KEYS = ['disable_message_retention', 'queue_draft', 'message_data', 'send_at', 'language'];
/** The same of a message to somebody who can unsubscribe. */
const SUBSCRIPTION_KEYS = ['disable_message_retention', 'send_to_unsubscribed', ...MESSAGE_KEYS.slice(1)];

/** A message with a template: what every such message needs, and the given fields that are there. */
function templated<T extends { identifiers: unknown; transactional_message_id: unknown }>(
  options: T,
  keys: readonly string[],
): Pick<T, 'identifiers' | 'transactional_message_id'> & Partial<T> {
  const { identifiers, transactional_message_id } = options;
  return { identifiers, transactional_message_id, ...pick(options, keys) };
}

const EMAIL = brandOf('SendEmailRequest');
const EMAIL_KEYS = [
  'message_data',
  'preheader',
  'reply_to',
  'bcc',
  'body_plain',
  'body_amp',
  'fake_bcc',
  'disable_message_retention',
  'send_to_unsubscribed',
  'tracked',
  'queue_draft',
  'send_at',
  'disable_css_preprocessing',
  'language',
];
/** They are copied also where they are undefined. */
const EMAIL_CONTENT = ['transactional_message_id', 'from', 'subject', 'body'] as const;

/** An email to one person. */
export class SendEmailRequest {
  /** The email as it is sent. */
  message: EmailMessage;

  static [Symbol.hasInstance](instance: unknown): instance is SendEmailRequest {
    return hasBrand(instance, EMAIL);
  }

  constructor(opts: SendEmailRequestOptions) {
    Object.defineProperty(this, EMAIL, { value: true });
    const { to, identifiers, headers } = opts;
    const message: EmailMessage = { to, identifiers, headers: headers || {}, ...pick(opts, EMAIL_KEYS) };
    for (const key of EMAIL_CONTENT)
      if (key in opts) Object.assign(message, { [key]: Reflect.get(opts, key) });
    this.message = message;
  }

  /**
   * Attaches a file.
   *
   * @param name The name of the file.
   * @param data Its content, as text, a buffer, or what `Buffer.from` takes.
   * @param options `encode: false` for content that is in base64 already.
   * @throws Error for a name that is attached already.
   */
  // biome-ignore lint/suspicious/noExplicitAny: the type of the official client, for what `Buffer.from` takes.
  attach(name: string, data: any, { encode = true }: { encode?: boolean | undefined } = {}): void {
    this.message.attachments ??= {};
    if (this.message.attachments[name]) throw new Error(`attachment ${name} already exists`);
    this.message.attachments[name] = encode ? Buffer.from(data).toString('base64') : data;
  }
}

const PUSH = brandOf('SendPushRequest');
const PUSH_KEYS = [
  'to',
  'title',
  'message',
  ...SUBSCRIPTION_KEYS,
  'image_url',
  'link',
  'sound',
  'custom_data',
];

/** A push notification to one person. */
export class SendPushRequest {
  /** The message as it is sent. */
  message: PushMessage;

  static [Symbol.hasInstance](instance: unknown): instance is SendPushRequest {
    return hasBrand(instance, PUSH);
  }

  constructor(opts: SendPushRequestOptions) {
    Object.defineProperty(this, PUSH, { value: true });
    this.message = templated(opts, PUSH_KEYS);
    if (opts.device !== undefined) this.message.custom_device = opts.device;
    if ('custom_payload' in opts) this.message.custom_payload = opts.custom_payload;
  }
}

const SMS = brandOf('SendSMSRequest');
const SMS_KEYS = ['to', ...SUBSCRIPTION_KEYS];

/** An SMS to one person. */
export class SendSMSRequest {
  /** The message as it is sent. */
  message: SMSMessage;

  static [Symbol.hasInstance](instance: unknown): instance is SendSMSRequest {
    return hasBrand(instance, SMS);
  }

  constructor(opts: SendSMSRequestOptions) {
    Object.defineProperty(this, SMS, { value: true });
    this.message = templated(opts, SMS_KEYS);
  }
}

const WHATSAPP = brandOf('SendWhatsAppRequest');
const WHATSAPP_KEYS = ['to', 'from', 'tracked', ...SUBSCRIPTION_KEYS];

/** A WhatsApp message to one person. */
export class SendWhatsAppRequest {
  /** The message as it is sent. */
  message: WhatsAppMessage;

  static [Symbol.hasInstance](instance: unknown): instance is SendWhatsAppRequest {
    return hasBrand(instance, WHATSAPP);
  }

  constructor(opts: SendWhatsAppRequestOptions) {
    Object.defineProperty(this, WHATSAPP, { value: true });
    this.message = templated(opts, WHATSAPP_KEYS);
  }
}

const INBOX_MESSAGE = brandOf('SendInboxMessageRequest');

/** A message to a person's inbox. */
export class SendInboxMessageRequest {
  /** The message as it is sent. */
  message: InboxMessage;

  static [Symbol.hasInstance](instance: unknown): instance is SendInboxMessageRequest {
    return hasBrand(instance, INBOX_MESSAGE);
  }

  constructor(opts: SendInboxMessageRequestOptions) {
    Object.defineProperty(this, INBOX_MESSAGE, { value: true });
    this.message = templated(opts, MESSAGE_KEYS);
  }
}

const IN_APP = brandOf('SendInAppRequest');

/** An in-app message to one person. */
export class SendInAppRequest {
  /** The message as it is sent. */
  message: InAppMessage;

  static [Symbol.hasInstance](instance: unknown): instance is SendInAppRequest {
    return hasBrand(instance, IN_APP);
  }

  constructor(opts: SendInAppRequestOptions) {
    Object.defineProperty(this, IN_APP, { value: true });
    this.message = templated(opts, MESSAGE_KEYS);
  }
}
