import type { Id, Json } from '../json.js';

/** Whom a message is for. */
export type Identifiers =
  | {
      /** The id of your own. */
      id: string | number;
    }
  | {
      /** The email address. */
      email: string;
    };

/** What every email needs. */
type SendEmailRequestRequiredOptions = {
  /** Where it goes. */
  to: string;
  /** Whom it is for. */
  identifiers: Identifiers;
};

/** What an email may have. */
type SendEmailRequestOptionalOptions = Partial<{
  /** What the template reads, as `trigger`. */
  message_data: Json;
  /** Headers of the email. */
  headers: Json;
  /** The text beside the subject in an inbox. */
  preheader: string;
  /** The address for replies. */
  reply_to: string;
  /** The address of a blind copy. */
  bcc: string;
  /** The HTML body, in place of the template's. */
  body: string;
  /** The plain text body, in place of the template's. */
  body_plain: string;
  /** The AMP body. */
  body_amp: string;
  /** Whether the copy is a message of its own. */
  fake_bcc: boolean;
  /** Whether Customer.io keeps no copy of the message. */
  disable_message_retention: boolean;
  /** Whether people who unsubscribed get it. Default `true`. */
  send_to_unsubscribed: boolean;
  /** Whether opens and clicks are tracked. */
  tracked: boolean;
  /** Whether it is held as a draft. */
  queue_draft: boolean;
  /** When it is sent, in unix seconds, within 90 days. Default: now. */
  send_at: number;
  /** Whether styles are left where they are. */
  disable_css_preprocessing: boolean;
  /** The language of the template. */
  language: string;
}>;

/** An email with a template. */
type SendEmailRequestWithTemplate = SendEmailRequestRequiredOptions &
  SendEmailRequestOptionalOptions & {
    /** The id or trigger name of the transactional message. */
    transactional_message_id: Id;
  };

/** An email without a template. */
type SendEmailRequestWithoutTemplate = SendEmailRequestRequiredOptions &
  SendEmailRequestOptionalOptions & {
    /** The HTML body. */
    body: string;
    /** The subject. */
    subject: string;
    /** The sender. */
    from: string;
  };

/** An email. */
export type SendEmailRequestOptions = SendEmailRequestWithTemplate | SendEmailRequestWithoutTemplate;

/** An email as it is sent. */
export type EmailMessage = Partial<SendEmailRequestWithTemplate & SendEmailRequestWithoutTemplate> & {
  /** The content of each attachment in base64, by its name. */
  attachments?: Record<string, string>;
};

/** The payload of a push notification for each platform. */
type SendPushCustomPayload = {
  /** What Apple's service gets. */
  ios: Json;
  /** What Google's service gets. */
  android: Json;
};

/** What a push notification needs. */
type SendPushRequestRequiredOptions = {
  /** Whom it is for. */
  identifiers: Identifiers;
  /** The id or trigger name of the transactional message. */
  transactional_message_id: Id;
};

/** What a push notification may have. */
type SendPushRequestOptionalOptions = Partial<{
  /** Where it goes. */
  to: string;
  /** The title, in place of the template's. */
  title: string;
  /** The text, in place of the template's. */
  message: string;
  /** Whether Customer.io keeps no copy of the message. */
  disable_message_retention: boolean;
  /** Whether people who unsubscribed get it. Default `true`. */
  send_to_unsubscribed: boolean;
  /** Whether it is held as a draft. */
  queue_draft: boolean;
  /** What the template reads, as `trigger`. */
  message_data: Json;
  /** When it is sent, in unix seconds, within 90 days. Default: now. */
  send_at: number;
  /** The language of the template. */
  language: string;
  /** The address of an image. */
  image_url: string;
  /** What a tap opens. */
  link: string;
  /** The sound: `default` or `none`. */
  sound: string;
  /** Further data for the app. */
  custom_data: Record<string, string>;
  /** A device to add, or to change, before the message is sent. */
  device: Json;
  /** Not sent: use `device`. */
  custom_device: Json;
}>;

/** A push notification with the payload of its template. */
type SendPushRequestWithoutCustomPayload = SendPushRequestRequiredOptions & SendPushRequestOptionalOptions;

/** A push notification with a payload of its own. */
type SendPushRequestWithCustomPayload = SendPushRequestRequiredOptions &
  SendPushRequestOptionalOptions & {
    /** The whole payload for each platform. */
    custom_payload: SendPushCustomPayload;
  };

/** A push notification. */
export type SendPushRequestOptions = SendPushRequestWithoutCustomPayload | SendPushRequestWithCustomPayload;

