import type { TrackV2Methods } from '../clients.js';
import type {
  EventData,
  EventNames,
  ObjectData,
  ObjectTypeId,
  PersonData,
  RelationshipData,
} from '../plan-definition.js';
import type { DataArguments, DataField, Parameter, Replace, Result } from './arguments.js';
import type { ReservedAttributes, ReservedEventData } from './reserved.js';

/** An object of a type of the plan. */
export interface PlannedObject<TypeId> {
  /** The id of the object type, as the plan has it. */
  readonly object_type_id: TypeId;
  /** The id that your system gave the object. At most 150 bytes. */
  readonly object_id: string;
}

/** A relationship to an object of a type of the plan, with the attributes that the plan has for it. */
export type PlannedRelationship<D, TypeId> = {
  /** The object. */
  readonly identifiers: PlannedObject<TypeId>;
} & DataField<'relationship_attributes', RelationshipData<D, TypeId>>;

/** A relationship to a person, with the attributes that the plan has for relationships with a type of object. */
export type PlannedPersonRelationship<D, TypeId, Relationship> = {
  /** The person. */
  readonly identifiers: Relationship extends readonly { readonly identifiers: infer I }[] ? I : never;
} & DataField<'relationship_attributes', RelationshipData<D, TypeId>>;

interface PlannedPerson<D, Client extends TrackV2Methods> {
  /** Creates or updates a person, with the attributes of the plan. */
  identifyPerson(
    identifiers: Parameter<Client['identifyPerson'], 0>,
    ...attributes: DataArguments<PersonData<D> & ReservedAttributes, Parameter<Client['identifyPerson'], 2>>
  ): Result<Client['identifyPerson']>;
}

interface PlannedEvents<D, Client extends TrackV2Methods> {
  /** Tracks an event of the plan. */
  trackPersonEvent<Name extends keyof EventNames<D> & string>(
    identifiers: Parameter<Client['trackPersonEvent'], 0>,
    name: Name,
    ...attributes: DataArguments<
      EventData<D, Name> & ReservedEventData,
      Parameter<Client['trackPersonEvent'], 3>
    >
  ): Result<Client['trackPersonEvent']>;
  /** Tracks an event of the plan, of an object. */
  trackObjectEvent<Name extends keyof EventNames<D> & string>(
    identifiers: Parameter<Client['trackObjectEvent'], 0>,
    name: Name,
    ...attributes: DataArguments<
      EventData<D, Name> & ReservedEventData,
      Parameter<Client['trackObjectEvent'], 3>
    >
  ): Result<Client['trackObjectEvent']>;
}

interface PlannedObjects<D, Client extends TrackV2Methods> {
  /** Creates or updates an object of a type of the plan. */
  identifyObject<const TypeId extends ObjectTypeId<D>>(
    identifiers: PlannedObject<TypeId>,
    ...attributes: DataArguments<ObjectData<D, TypeId>, Parameter<Client['identifyObject'], 2>>
  ): Result<Client['identifyObject']>;
  /** Adds relationships between a person and objects of types of the plan. */
  addPersonRelationships<const TypeIds extends readonly ObjectTypeId<D>[]>(
    identifiers: Parameter<Client['addPersonRelationships'], 0>,
    relationships: { readonly [Index in keyof TypeIds]: PlannedRelationship<D, TypeIds[Index]> },
    options?: Parameter<Client['addPersonRelationships'], 2>,
  ): Result<Client['addPersonRelationships']>;
  /** Adds relationships between an object of a type of the plan and people. */
  addObjectRelationships<const TypeId extends ObjectTypeId<D>>(
    identifiers: PlannedObject<TypeId>,
    relationships: readonly PlannedPersonRelationship<
      D,
      TypeId,
      Parameter<Client['addObjectRelationships'], 1>
    >[],
    options?: Parameter<Client['addObjectRelationships'], 2>,
  ): Result<Client['addObjectRelationships']>;
}

/** A `TrackV2Client` whose people, events and objects are those of a plan. */
export type PlannedTrackV2<D, Client extends TrackV2Methods> = Replace<
  Client,
  (D extends { readonly person: object } ? PlannedPerson<D, Client> : unknown) &
    (D extends { readonly events: object } ? PlannedEvents<D, Client> : unknown) &
    (D extends { readonly objects: object } ? PlannedObjects<D, Client> : unknown)
>;
