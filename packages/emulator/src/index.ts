export { type Emulator, type EmulatorOptions, startEmulator } from './emulator.js';
export type { Fault, FaultKind, Faults } from './server/faults.js';
export type { SeenRequest } from './server/request-log.js';
export type { ExamplePerson, MessageSource } from './webhooks/example-event.js';
export type { ReportingEvent } from './webhooks/reporting-event.js';
export type { WebhookTarget } from './webhooks/send-webhook.js';
export { eventTypes, type SimulateOptions, simulateWebhook } from './webhooks/simulate.js';
export type { AppData, Stored, StoredExport, StoredMessage, Table } from './workspace/app-data.js';
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
} from './workspace/workspace.js';
