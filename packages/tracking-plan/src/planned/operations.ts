import type { OperationBuilders } from '../clients.js';
import type { EventData, EventNames, ObjectData, ObjectTypeId, PersonData } from '../plan-definition.js';
import type { DataArguments, Parameter, Replace, Result } from './arguments.js';
import type { ReservedAttributes, ReservedEventData } from './reserved.js';
import type { PlannedObject, PlannedPersonRelationship, PlannedRelationship } from './track-v2.js';

interface Identify<D, Builder extends OperationBuilders['person']> {
  /** Creates or updates a person, with the attributes of the plan. */
  identify(
    identifiers: Parameter<Builder['identify'], 0>,
    ...attributes: DataArguments<PersonData<D> & ReservedAttributes, Parameter<Builder['identify'], 2>>
  ): Result<Builder['identify']>;
}

interface Event<D, Builder extends OperationBuilders['person'] | OperationBuilders['object']> {
  /** An event of the plan. */
  event<Name extends keyof EventNames<D> & string>(
    identifiers: Parameter<Builder['event'], 0>,
    name: Name,
    ...attributes: DataArguments<EventData<D, Name> & ReservedEventData, Parameter<Builder['event'], 3>>
  ): Result<Builder['event']>;
}

interface Relate<D, Builder extends OperationBuilders['person']> {
  /** Adds relationships between a person and objects of types of the plan. */
  addRelationships<const TypeIds extends readonly ObjectTypeId<D>[]>(
    identifiers: Parameter<Builder['addRelationships'], 0>,
    relationships: { readonly [Index in keyof TypeIds]: PlannedRelationship<D, TypeIds[Index]> },
  ): Result<Builder['addRelationships']>;
}

interface Objects<D, Builder extends OperationBuilders['object']> {
  /** Creates or updates an object of a type of the plan. */
  identify<const TypeId extends ObjectTypeId<D>>(
    identifiers: PlannedObject<TypeId>,
    ...attributes: DataArguments<ObjectData<D, TypeId>, Parameter<Builder['identify'], 2>>
  ): Result<Builder['identify']>;
  /** Adds relationships between an object of a type of the plan and people. */
  addRelationships<const TypeId extends ObjectTypeId<D>>(
    identifiers: PlannedObject<TypeId>,
    relationships: readonly PlannedPersonRelationship<D, TypeId, Parameter<Builder['addRelationships'], 1>>[],
  ): Result<Builder['addRelationships']>;
}

/** The builders of `@cio/track-v2`, whose people, events and objects are those of a plan. */
export interface PlannedOperations<D, Builders extends OperationBuilders> {
  /** Builds operations on people. */
  readonly person: Replace<
    Builders['person'],
    (D extends { readonly person: object } ? Identify<D, Builders['person']> : unknown) &
      (D extends { readonly events: object } ? Event<D, Builders['person']> : unknown) &
      (D extends { readonly objects: object } ? Relate<D, Builders['person']> : unknown)
  >;
  /** Builds operations on objects. */
  readonly object: Replace<
    Builders['object'],
    (D extends { readonly events: object } ? Event<D, Builders['object']> : unknown) &
      (D extends { readonly objects: object } ? Objects<D, Builders['object']> : unknown)
  >;
}
