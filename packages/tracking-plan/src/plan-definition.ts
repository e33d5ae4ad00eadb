import type { InputOf, OutputOf, StandardSchema } from './standard-schema.js';

/** A schema of an object. */
type ObjectSchema = StandardSchema<object>;

/** A type of object, such as a company. */
export interface ObjectDefinition {
  /** The id of the object type in Customer.io, such as 1. */
  readonly id: number | string;
  /** The attributes of an object. Left out: any. */
  readonly attributes?: ObjectSchema;
  /** The attributes of a relationship between an object and a person. Left out: any. */
  readonly relationship?: ObjectSchema;
}

/** A message with a template: a transactional message, or an API-triggered broadcast. */
export interface MessageDefinition {
  /** The id of the message in Customer.io, or its trigger name. Default: the key in the plan is its trigger name. */
  readonly id?: number | string;
  /** The data that the template reads. Left out: any. */
  readonly data?: ObjectSchema;
}

/** An API-triggered broadcast. */
export interface BroadcastDefinition extends MessageDefinition {
  /** The id of the broadcast in Customer.io. */
  readonly id: number;
}

/**
 * What a workspace has. Each shape is a schema of any library that implements Standard Schema, or `typed<…>()`. What is left out is
 * not checked. A doc comment on a key is shown where the name is completed.
 */
export interface PlanDefinition {
  /** The attributes that `identify` sets. Customer.io's own, such as `_update`, need not be listed. */
  readonly person?: ObjectSchema;
  /** The events by their names, with their data. */
  readonly events?: Readonly<Record<string, ObjectSchema>>;
  /** The object types, by names of your own. */
  readonly objects?: Readonly<Record<string, ObjectDefinition>>;
  /** The transactional messages, by their trigger names or names of your own. */
  readonly transactional?: Readonly<Record<string, MessageDefinition>>;
  /** The API-triggered broadcasts, by names of your own. */
  readonly broadcasts?: Readonly<Record<string, BroadcastDefinition>>;
}

type Definitions<D, Key extends keyof PlanDefinition> = D extends {
  readonly [K in Key]: infer Part extends object;
}
  ? Part
  : object;

/**
 * What each event of the plan takes. One mapped type for all, from which a call reads the event that it names: a conditional type on
 * the name would make the compiler look at every event of the plan (`pnpm bench --only compile`).
 */
type EventInputs<D> = {
  readonly [K in keyof Definitions<D, 'events'>]: Definitions<D, 'events'>[K] extends infer S extends
    StandardSchema
    ? InputOf<S>
    : never;
};

type EventOutputs<D> = {
  readonly [K in keyof Definitions<D, 'events'>]: Definitions<D, 'events'>[K] extends infer S extends
    StandardSchema
    ? OutputOf<S>
    : never;
};

/** What an event of the plan takes. */
export type EventData<D, Name> = EventInputs<D>[Name & keyof EventInputs<D>];

/** What an event of the plan is when it is sent. */
export type SentEventData<D, Name> = EventOutputs<D>[Name & keyof EventOutputs<D>];

/** What the plan says of a person: the attributes that `identify` takes. */
export type PersonData<D> = D extends { readonly person: infer S extends StandardSchema }
  ? InputOf<S>
  : object;

/** What the plan says of a person, when it is sent. */
export type SentPersonData<D> = D extends { readonly person: infer S extends StandardSchema }
  ? OutputOf<S>
  : object;

/** The id of an entry of the plan as it is sent: its `id`, or else its key. */
type IdOf<Entry, Key> = Entry extends { readonly id: infer Id extends number | string } ? Id : Key;

/** The ids of the entries, by their names, with the doc comments of the keys. */
export type IdsOf<D, Key extends 'objects' | 'transactional' | 'broadcasts'> = {
  readonly [K in keyof Definitions<D, Key>]: IdOf<Definitions<D, Key>[K], K>;
};

/** The names of the events, by themselves, with the doc comments of the keys. */
export type EventNames<D> = { readonly [K in keyof Definitions<D, 'events'>]: K };

/** The id of a type of object of the plan: as a number, or as text. */
export type ObjectTypeId<D> = AsNumberOrText<IdsOf<D, 'objects'>[keyof IdsOf<D, 'objects'>]>;

type AsNumberOrText<Id> = Id extends number | string ? Id | `${Id}` : never;

type ObjectOf<D, Id> = {
  [K in keyof Definitions<D, 'objects'> as Id extends AsNumberOrText<IdOf<Definitions<D, 'objects'>[K], K>>
    ? 'object'
    : never]: Definitions<D, 'objects'>[K];
};

/** The attributes that the plan has for a type of object. */
export type ObjectData<D, Id> =
  ObjectOf<D, Id> extends {
    readonly object: { readonly attributes: infer S extends StandardSchema };
  }
    ? InputOf<S>
    : Readonly<Record<string, unknown>>;

/** The attributes that the plan has for a relationship with a type of object. */
export type RelationshipData<D, Id> = Id extends unknown
  ? ObjectOf<D, Id> extends { readonly object: { readonly relationship: infer S extends StandardSchema } }
    ? InputOf<S>
    : Readonly<Record<string, unknown>>
  : never;

/** The data that the template of a message of the plan reads. */
export type MessageData<D, Key extends 'transactional' | 'broadcasts', Id> = {
  [K in keyof Definitions<D, Key> as Id extends IdOf<Definitions<D, Key>[K], K>
    ? 'data'
    : never]: Definitions<D, Key>[K] extends { readonly data: infer S extends StandardSchema }
    ? InputOf<S>
    : Readonly<Record<string, unknown>>;
} extends { readonly data: infer Data }
  ? Data
  : never;
