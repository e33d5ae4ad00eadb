import type { Identifier, JsonValue } from '@cio/core';

/** Every identifier of a person. */
interface AllPersonIdentifiers {
  /** The id that your system gave the person. At most 150 bytes. */
  readonly id: Identifier;
  /** The person's email address. At most 150 bytes. */
  readonly email: string;
  /** Customer.io's own id of the person. */
  readonly cio_id: string;
  /** The person's phone number, in a workspace that has phone numbers as identifiers. */
  readonly phone: string;
  /** The id that you gave somebody who has not been identified yet. At most 150 bytes. */
  readonly anonymous_id: string;
}

/** One identifier, without the others. */
type OneIdentifier<Name extends keyof AllPersonIdentifiers> = Pick<AllPersonIdentifiers, Name> & {
  readonly [Other in keyof AllPersonIdentifiers as Exclude<Other, Name>]?: undefined;
};

/** One person, by exactly one identifier. */
export type PersonIdentifiers =
  | OneIdentifier<'id'>
  | OneIdentifier<'email'>
  | OneIdentifier<'cio_id'>
  | OneIdentifier<'phone'>;

/** A person, or somebody who has not been identified yet, by exactly one identifier. */
export type ActorIdentifiers = PersonIdentifiers | OneIdentifier<'anonymous_id'>;

/** One person, for `merge` and the relationships of objects, which do not accept a phone number. */
export type RelatedPersonIdentifiers = OneIdentifier<'id'> | OneIdentifier<'email'> | OneIdentifier<'cio_id'>;

/** One object, by your identifiers or by Customer.io's. */
export type ObjectIdentifiers =
  | {
      /** The id of the object type, as Customer.io shows it: such as `1`. */
      readonly object_type_id: Identifier;
      /** The id that your system gave the object. At most 150 bytes. */
      readonly object_id: string;
      /** Customer.io's own id of the object. */
      readonly cio_object_id?: undefined;
    }
  | {
      /** Customer.io's own id of the object. */
      readonly cio_object_id: string;
      /** The id of the object type, as Customer.io shows it: such as `1`. */
      readonly object_type_id?: undefined;
      /** The id that your system gave the object. At most 150 bytes. */
      readonly object_id?: undefined;
    };

/** Any keys of your own, with JSON values. */
export type JsonAttributes = Readonly<Record<string, JsonValue>>;

/**
 * What a person wants to receive. They replace the preferences that the person has; an attribute such as
 * `'cio_subscription_preferences.topics.topic_1': false` changes one and leaves the rest.
 */
export type SubscriptionPreferences = {
  /** Whether the person is subscribed to each topic, by `topic_` and the topic's id: `{ topic_1: true }`. */
  readonly topics?: Readonly<Record<string, boolean>>;
  /** Whether the person is subscribed to each channel: `{ email: true }`. */
  readonly channels?: Readonly<Record<string, boolean>>;
};

/** Attributes of a person: at most 300; names at most 150 bytes, values at most 1,000 bytes. */
export interface JsonPersonAttributes {
  /** When the person was created in your system: unix seconds. */
  readonly created_at?: number;
  /** `true`: only update an existing person, create none. Default `false`. */
  readonly _update?: boolean;
  /** The person's subscription preferences. They replace those that the person has. */
  readonly cio_subscription_preferences?: SubscriptionPreferences;
  readonly [attribute: string]: JsonValue | undefined;
}

/** A relationship to a person or an object. */
export interface JsonRelationship<Identifiers> {
  /** The person or the object at the other end. */
  readonly identifiers: Identifiers;
  /** Attributes of the relationship: at most 300; names at most 150 bytes, values at most 1,000 bytes. */
  readonly relationship_attributes?: JsonAttributes;
}

/** A device that receives push notifications. */
export interface JsonDevice {
  /** The push token of the device. */
  readonly token: string;
  /** The platform of the device. */
  readonly platform: 'ios' | 'android';
  /** When the device was last used: unix seconds. */
  readonly last_used?: number;
  /** Attributes of the device. */
  readonly attributes?: DeviceAttributes | null;
}

/** Attributes of a device: these, and any keys of your own. */
export interface DeviceAttributes {
  /** The operating system's version. */
  readonly device_os?: string;
  /** The model of the device. */
  readonly device_model?: string;
  /** The version of your app. */
  readonly app_version?: string;
  /** The version of Customer.io's mobile SDK. */
  readonly cio_sdk_version?: string;
  /** The locale of the device, such as `en-US`. */
  readonly device_locale?: string;
  /** Whether the person allows push notifications, as text. */
  readonly push_enabled?: 'true' | 'false';
  readonly [attribute: string]: string | number | boolean | null | undefined;
}

/** Somebody who has not been identified yet. */
export interface AnonymousIdentifiers {
  /** The anonymous id that their events were tracked with. At most 150 bytes. */
  readonly anonymous_id: string;
}

interface Person<Action extends string> {
  /** The operation is about a person. */
  readonly type: 'person';
  /** What is done. */
  readonly action: Action;
  /** The person. */
  readonly identifiers: PersonIdentifiers;
}

interface Act<Action extends string> extends Occurrence {
  /** The operation is about a person. */
  readonly type: 'person';
  /** What is done. */
  readonly action: Action;
  /** The person, who may not have been identified yet. */
  readonly identifiers: ActorIdentifiers;
}

/** What an event, a page view, a screen view and a content event have in common. */
interface Occurrence {
  /** The idempotency key, a ULID: Customer.io processes events with the same ULID once. */
  readonly id: string;
  /** The name of the event, at most 100 bytes. Of a page view its URL. */
  readonly name: string;
  /** When it happened: unix seconds. Default: when Customer.io receives it. */
  readonly timestamp?: number;
  /** The data of the event. */
  readonly attributes?: JsonAttributes;
}

