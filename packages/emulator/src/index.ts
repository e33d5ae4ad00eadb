export { type Emulator, type SimulateOwnOptions, startEmulator } from './emulator.js';
export type { ExamplePerson, MessageSource } from './engine/webhooks/example-event.js';
export type { ReportingEvent } from './engine/webhooks/reporting-event.js';
export type { WebhookTarget } from './engine/webhooks/send-webhook.js';
export { eventTypes, type SimulateOptions, simulateWebhook } from './engine/webhooks/simulate.js';
export type {
  Dropped,
  ObjectIdentifiers,
  Person,
  StoredActivity,
  StoredDevice,
  StoredEvent,
  StoredObject,
  StoredRelationship,
  Submission,
  Workspace,
} from './engine/workspace.js';
export type { Fault, FaultKind, Faults } from './http/faults.js';
export type { SeenRequest } from './http/request-log.js';
export type { EmulatorOptions } from './options.js';
export type { AppData, Stored, StoredExport, StoredMessage, Table } from './store/app-store.js';
