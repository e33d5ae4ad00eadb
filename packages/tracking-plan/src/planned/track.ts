import type { TrackMethods } from '../clients.js';
import type { EventData, EventNames, PersonData } from '../plan-definition.js';
import type { DataArguments, Parameter, Replace, Result } from './arguments.js';
import type { ReservedAttributes, ReservedEventData } from './reserved.js';

interface PlannedIdentify<D, Client extends TrackMethods> {
  /** Creates or updates a person, with the attributes of the plan. */
  identify(
    identifier: Parameter<Client['identify'], 0>,
    ...attributes: DataArguments<PersonData<D> & ReservedAttributes, Parameter<Client['identify'], 2>>
  ): Result<Client['identify']>;
}

interface PlannedEvents<D, Client extends TrackMethods> {
  /** Tracks an event of the plan. */
  track<Name extends keyof EventNames<D> & string>(
    identifier: Parameter<Client['track'], 0>,
    name: Name,
    ...data: DataArguments<EventData<D, Name> & ReservedEventData, Parameter<Client['track'], 3>>
  ): Result<Client['track']>;
  /** Tracks an event of the plan, of a person who has not been identified yet. */
  trackAnonymous<Name extends keyof EventNames<D> & string>(
    anonymousId: Parameter<Client['trackAnonymous'], 0>,
    name: Name,
    ...data: DataArguments<EventData<D, Name> & ReservedEventData, Parameter<Client['trackAnonymous'], 3>>
  ): Result<Client['trackAnonymous']>;
  /** Tracks an event of the plan, of the past. */
  backfill<Name extends keyof EventNames<D> & string>(
    identifier: Parameter<Client['backfill'], 0>,
    name: Name,
    timestamp: Parameter<Client['backfill'], 2>,
    ...data: DataArguments<EventData<D, Name> & ReservedEventData, Parameter<Client['backfill'], 4>>
  ): Result<Client['backfill']>;
}

/** A `TrackClient` whose people and events are those of a plan. */
export type PlannedTrack<D, Client extends TrackMethods> = Replace<
  Client,
  (D extends { readonly person: object } ? PlannedIdentify<D, Client> : unknown) &
    (D extends { readonly events: object } ? PlannedEvents<D, Client> : unknown)
>;
