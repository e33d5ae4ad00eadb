/** When something happened: a `Date`, or ISO 8601 text. */
export type Timestamp = Date | string;

/** The destinations that receive a message: `{ All: true, Mixpanel: false }`. */
export interface Integrations {
  /** Whether the destinations that are not named receive it. Default `true`. */
  All?: boolean | undefined;
  /** Whether a destination receives it, or options for it. */
  [integration: string]: boolean | object | undefined;
}

interface PostalAddress {
  /** The city. */
  city?: string | null | undefined;
  /** The country. */
  country?: string | null | undefined;
  /** The postal code. */
  postalCode?: string | null | undefined;
  /** The state or province. */
  state?: string | null | undefined;
  /** The street and number. */
  street?: string | null | undefined;
}

interface Company {
  /** The name. */
  name?: string | null | undefined;
  /** The id in your database. */
  id?: string | number | null | undefined;
  /** The industry. */
  industry?: string | null | undefined;
  /** How many people work there. */
  employee_count?: number | null | undefined;
  /** The plan that is paid for. */
  plan?: string | null | undefined;
}

interface CommonTraits {
  /** The id in your database. */
  id?: string | number | null | undefined;
  /** The address. */
  address?: PostalAddress | null | undefined;
  /** The URL of an image. */
  avatar?: string | null | undefined;
  /** When it was created in your system. */
  createdAt?: Timestamp | null | undefined;
  /** A description. */
  description?: string | null | undefined;
  /** The email address. */
  email?: string | null | undefined;
  /** The industry. */
  industry?: string | null | undefined;
  /** The name. */
  name?: string | null | undefined;
  /** The phone number. */
  phone?: string | number | null | undefined;
  /** The URL of the website. */
  website?: string | null | undefined;
  /** The plan that is paid for. */
  plan?: string | null | undefined;
}

/** What is known of a person: names that many destinations know, and keys of your own. */
export interface UserTraits extends CommonTraits {
  /** The first name. */
  firstName?: string | null | undefined;
  /** The last name. */
  lastName?: string | null | undefined;
  /** The position at a company. */
  title?: string | null | undefined;
  /** The name that the person has in your system. */
  username?: string | null | undefined;
  /** The age in years. */
  age?: number | null | undefined;
  /** The birthday. */
  birthday?: Timestamp | null | undefined;
  /** The company. */
  company?: Company | null | undefined;
  /** The gender. */
  gender?: string | null | undefined;
  /** Anything else. */
  [customTrait: string]: unknown;
}

/** What is known of a group: names that many destinations know, and keys of your own. */
export interface GroupTraits extends CommonTraits {
  /** How many people work there. */
  employees?: string | number | null | undefined;
  /** Anything else. */
  [customTrait: string]: unknown;
}

interface CommonParams {
  /** Where and how it happened. */
  context?: object | undefined;
  /** When it happened. Default: now. */
  timestamp?: Timestamp | undefined;
  /** The destinations that receive it. Default: all. */
  integrations?: Integrations | undefined;
  /** The idempotency key: messages with the same `messageId` count once. Default: a new UUID. */
  messageId?: string | undefined;
}

/** A person by `userId`, somebody not identified yet by `anonymousId`, or both. */
type IdentityParams =
  | {
      /** The id that your system gave the person. */
      userId: string;
      /** The id that you gave the person before you knew who it was. */
      anonymousId?: string | undefined;
    }
  | {
      /** The id that you gave the person before you knew who it was. */
      anonymousId: string;
      /** The id that your system gave the person. */
      userId?: string | undefined;
    };

/** What `alias` takes. */
export interface AliasParams extends CommonParams {
  /** The id that remains. */
  userId: string;
  /** The id that the person had before. */
  previousId: string;
}

/** What `group` takes. */
export type GroupParams = CommonParams & {
  /** The id of the group. */
  groupId: string;
  /** What is known of the group. */
  traits?: GroupTraits | object | undefined;
} & (
    | IdentityParams
    | {
        /** The id that your system gave the person. */
        userId?: string | undefined;
        /** The id that you gave the person before you knew who it was. */
        anonymousId?: string | undefined;
      }
  );

/** What `identify` takes. */
export type IdentifyParams = CommonParams & {
  /** What is known of the person. */
  traits?: UserTraits | object | undefined;
} & IdentityParams;

/** What `page` and `screen` take. */
export type PageParams = CommonParams & {
  /** The category of the page or the screen. */
  category?: string | undefined;
  /** The name of the page or the screen. */
  name?: string | undefined;
  /** Whatever belongs to the view. */
  properties?: object | undefined;
} & IdentityParams;

/** What `track` takes. */
export type TrackParams = CommonParams & {
  /** The name of the event. */
  event: string;
  /** Whatever belongs to the event. */
  properties?: object | undefined;
} & IdentityParams;

/** What `closeAndFlush` takes. */
export interface CloseAndFlushParams {
  /** How long to wait, in milliseconds; 0 for no limit. Default: 1.25 times `flushInterval`, at least 75,000. */
  timeout?: number | undefined;
}

/** What `flush` takes. */
export interface FlushParams {
  /** How long to wait, in milliseconds. Default: no limit. */
  timeout?: number | undefined;
  /** Whether no more messages are accepted. Default `false`. */
  close?: boolean | undefined;
}
