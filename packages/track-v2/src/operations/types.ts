import type { Identifier, JsonValue } from '@cio/core';

type PersonIdentifierName = 'id' | 'email' | 'cio_id' | 'phone' | 'anonymous_id';

/** An identifier without the others. */
type OneIdentifier<Name extends PersonIdentifierName, Value> = {
  readonly [N in Name]: Value;
} & { readonly [Other in Exclude<PersonIdentifierName, Name>]?: never };

/** One person, by exactly one identifier. */
export type PersonIdentifiers =
  | OneIdentifier<'id', Identifier>
  | OneIdentifier<'email', string>
  | OneIdentifier<'cio_id', string>
  | OneIdentifier<'phone', string>;

/** Whoever did something: a person, or somebody not identified yet, by exactly one identifier. */
export type ActorIdentifiers = PersonIdentifiers | OneIdentifier<'anonymous_id', string>;

/** A person as `merge` and the relationships of objects name one: not by phone. */
export type RelatedPersonIdentifiers =
  | OneIdentifier<'id', Identifier>
  | OneIdentifier<'email', string>
  | OneIdentifier<'cio_id', string>;

/** One object, by your type and id or by Customer.io's id. */
export type ObjectIdentifiers =
  | { readonly object_type_id: Identifier; readonly object_id: string; readonly cio_object_id?: never }
  | { readonly cio_object_id: string; readonly object_type_id?: never; readonly object_id?: never };

/** Any keys of your own, with the values that JSON has. */
export type JsonAttributes = Readonly<Record<string, JsonValue>>;

/** What a person wants to receive. Topics and channels that are left out keep what they have. */
export type SubscriptionPreferences = {
  /** By `topic_` and the topic's id: `{ topic_1: false }`. */
  readonly topics?: Readonly<Record<string, boolean>>;
  /** By the channel's name: `{ email: false }`. */
  readonly channels?: Readonly<Record<string, boolean>>;
};

/** What is known of a person: at most 300 attributes, names at most 150 bytes, values at most 1,000 bytes. */
export interface JsonPersonAttributes {
  /** When the person came to you; unix seconds. */
  readonly created_at?: number;
  /** True: change the person if there is one, and create none. */
  readonly _update?: boolean;
  readonly cio_subscription_preferences?: SubscriptionPreferences;
  readonly [attribute: string]: JsonValue | undefined;
}

/** A relationship to a person or an object. */
export interface JsonRelationship<Identifiers> {
  readonly identifiers: Identifiers;
  readonly relationship_attributes?: JsonAttributes;
}

/** A person's phone or tablet, by its push token. */
export interface JsonDevice {
  /** The push token. */
  readonly token: string;
  readonly platform: 'ios' | 'android';
  /** When it was last used; unix seconds. */
  readonly last_used?: number;
  readonly attributes?: DeviceAttributes;
}

export interface DeviceAttributes {
  readonly device_os?: string;
  readonly device_model?: string;
  readonly app_version?: string;
  readonly cio_sdk_version?: string;
  readonly device_locale?: string;
  readonly push_enabled?: 'true' | 'false';
  readonly [attribute: string]: string | number | boolean | null | undefined;
}

export interface AnonymousIdentifiers {
  readonly anonymous_id: string;
}

interface Person<Action extends string> {
  readonly type: 'person';
  readonly action: Action;
  readonly identifiers: PersonIdentifiers;
}

interface Act<Action extends string> extends Occurrence {
  readonly type: 'person';
  readonly action: Action;
  readonly identifiers: ActorIdentifiers;
}

/** What an event, a page view, a screen view and a content event have in common. */
interface Occurrence {
  /** A ULID: Customer.io takes an event with the same one only once. */
  readonly id: string;
  /** At most 100 bytes. */
  readonly name: string;
  /** When it happened; unix seconds. Left out, the time it arrives. */
  readonly timestamp?: number;
  readonly attributes?: JsonAttributes;
}

export interface PersonIdentify extends Person<'identify'> {
  readonly attributes?: JsonPersonAttributes;
  readonly cio_relationships?: readonly JsonRelationship<ObjectIdentifiers>[];
  /** When the attributes were true; unix seconds. */
  readonly timestamp?: number;
}
export interface PersonDelete extends Person<'delete'> {}
export interface PersonEvent extends Act<'event'> {}
export interface PersonPage extends Act<'page'> {}
export interface PersonScreen extends Act<'screen'> {}
export interface PersonContent extends Act<'viewed_content' | 'clicked_content'> {}
export interface PersonAddRelationships extends Person<'add_relationships'> {
  readonly cio_relationships: readonly JsonRelationship<ObjectIdentifiers>[];
}
export interface PersonDeleteRelationships extends Person<'delete_relationships'> {
  readonly cio_relationships: readonly JsonRelationship<ObjectIdentifiers>[];
}
export interface PersonAddDevice extends Person<'add_device'> {
  readonly device: JsonDevice;
}
export interface PersonDeleteDevice extends Person<'delete_device'> {
  readonly device: { readonly token: string };
}
export interface PersonSuppress extends Person<'suppress'> {}
export interface PersonUnsuppress extends Person<'unsuppress'> {}
export interface PersonMerge {
  readonly type: 'person';
  readonly action: 'merge';
  /** Who remains. */
  readonly primary: RelatedPersonIdentifiers;
  /** Who is merged into the other, and deleted. */
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
  readonly type: 'object';
  readonly action: Action;
  readonly identifiers: ObjectIdentifiers;
}

export interface ObjectIdentify extends ObjectBase<'identify'> {
  readonly attributes?: JsonAttributes;
  readonly cio_relationships?: readonly JsonRelationship<RelatedPersonIdentifiers>[];
}
export interface ObjectIdentifyAnonymous extends ObjectBase<'identify_anonymous'> {
  readonly attributes?: JsonAttributes;
  readonly cio_relationships: readonly JsonRelationship<AnonymousIdentifiers>[];
}
export interface ObjectDelete extends ObjectBase<'delete'> {}
export interface ObjectEvent extends ObjectBase<'event'>, Occurrence {}
export interface ObjectAddRelationships extends ObjectBase<'add_relationships'> {
  readonly cio_relationships: readonly JsonRelationship<RelatedPersonIdentifiers>[];
}
export interface ObjectDeleteRelationships extends ObjectBase<'delete_relationships'> {
  readonly cio_relationships: readonly JsonRelationship<RelatedPersonIdentifiers>[];
}

export type ObjectOperation =
  | ObjectIdentify
  | ObjectIdentifyAnonymous
  | ObjectDelete
  | ObjectEvent
  | ObjectAddRelationships
  | ObjectDeleteRelationships;

/** What became of a push. It carries no ULID: sent twice, it may count twice. */
export interface DeliveryEvent {
  readonly type: 'delivery';
  readonly action: 'event';
  /** The `CIO-Delivery-ID` of the message. */
  readonly identifiers: { readonly id: string };
  readonly name: 'opened' | 'converted' | 'delivered';
  readonly attributes: { readonly device_token: string };
}

export type DeliveryOperation = DeliveryEvent;

/**
 * One thing to tell Customer.io: what a builder makes, and what travels through queues and batches. It is plain JSON:
 * `JSON.parse(JSON.stringify(operation))` is the same operation.
 */
export type Operation = PersonOperation | ObjectOperation | DeliveryOperation;
