export { type Emulator, startEmulator } from './emulator.js';
export type { EmulatorClock, EmulatorWorkspace } from './emulator-workspace.js';
export type {
  BroadcastDefinition,
  CampaignDefinition,
  CampaignStep,
  SegmentDefinition,
} from './engine/definitions.js';
export type { ExamplePerson, MessageSource } from './engine/webhooks/example-event.js';
export type { ReportingEvent } from './engine/webhooks/reporting-event.js';
export type { WebhookTarget } from './engine/webhooks/send-webhook.js';
export {
  eventTypes,
  type SimulateOptions,
  type SimulateOwnOptions,
  simulateWebhook,
} from './engine/webhooks/simulate.js';
export type { Fault, FaultKind, Faults } from './http/faults.js';
export type { SeenRequest } from './http/request-log.js';
export type { EmulatorOptions, WorkspaceOption } from './options.js';
export type {
  Seed,
  SeedBroadcast,
  SeedCampaign,
  SeedConditions,
  SeedContent,
  SeedEvent,
  SeedNewsletter,
  SeedObject,
  SeedObjectType,
  SeedPerson,
  SeedSegment,
  SeedSender,
  SeedStep,
  SeedTemplate,
  SeedTopic,
  SeedWebhook,
} from './seed/seed.js';
export type { StoredActivity } from './store/activities.js';
export type { Conditions, EventCondition, ValueCondition } from './store/app-entities.js';
export type { AppStore } from './store/app-store.js';
export type { StoredEvent } from './store/event.js';
export type { StoredMessage } from './store/messages.js';
export type { ObjectIdentifiers, StoredObject, StoredRelationship } from './store/objects.js';
export type { Person, StoredDevice } from './store/person.js';
export type { Dropped, ReportedMetric, Submission } from './store/store.js';
export type { EmulatorMessages, MessageFilter } from './testing/emulator-messages.js';
export type { EmulatorPeople } from './testing/emulator-people.js';
export type { EmulatorWebhooks, WebhookFilter } from './testing/emulator-webhooks.js';
export type { TextPattern } from './testing/matches.js';
export type { WaitOptions } from './testing/wait-for.js';
