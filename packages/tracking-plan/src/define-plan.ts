import type { ValidateMode, ValidateSettings } from './check.js';
import { checkDefinition } from './check-definition.js';
import type {
  AppMethods,
  OperationBuilders,
  PipelinesMethods,
  TrackMethods,
  TrackV2Methods,
} from './clients.js';
import { partsOf } from './parts.js';
import type { EventNames, IdsOf, PlanDefinition, SentEventData, SentPersonData } from './plan-definition.js';
import type { PlanError } from './plan-error.js';
import type { PlannedApp } from './planned/app.js';
import type { PlannedOperations } from './planned/operations.js';
import type { PlannedPipelines } from './planned/pipelines.js';
import type { PlannedTrack } from './planned/track.js';
import type { PlannedTrackV2 } from './planned/track-v2.js';
import type { StandardSchema } from './standard-schema.js';
import { builderMethods, clientMethods, withMethods } from './with-methods.js';

/** How a plan validates at run time. */
export interface PlanOptions {
  /**
   * What happens to a call that is not as the plan says:
   *
   * - `throw`: it rejects with a `PlanError`, and nothing is sent.
   * - `report`: it is sent as it is, and `report` receives the `PlanError`.
   * - `off`: nothing is validated, and no schema transforms anything: the clients are returned as they are.
   *
   * Default: `report` if `NODE_ENV` is `production`, else `throw`.
   */
  readonly validate?: ValidateMode | undefined;
  /** Receives the errors in mode `report`. What it throws changes nothing. Default: `console.warn` of the message. */
  readonly report?: ((error: PlanError) => unknown) | undefined;
}

/** A tracking plan: its clients take what the plan has, and nothing else. */
export interface Plan<D> {
  /** What the plan was defined with. */
  readonly definition: D;
  /** The names of the events. */
  readonly events: EventNames<D>;
  /** The ids of the object types. */
  readonly objects: IdsOf<D, 'objects'>;
  /** The ids of the transactional messages, or their trigger names. */
  readonly transactional: IdsOf<D, 'transactional'>;
  /** The ids of the API-triggered broadcasts. */
  readonly broadcasts: IdsOf<D, 'broadcasts'>;
  /**
   * A client of the Track API v1 by the plan: `identify`, `track`, `trackAnonymous` and `backfill` are typed and validated, and
   * reject with a `PlanError`. The other methods are the client's own.
   *
   * @param client A `TrackClient` of `@cio/track`.
   */
  track<Client extends TrackMethods>(client: Client): PlannedTrack<D, Client>;
  /**
   * A client of the Track API v2 by the plan: `identifyPerson`, `trackPersonEvent`, `identifyObject`, `trackObjectEvent`,
   * `addPersonRelationships` and `addObjectRelationships` are typed and validated. The other methods are the client's own.
   *
   * @param client A `TrackV2Client` of `@cio/track-v2`.
   */
  trackV2<Client extends TrackV2Methods>(client: Client): PlannedTrackV2<D, Client>;
  /**
   * A client of the Pipelines API by the plan: `identify`, `track` and `group` are typed and validated. The other methods are the
   * client's own.
   *
   * @param client A `PipelinesClient` of `@cio/pipelines`.
   */
  pipelines<Client extends PipelinesMethods>(client: Client): PlannedPipelines<D, Client>;
  /**
   * A client of the App API by the plan: sends take the plan's transactional messages, and `broadcasts.trigger` its broadcasts, with
   * the data that their templates read. The other methods are the client's own.
   *
   * @param client An `AppClient` of `@cio/app-api`.
   */
  app<Client extends AppMethods>(client: Client): PlannedApp<D, Client>;
  /**
   * The builders of operations by the plan, for a batcher, an ingestion or an outbox. They throw a `PlanError`.
   *
   * @param builders `person` and `object` of `@cio/track-v2`.
   */
  operations<Builders extends OperationBuilders>(builders: Builders): PlannedOperations<D, Builders>;
  /**
   * The builders of messages by the plan, for a batcher, an ingestion or an outbox. They throw a `PlanError`.
   *
   * @param message `message` of `@cio/pipelines`.
   */
  messages<Builder extends PipelinesMethods>(message: Builder): PlannedPipelines<D, Builder>;
  /** Whether data is what an event of the plan is sent with, such as what a campaign's webhook action sends: a type guard. */
  isEvent<Name extends keyof EventNames<D> & string>(
    name: Name,
    data: unknown,
  ): data is SentEventData<D, Name>;
  /** Whether attributes are what the plan says of a person: a type guard. */
  isPerson(attributes: unknown): attributes is SentPersonData<D>;
}

/** No keys but those of a definition: a misspelt one would leave everything under it unchecked. */
type KnownKeys<D> = {
  readonly [K in Exclude<keyof D, keyof PlanDefinition>]: `${K & string} is no part of a plan`;
};

