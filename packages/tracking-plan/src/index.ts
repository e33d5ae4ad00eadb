export type { ValidateMode } from './check.js';
export type {
  AppMethods,
  OperationBuilders,
  PipelinesMethods,
  TrackMethods,
  TrackV2Methods,
} from './clients.js';
export { definePlan, type Plan, type PlanOptions } from './define-plan.js';
export type {
  BroadcastDefinition,
  EventData,
  EventNames,
  IdsOf,
  MessageData,
  MessageDefinition,
  ObjectData,
  ObjectDefinition,
  ObjectTypeId,
  PersonData,
  PlanDefinition,
  RelationshipData,
  SentEventData,
  SentPersonData,
} from './plan-definition.js';
export { isPlanError, PlanError, type PlanIssue } from './plan-error.js';
export type { PlannedApp } from './planned/app.js';
export type { PlannedOperations } from './planned/operations.js';
export type { PlannedPipelines } from './planned/pipelines.js';
export type { ReservedAttributes, ReservedEventData } from './planned/reserved.js';
export type { PlannedTrack } from './planned/track.js';
export type {
  PlannedObject,
  PlannedPersonRelationship,
  PlannedRelationship,
  PlannedTrackV2,
} from './planned/track-v2.js';
export type { InputOf, OutputOf, SchemaIssue, SchemaResult, StandardSchema } from './standard-schema.js';
export { typed } from './typed.js';
