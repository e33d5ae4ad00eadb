export { type SegmentOptions, TrackClient, type TrackClientOptions } from './track-client.js';
export type {
  Attributes,
  ObjectIdentifiers,
  Relationships,
  SubscriptionPreferences,
} from './types/attributes.js';
export type { Device } from './types/device.js';
export type { AnonymousEventOptions, EventData, EventOptions } from './types/event.js';
export type { Metric, PushEvent } from './types/metric.js';
export type { PersonIdentifier } from './types/person.js';
export type { AccountRegion } from './types/region.js';