/**
 * What a definition has to be. It is no constraint of `D`: with one, a single bad entry would make the compiler forget the names of all
 * the others, and complain wherever they are used.
 */
type AsPlan<D> = D extends PlanDefinition ? unknown : PlanDefinition;

/**
 * Defines a tracking plan: the events, attributes and messages of a workspace.
 *
 * @param definition What the workspace has. Each shape is a schema of Zod, Valibot, ArkType, Effect or another library that
 * implements Standard Schema, or `typed<…>()`.
 * @param options What happens at run time to a call that is not as the plan says.
 * @throws TypeError for a key that is no part of a plan, for what is no schema, and for an option that is not valid.
 * @example
 * const plan = definePlan({
 *   person: z.object({ email: z.email(), plan: z.enum(['free', 'pro']).optional() }),
 *   events: { order_placed: z.object({ total: z.number() }) },
 * });
 * const track = plan.track(new TrackClient(options));
 * await track.track('5', 'order_placed', { total: 54.2 });
 */
export function definePlan<const D extends object>(
  definition: D & KnownKeys<D> & AsPlan<D>,
  options: PlanOptions = {},
): Plan<D> {
  checkDefinition(definition, options);
  const { validate: mode = defaultMode(), report = warn } = options;
  const settings: ValidateSettings = { mode, report, leftOut: new Set() };
  const parts = partsOf(definition);
  const { events = {}, objects, transactional, broadcasts, person } = definition as PlanDefinition;
  const isOff = mode === 'off';
  const pipelines = { identify: parts.identifyInput, track: parts.trackInput, group: parts.groupInput };
  const { send } = parts;
  const plan = {
    definition,
    events: Object.fromEntries(Object.keys(events).map((name) => [name, name])),
    objects: idsOf(objects),
    transactional: idsOf(transactional),
    broadcasts: idsOf(broadcasts),
    track: (client: object) =>
      isOff
        ? client
        : withMethods(
            client,
            clientMethods(
              client,
              {
                identify: parts.identify,
                track: parts.track,
                trackAnonymous: parts.track,
                backfill: parts.backfill,
              },
              settings,
            ),
          ),
    trackV2: (client: object) =>
      isOff
        ? client
        : withMethods(
            client,
            clientMethods(
              client,
              {
                identifyPerson: parts.identify,
                trackPersonEvent: parts.track,
                identifyObject: parts.identifyObject,
                trackObjectEvent: parts.track,
                addPersonRelationships: parts.relateToObjects,
                addObjectRelationships: parts.relateToPeople,
              },
              settings,
            ),
          ),
    pipelines: (client: object) =>
      isOff ? client : withMethods(client, clientMethods(client, pipelines, settings)),
    app: (client: AppMethods) =>
      isOff
        ? client
        : withMethods(client, {
            ...clientMethods(
              client,
              {
                sendEmail: send,
                sendPush: send,
                sendSms: send,
                sendWhatsapp: send,
                sendInApp: send,
                sendInboxMessage: send,
              },
              settings,
            ),
            broadcasts: withMethods(
              client.broadcasts,
              clientMethods(client.broadcasts, { trigger: parts.trigger }, settings),
            ),
          }),
    operations: (builders: OperationBuilders) => {
      if (isOff) return builders;
      const { identify, track: event, identifyObject, relateToObjects, relateToPeople } = parts;
      const person = { identify, event, addRelationships: relateToObjects };
      const object = { identify: identifyObject, event, addRelationships: relateToPeople };
      return {
        person: withMethods(builders.person, builderMethods(builders.person, person, settings)),
        object: withMethods(builders.object, builderMethods(builders.object, object, settings)),
      };
    },
    messages: (message: object) =>
      isOff ? message : withMethods(message, builderMethods(message, pipelines, settings)),
    isEvent: (name: string, data: unknown) => Object.hasOwn(events, name) && isValid(events[name]!, data),
    isPerson: (attributes: unknown) => person !== undefined && isValid(person, attributes),
  };
  return plan as unknown as Plan<D>;
}

function defaultMode(): ValidateMode {
  return typeof process !== 'undefined' && process.env?.NODE_ENV === 'production' ? 'report' : 'throw';
}

function warn(error: PlanError): void {
  console.warn(error.message);
}

function idsOf(entries: Readonly<Record<string, { readonly id?: number | string }>> = {}): object {
  return Object.fromEntries(Object.entries(entries).map(([key, { id }]) => [key, id ?? key]));
}

function isValid(schema: StandardSchema, data: unknown): boolean {
  const result = schema['~standard'].validate(data);
  if (result instanceof Promise)
    throw new TypeError('expected a synchronous schema, got one that returns a promise');
  return !result.issues;
}
