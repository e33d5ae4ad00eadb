import type { PipelinesMethods } from '../clients.js';
import type { EventData, EventNames, ObjectData, ObjectTypeId, PersonData } from '../plan-definition.js';
import type { DataField, OmitEach, Parameter, Replace, Result } from './arguments.js';

type Rest<Method, Keys extends string> = ByUserId<OmitEach<Parameter<Method, 0>, Keys>>;

/** Where the `anonymousId` is required there is no `userId`: of an input with one, the compiler then tells what else is missing. */
type ByUserId<Input> = Input extends { readonly anonymousId: string | number }
  ? Omit<Input, 'userId'> & {
      /** None: the person is known by `anonymousId` alone. */
      readonly userId?: undefined;
    }
  : Input;

interface Identify<D, Client extends PipelinesMethods> {
  /** Sets traits of a person: the attributes of the plan. */
  identify(
    input: Rest<Client['identify'], 'traits'> & DataField<'traits', PersonData<D>>,
    options?: Parameter<Client['identify'], 1>,
  ): Result<Client['identify']>;
}

interface Track<D, Client extends PipelinesMethods> {
  /** Records an event of the plan. */
  track<const Name extends keyof EventNames<D> & string>(
    input: Rest<Client['track'], 'event' | 'properties'> & {
      /** The name of the event. */
      readonly event: Name;
    } & DataField<'properties', EventData<D, Name>>,
    options?: Parameter<Client['track'], 1>,
  ): Result<Client['track']>;
}

interface Group<D, Client extends PipelinesMethods> {
  /** Adds a person to a group: in Customer.io an object, of a type of the plan. */
  group<const TypeId extends ObjectTypeId<D>>(
    input: Rest<Client['group'], 'traits'> & {
      /** What is known of the group: its type, and the attributes of the plan. */
      readonly traits: {
        /** The id of the object type, as the plan has it. */
        readonly object_type_id: TypeId;
        /** What is known of the relationship between the person and the group. */
        readonly relationshipAttributes?: object | undefined;
      } & ObjectData<D, TypeId>;
    },
    options?: Parameter<Client['group'], 1>,
  ): Result<Client['group']>;
}

/** A `PipelinesClient`, or the builders of its messages, whose people, events and groups are those of a plan. */
export type PlannedPipelines<D, Client extends PipelinesMethods> = Replace<
  Client,
  (D extends { readonly person: object } ? Identify<D, Client> : unknown) &
    (D extends { readonly events: object } ? Track<D, Client> : unknown) &
    (D extends { readonly objects: object } ? Group<D, Client> : unknown)
>;