/** Creates or updates a person. */
export interface PersonIdentify extends Person<'identify'> {
  /** The person's attributes. */
  readonly attributes?: JsonPersonAttributes;
  /** Relationships to objects. */
  readonly cio_relationships?: readonly JsonRelationship<ObjectIdentifiers>[];
  /** When the attributes were set: unix seconds. Older values do not overwrite newer ones. */
  readonly timestamp?: number;
}
/** Deletes a person. */
export interface PersonDelete extends Person<'delete'> {}
/** An event of a person. */
export interface PersonEvent extends Act<'event'> {}
/** A page view of a person. */
export interface PersonPage extends Act<'page'> {}
/** A screen view of a person, in an app. */
export interface PersonScreen extends Act<'screen'> {}
/** A person's view of content of yours, or click on it. */
export interface PersonContent extends Act<'viewed_content' | 'clicked_content'> {}
export interface PersonAddRelationships extends Person<'add_relationships'> {
  /** The relationships to objects. */
  readonly cio_relationships: readonly JsonRelationship<ObjectIdentifiers>[];
}
/** Removes relationships between a person and objects. */
export interface PersonDeleteRelationships extends Person<'delete_relationships'> {
  /** The relationships to objects. */
  readonly cio_relationships: readonly JsonRelationship<ObjectIdentifiers>[];
}
/** Adds or updates a device of a person. */
export interface PersonAddDevice extends Person<'add_device'> {
  /** The device. */
  readonly device: JsonDevice;
}
/** Removes a device from a person. */
export interface PersonDeleteDevice extends Person<'delete_device'> {
  /** The device. */
  readonly device: {
    /** The push token of the device. */
    readonly token: string;
  };
}
/** Deletes a person, and ignores further data about them. */
export interface PersonSuppress extends Person<'suppress'> {}
/** Allows data about a suppressed person again. */
export interface PersonUnsuppress extends Person<'unsuppress'> {}
/** Merges one person into another. */
export interface PersonMerge {
  /** The operation is about a person. */
  readonly type: 'person';
  /** What is done. */
  readonly action: 'merge';
  /** The person who remains. */
  readonly primary: RelatedPersonIdentifiers;
  /** The person who is merged into the primary one, and deleted. */
  readonly secondary: RelatedPersonIdentifiers;
}

export type PersonOperation =
  | PersonIdentify
  | PersonDelete
  | PersonEvent
  | PersonPage
  | PersonScreen
  | PersonContent
  | PersonAddRelationships
  | PersonDeleteRelationships
  | PersonAddDevice
  | PersonDeleteDevice
  | PersonMerge
  | PersonSuppress
  | PersonUnsuppress;

interface ObjectBase<Action extends string> {
  /** The operation is about an object. */
  readonly type: 'object';
  /** What is done. */
  readonly action: Action;
  /** The object. */
  readonly identifiers: ObjectIdentifiers;
}

/** Creates or updates an object. */
export interface ObjectIdentify extends ObjectBase<'identify'> {
  /** The object's attributes. */
  readonly attributes?: JsonAttributes;
  /** Relationships to people. */
  readonly cio_relationships?: readonly JsonRelationship<RelatedPersonIdentifiers>[];
}
/** Creates or updates an object, with relationships to people who have not been identified yet. */
export interface ObjectIdentifyAnonymous extends ObjectBase<'identify_anonymous'> {
  /** The object's attributes. */
  readonly attributes?: JsonAttributes;
  /** The relationships to people who have not been identified yet. */
  readonly cio_relationships: readonly JsonRelationship<AnonymousIdentifiers>[];
}
/** Deletes an object. */
export interface ObjectDelete extends ObjectBase<'delete'> {}
/** An event of an object. */
export interface ObjectEvent extends ObjectBase<'event'>, Occurrence {}
/** Adds relationships between an object and people. */
export interface ObjectAddRelationships extends ObjectBase<'add_relationships'> {
  /** The relationships to people. */
  readonly cio_relationships: readonly JsonRelationship<RelatedPersonIdentifiers>[];
}
/** Removes relationships between an object and people. */
export interface ObjectDeleteRelationships extends ObjectBase<'delete_relationships'> {
  /** The relationships to people. */
  readonly cio_relationships: readonly JsonRelationship<RelatedPersonIdentifiers>[];
}

export type ObjectOperation =
  | ObjectIdentify
  | ObjectIdentifyAnonymous
  | ObjectDelete
  | ObjectEvent
  | ObjectAddRelationships
  | ObjectDeleteRelationships;

/** The status of a push notification. It has no idempotency key: sent twice, it may be counted twice. */
export interface DeliveryEvent {
  /** The operation is about a message that was delivered. */
  readonly type: 'delivery';
  /** What is done. */
  readonly action: 'event';
  /** The message. */
  readonly identifiers: {
    /** The `CIO-Delivery-ID` of the message. */
    readonly id: string;
  };
  /** What happened to the push notification. */
  readonly name: 'opened' | 'converted' | 'delivered';
  /** Where it happened. */
  readonly attributes: {
    /** The push token of the device. */
    readonly device_token: string;
  };
}

export type DeliveryOperation = DeliveryEvent;

/**
 * One operation of the Track API v2, as a plain JSON value: `JSON.parse(JSON.stringify(operation))` is the same operation, so
 * that it can be put into a queue or a table. `person`, `object` and `delivery` build operations.
 */
export type Operation = PersonOperation | ObjectOperation | DeliveryOperation;
