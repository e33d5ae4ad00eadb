import type { StoredEvent } from './event.js';
import type { StoredRelationship } from './objects.js';

export interface StoredDevice {
  id: string;
  platform: string;
  /** Unix seconds. */
  last_used?: number;
  attributes?: Record<string, unknown>;
}

export interface Person {
  cio_id: string;
  id?: string;
  email?: string;
  attributes: Record<string, unknown>;
  /** When each attribute was last set; unix seconds. */
  attribute_times: Record<string, number>;
  events: StoredEvent[];
  devices: StoredDevice[];
  /** Ids of the manual segments the person is in. */
  segments: number[];
  relationships: StoredRelationship[];
}

export type PersonKey = 'id' | 'email' | 'cio_id' | 'phone';

/** A person by one identifier: its kind and its value. */
export type PersonIdentifier = readonly [key: PersonKey, value: string];

/** An identifier as text: a string that is not blank, or a number. Undefined for everything else. */
export function identifierText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** An identifier as it is compared: an email address without its case. */
export function normalizedIdentifier(key: PersonKey, value: string): string {
  return key === 'email' ? value.toLowerCase() : value;
}

/** The identifier that a path of the v1 API holds: an email address, `cio_` and a cio_id, or an id. */
export function identifierOfPath(identifier: string): PersonIdentifier {
  if (identifier.startsWith('cio_')) return ['cio_id', identifier.slice('cio_'.length)];
  return [identifier.includes('@') ? 'email' : 'id', identifier];
}
