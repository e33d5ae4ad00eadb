import type { Identifier } from '@cio/core';

/**
 * Any keys of your own. A `Date` becomes ISO 8601 text, `NaN` and `Infinity` null; keys that are undefined are left out. What
 * JSON cannot represent, such as a bigint or a `Map`, is a `ValidationError`.
 */
export type Properties = object;

/** Where and how something happened. Further keys of your own are sent as well. */
export interface MessageContext {
  /** `false`: the person did nothing just now, as in an import. */
  readonly active?: boolean | undefined;
  /** The person's IP address. */
  readonly ip?: string | undefined;
  /** The person's locale, such as `nb-NO`. */
  readonly locale?: string | undefined;
  /** The user agent of the person's browser or app. */
  readonly userAgent?: string | undefined;
  /** Where the call was made. */
  readonly channel?: 'browser' | 'server' | 'mobile' | undefined;
  /** The campaign that led to it: UTM parameters. */
  readonly campaign?: Readonly<Record<string, string | undefined>> | undefined;
  /** The page where it happened: `url`, `path`, `title`, `referrer`, `search`. */
  readonly page?: Properties | undefined;
  /** The app where it happened: `name`, `version`, `build`, `namespace`. */
  readonly app?: Properties | undefined;
  /** The device where it happened: `id`, `manufacturer`, `model`, `name`, `type` (`ios` or `android`), `version`. */
  readonly device?: Properties | undefined;
  /** The network of the device: `bluetooth`, `carrier`, `cellular`, `wifi`. */
  readonly network?: Properties | undefined;
  /** The operating system of the device: `name`, `version`. */
  readonly os?: Properties | undefined;
}

/** A person by `userId`, somebody not identified yet by `anonymousId`, or both of one person. */
export type Identity =
  | {
      /** The id that your system gave the person, at most 150 bytes. A number is sent as text. */
      readonly userId: Identifier;
      /** The id that you gave the person before you knew who it was, at most 150 bytes. */
      readonly anonymousId?: Identifier | undefined;
    }
  | {
      /** The id that you gave somebody who has not been identified yet, at most 150 bytes. */
      readonly anonymousId: Identifier;
      /** The id that your system gave the person, at most 150 bytes. A number is sent as text. */
      readonly userId?: Identifier | undefined;
    };

/** What every message can have. */
export interface MessageOptions {
  /**
   * The idempotency key of the message: Customer.io processes messages with the same `messageId` once. Default: a new UUID.
   * Pass one of your own, at most 150 bytes, if the same message may be built again.
   */
  readonly messageId?: string | undefined;
  /** When it happened: a `Date`, or ISO 8601 text such as `2026-05-01T12:00:00Z`. Default: now. */
  readonly timestamp?: Date | string | undefined;
  /** Where and how it happened. */
  readonly context?: MessageContext | Properties | undefined;
  /** The destinations that receive the message, such as `{ All: true, Mixpanel: false }`. Default: all. */
  readonly integrations?: Readonly<Record<string, boolean | Properties | undefined>> | undefined;
}

/** What is known of a person. Further keys of your own are sent as well. */
export interface PersonTraits {
  /** The person's email address. It identifies the person if there is no `userId`. */
  readonly email?: string | undefined;
  /** When the person was created in your system: a `Date`, or ISO 8601 text. */
  readonly createdAt?: Date | string | undefined;
  /** Whether the person is unsubscribed from all messages but in-app ones. */
  readonly unsubscribed?: boolean | undefined;
  /** The person's subscription preferences: `topics` (`topic_1` and so on) and `channels`, each `true` or `false`. */
  readonly cio_subscription_preferences?:
    | {
        /** By topic: `topic_1` and so on; `true` if the person is subscribed. */
        readonly topics?: Readonly<Record<string, boolean>> | undefined;
        /** By channel: `email`, `sms`, `push`, `in_app`, `whatsapp` and so on; `true` if the person is subscribed. */
        readonly channels?: Readonly<Record<string, boolean>> | undefined;
      }
    | undefined;
}

interface EmailTrait {
  /** The person's email address, which identifies them. */
  readonly email: string;
}

/** A person, and what is known of them. */
export type IdentifyInput = MessageOptions &
  (
    | (Identity & {
        /** What is known of the person. */
        readonly traits?: PersonTraits | Properties | undefined;
      })
    | {
        /** What is known of the person. Without a `userId`, `email` identifies them. */
        readonly traits: EmailTrait & (PersonTraits | Properties);
        /** Empty or left out: `traits.email` identifies the person. */
        readonly userId?: '' | undefined;
        /** The id that you gave the person before you knew who it was, at most 150 bytes. */
        readonly anonymousId?: Identifier | undefined;
      }
  );

