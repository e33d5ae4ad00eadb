import type { JsonValue } from '@cio/core';

/** Any keys of your own, with JSON values. */
export type JsonProperties = Readonly<Record<string, JsonValue>>;

/** A person by `userId`, somebody not identified yet by `anonymousId`, or both of one person. */
export type MessageIdentity =
  | {
      /** The id that your system gave the person. Empty in an `identify` whose `traits.email` says who it is. */
      readonly userId: string;
      /** The id that you gave the person before you knew who it was. */
      readonly anonymousId?: string;
    }
  | {
      /** The id that you gave somebody who has not been identified yet. */
      readonly anonymousId: string;
      /** The id that your system gave the person. */
      readonly userId?: string;
    };

/** What every message has. */
interface MessageFields {
  /** The idempotency key: Customer.io processes messages with the same `messageId` once. */
  readonly messageId: string;
  /** When it happened, as ISO 8601 text. */
  readonly timestamp: string;
  /** Where and how it happened. */
  readonly context?: JsonProperties;
  /** The destinations that receive the message. */
  readonly integrations?: JsonProperties;
}

/** Sets traits of a person. */
export type IdentifyMessage = MessageFields &
  MessageIdentity & {
    /** The kind of the message. */
    readonly type: 'identify';
    /** What is known of the person. */
    readonly traits?: JsonProperties;
  };

/** An event of a person or a group, or one that names neither, such as a report on a delivery. */
export interface TrackMessage extends MessageFields {
  /** The kind of the message. */
  readonly type: 'track';
  /** The id that your system gave the person. */
  readonly userId?: string;
  /** The id that you gave the person before you knew who it was. */
  readonly anonymousId?: string;
  /** The group that the event belongs to. */
  readonly groupId?: string;
  /** The name of the event. */
  readonly event: string;
  /** Whatever belongs to the event. */
  readonly properties?: JsonProperties;
}

/** A page that a person viewed. */
export type PageMessage = MessageFields &
  MessageIdentity & {
    /** The kind of the message. */
    readonly type: 'page';
    /** The name of the page. */
    readonly name?: string;
    /** `url`, `title`, `path`, `referrer`, `search`, `category`, and keys of your own. */
    readonly properties?: JsonProperties;
  };

/** A screen of an app that a person viewed. */
export type ScreenMessage = MessageFields &
  MessageIdentity & {
    /** The kind of the message. */
    readonly type: 'screen';
    /** The name of the screen. */
    readonly name?: string;
    /** Whatever belongs to the view. */
    readonly properties?: JsonProperties;
  };

/** Adds a person to a group, and sets what is known of it. In Customer.io a group is an object. */
export type GroupMessage = MessageFields &
  MessageIdentity & {
    /** The kind of the message. */
    readonly type: 'group';
    /** The id of the group. */
    readonly groupId: string;
    /** What is known of the group; `object_type_id` and `relationshipAttributes` among it. */
    readonly traits?: JsonProperties;
  };

/** Joins two ids of one person, for destinations that do not do that on `identify`. */
export interface AliasMessage extends MessageFields {
  /** The kind of the message. */
  readonly type: 'alias';
  /** The id that the person had before. */
  readonly previousId: string;
  /** The id that remains. */
  readonly userId: string;
}

/**
 * One message of the Pipelines API, as a plain JSON value: `JSON.parse(JSON.stringify(message))` is the same message, so that
 * it can be put into a queue or a table. The builders of `message` make them.
 */
export type Message =
  | IdentifyMessage
  | TrackMessage
  | PageMessage
  | ScreenMessage
  | GroupMessage
  | AliasMessage;
