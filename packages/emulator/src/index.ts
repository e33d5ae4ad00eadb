export { type Emulator, type EmulatorOptions, startEmulator } from './emulator.js';
export type { SeenRequest } from './server/api.js';
export type { Fault, FaultKind, Faults } from './server/faults.js';
export type { WebhookTarget } from './webhooks/send-webhook.js';
export type {
  Dropped,
  ObjectIdentifiers,
  Person,
  StoredDevice,
  StoredEvent,
  StoredObject,
  StoredRelationship,
  Submission,
  Workspace,
} from './workspace/workspace.js';