/** An event of a person, or of a group. */
export type TrackInput = MessageOptions &
  (
    | (Identity & {
        /** The group that the event belongs to, besides the person. */
        readonly groupId?: Identifier | undefined;
      })
    | {
        /** The group that the event belongs to, in place of a person. */
        readonly groupId: Identifier;
        /** None: the event is the group's. */
        readonly userId?: undefined;
        /** None: the event is the group's. */
        readonly anonymousId?: undefined;
      }
  ) & {
    /** The name of the event. */
    readonly event: string;
    /** Whatever belongs to the event. */
    readonly properties?: Properties | undefined;
  };

/** A view of a page or of a screen. */
export type ViewInput = MessageOptions &
  Identity & {
    /** The name of the page or the screen. */
    readonly name?: string | undefined;
    /** Of a page: `url`, `title`, `path`, `referrer`, `search`, `category`; and keys of your own. */
    readonly properties?: Properties | undefined;
  };

/** What is known of a group. Further keys of your own are sent as well. */
export interface GroupTraits {
  /** The type of the object in Customer.io. A number is sent as text. Default `'1'`. */
  readonly object_type_id?: Identifier | undefined;
  /** What is known of the relationship between the person and the group. */
  readonly relationshipAttributes?: Properties | undefined;
}

/** A person's membership in a group. */
export type GroupInput = MessageOptions &
  Identity & {
    /** The id of the group, in Customer.io of an object; at most 150 bytes. A number is sent as text. */
    readonly groupId: Identifier;
    /** What is known of the group. */
    readonly traits?: GroupTraits | Properties | undefined;
  };

/** Two ids of one person. */
export interface AliasInput extends MessageOptions {
  /** The id that the person had before: a `userId` or an `anonymousId`. */
  readonly previousId: Identifier;
  /** The `userId` that remains. */
  readonly userId: Identifier;
}

/** A person, by the id that your system gave them. */
export interface UserInput extends MessageOptions {
  /** The id that your system gave the person, at most 150 bytes. A number is sent as text. */
  readonly userId: Identifier;
}

/** A person's device, by its push token. */
export interface DeviceTokenInput extends UserInput {
  /** The push token. */
  readonly token: string;
  /** The platform of the device. */
  readonly platform?: 'ios' | 'android' | undefined;
}

/** A person's device. */
export interface DeviceInput extends DeviceTokenInput {
  /** Attributes of the device, such as `app_version`. */
  readonly properties?: Properties | undefined;
}

/** An object of Customer.io. */
export interface ObjectDeletionInput extends MessageOptions {
  /** The id of the object: the `groupId` of a group. */
  readonly objectId: Identifier;
  /** The type of the object, a whole number. Default 1. */
  readonly objectTypeId?: number | undefined;
  /** The id that the message is sent with: the API wants one, and does nothing with it. Default: a new UUID. */
  readonly anonymousId?: Identifier | undefined;
}

/** A relationship between a person and an object. */
export interface RelationshipInput extends UserInput {
  /** The id of the object: the `groupId` of a group. */
  readonly objectId: Identifier;
  /** The type of the object, a whole number. Default 1. */
  readonly objectTypeId?: number | undefined;
}

/** What became of a message that Customer.io sent. */
export interface DeliveryInput extends MessageOptions {
  /** The `CIO-Delivery-ID` of the message. */
  readonly deliveryId: string;
  /** What happened to it. */
  readonly metric: 'delivered' | 'opened' | 'clicked' | 'converted';
  /** Who received it: an address, a number or a device token. */
  readonly recipient?: string | undefined;
  /** Why it failed. */
  readonly reason?: string | undefined;
  /** The link that was clicked. */
  readonly href?: string | undefined;
  /** The value of the action that was clicked in an in-app message. */
  readonly actionValue?: string | undefined;
}

/** What somebody did with an anonymous in-app message. */
export interface ContentInput extends MessageOptions {
  /** The id of whoever saw the message. */
  readonly anonymousId?: Identifier | undefined;
  /** What they did. */
  readonly actionType: 'viewed_content' | 'clicked_content';
  /** The id of the content. */
  readonly contentId?: number | undefined;
  /** The id of the template. */
  readonly templateId?: number | undefined;
}