/** A push notification as it is sent. */
export type PushMessage = Partial<
  Omit<SendPushRequestWithoutCustomPayload, 'device'> & Omit<SendPushRequestWithCustomPayload, 'device'>
>;

/** What an SMS needs. */
type SendSMSRequestRequiredOptions = {
  /** Whom it is for. */
  identifiers: Identifiers;
  /** The id or trigger name of the transactional message. */
  transactional_message_id: Id;
};

/** What an SMS may have. */
type SendSMSRequestOptionalOptions = Partial<{
  /** Where it goes. */
  to: string;
  /** Whether Customer.io keeps no copy of the message. */
  disable_message_retention: boolean;
  /** Whether people who unsubscribed get it. Default `true`. */
  send_to_unsubscribed: boolean;
  /** Whether it is held as a draft. */
  queue_draft: boolean;
  /** What the template reads, as `trigger`. */
  message_data: Json;
  /** When it is sent, in unix seconds, within 90 days. Default: now. */
  send_at: number;
  /** The language of the template. */
  language: string;
}>;

/** An SMS. */
export type SendSMSRequestOptions = SendSMSRequestRequiredOptions & SendSMSRequestOptionalOptions;

/** An SMS as it is sent. */
export type SMSMessage = Partial<SendSMSRequestOptions>;

/** What a WhatsApp message needs. */
type SendWhatsAppRequestRequiredOptions = {
  /** Whom it is for. */
  identifiers: Identifiers;
  /** The id or trigger name of the transactional message. */
  transactional_message_id: Id;
};

/** What a WhatsApp message may have. */
type SendWhatsAppRequestOptionalOptions = Partial<{
  /** Where it goes. */
  to: string;
  /** The sender. */
  from: string;
  /** Whether opens and clicks are tracked. */
  tracked: boolean;
  /** Whether Customer.io keeps no copy of the message. */
  disable_message_retention: boolean;
  /** Whether people who unsubscribed get it. Default `true`. */
  send_to_unsubscribed: boolean;
  /** Whether it is held as a draft. */
  queue_draft: boolean;
  /** What the template reads, as `trigger`. */
  message_data: Json;
  /** When it is sent, in unix seconds, within 90 days. Default: now. */
  send_at: number;
  /** The language of the template. */
  language: string;
}>;

/** A WhatsApp message. */
export type SendWhatsAppRequestOptions = SendWhatsAppRequestRequiredOptions &
  SendWhatsAppRequestOptionalOptions;

/** A WhatsApp message as it is sent. */
export type WhatsAppMessage = Partial<SendWhatsAppRequestOptions>;

/** What a message to a person's inbox needs. */
type SendInboxMessageRequestRequiredOptions = {
  /** Whom it is for. */
  identifiers: Identifiers;
  /** The id or trigger name of the transactional message. */
  transactional_message_id: Id;
};

/** What a message to a person's inbox may have. */
type SendInboxMessageRequestOptionalOptions = Partial<{
  /** Whether Customer.io keeps no copy of the message. */
  disable_message_retention: boolean;
  /** Whether it is held as a draft. */
  queue_draft: boolean;
  /** What the template reads, as `trigger`. */
  message_data: Json;
  /** When it is sent, in unix seconds, within 90 days. Default: now. */
  send_at: number;
  /** The language of the template. */
  language: string;
}>;

/** A message to a person's inbox. */
export type SendInboxMessageRequestOptions = SendInboxMessageRequestRequiredOptions &
  SendInboxMessageRequestOptionalOptions;

/** A message to a person's inbox as it is sent. */
export type InboxMessage = Partial<SendInboxMessageRequestOptions>;

/** What an in-app message needs. */
type SendInAppRequestRequiredOptions = {
  /** Whom it is for. */
  identifiers: Identifiers;
  /** The id or trigger name of the transactional message. */
  transactional_message_id: Id;
};

/** What an in-app message may have. */
type SendInAppRequestOptionalOptions = Partial<{
  /** Whether Customer.io keeps no copy of the message. */
  disable_message_retention: boolean;
  /** Whether it is held as a draft. */
  queue_draft: boolean;
  /** What the template reads, as `trigger`. */
  message_data: Json;
  /** When it is sent, in unix seconds, within 90 days. Default: now. */
  send_at: number;
  /** The language of the template. */
  language: string;
}>;

/** An in-app message. */
export type SendInAppRequestOptions = SendInAppRequestRequiredOptions & SendInAppRequestOptionalOptions;

/** An in-app message as it is sent. */
export type InAppMessage = Partial<SendInAppRequestOptions>;
