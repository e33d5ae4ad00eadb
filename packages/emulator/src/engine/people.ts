import type { Json } from '../lib/json.js';
import { assignOwn, ownValue, setOwn } from '../lib/own-properties.js';
import {
  identifierOfPath,
  identifierText,
  type Person,
  type PersonIdentifier,
  type PersonKey,
  type StoredDevice,
} from '../store/person.js';
import { createPerson, findOrCreatePerson, setIdentifier } from './find-or-create.js';
import { isPreferencePath, PREFERENCES, preferencesWith } from './preferences.js';
import { addRelationship } from './relationships.js';
import { personEvent } from './webhooks/reporting-event.js';
import type { WorkspaceState } from './workspace-state.js';

/** Keys of an identify call that are instructions or identifiers, and no attributes. */
const NOT_ATTRIBUTES: ReadonlySet<string> = new Set([
  'id',
  'email',
  '_update',
  '_timestamp',
  'cio_relationships',
]);

/**
 * Creates a person or changes their attributes.
 *
 * @param channel What led to it, as the events of a person's choice name it.
 */
export function identify(
  state: WorkspaceState,
  identifier: PersonIdentifier,
  body: Json = {},
  channel = 'customer',
): void {
  const [key, value] = identifier;
  const email = typeof body.email === 'string' ? body.email : undefined;
  const id = identifierText(body.id);
  const existing =
    state.findBy(...identifier) ??
    (id === undefined ? undefined : state.findBy('id', id)) ??
    (email === undefined ? undefined : state.findBy('email', email));
  if (!existing && body._update === true) {
    state.drop('identify', `_update is true and there is no person with ${key} ${value}`);
    return;
  }
  const person = existing ?? createPerson(state, 'identify', identifier);
  if (!person) return;

  if (key === 'id' || key === 'email') setIdentifier(state, person, key, value, false);
  const mayChange = key === 'cio_id';
  if (id !== undefined) setIdentifier(state, person, 'id', id, mayChange);
  if (email !== undefined) setIdentifier(state, person, 'email', email, mayChange);
  setAttributes(state, person, body, channel);
  if (typeof body.anonymous_id === 'string') state.events.claim(body.anonymous_id, person);
}

export function deletePerson(state: WorkspaceState, identifier: PersonIdentifier): void {
  const person = state.findBy(...identifier);
  if (!person) return;
  state.activities.record(person, 'profile_delete');
  for (const { identifiers } of person.relationships) {
    const object = state.findObject(identifiers);
    if (object) delete object.people[person.cio_id];
  }
  state.people.delete(person);
}

export function suppress(state: WorkspaceState, identifier: PersonIdentifier): void {
  const person = state.findBy(...identifier);
  for (const value of [identifier[1], person?.id, person?.email]) {
    if (value !== undefined) state.suppressed.add(value);
  }
  deletePerson(state, identifier);
}

export function unsuppress(state: WorkspaceState, [, value]: PersonIdentifier): void {
  state.suppressed.delete(value);
}

export function addDevice(state: WorkspaceState, identifier: PersonIdentifier, device: StoredDevice): void {
  const person = findOrCreatePerson(state, 'add_device', identifier);
  if (!person) return;
  state.people.addDevice(person, device);
  const data = { device_id: device.id, platform: device.platform };
  state.activities.record(person, 'device_change', { data });
}

export function deleteDevice(state: WorkspaceState, identifier: PersonIdentifier, deviceId: string): void {
  const person = state.findBy(...identifier);
  if (!person || state.people.deviceOwner(deviceId) !== person) return;
  state.people.removeDevice(deviceId);
  state.changes.publish({ topic: 'people', id: person.cio_id, action: 'device_delete' });
}

/** Merges the secondary person into the primary, and deletes the secondary. */
export function mergePeople(
  state: WorkspaceState,
  primary: PersonIdentifier,
  secondary: PersonIdentifier,
): void {
  const into = state.findBy(...primary);
  const from = state.findBy(...secondary);
  if (!into || !from || into === from) {
    state.drop('merge', 'both people must exist, and be two');
    return;
  }
  for (const [name, value] of Object.entries(from.attributes)) {
    const own = ownValue(into.attributes, name);
    if (own === undefined || own === '') state.people.setAttribute(into, name, value);
  }
  for (const event of from.events) state.events.assign(event, into);
  for (const device of [...from.devices]) state.people.addDevice(into, device);
  for (const segmentId of from.segments) state.people.addToSegment(into, segmentId);
  for (const { identifiers, relationship_attributes } of [...from.relationships]) {
    const object = state.findObject(identifiers);
    if (object) addRelationship(state, into, object, relationship_attributes);
  }
  deletePerson(state, ['cio_id', from.cio_id]);
  // The identifiers that the primary lacks are free now.
  if (from.id !== undefined) setIdentifier(state, into, 'id', from.id, false);
  if (from.email !== undefined) setIdentifier(state, into, 'email', from.email, false);
  state.changes.publish({ topic: 'people', id: into.cio_id, action: 'merge' });
}

/** Puts people into a manual segment, or takes them out. Nobody is created. */
export function setSegmentMembers(
  state: WorkspaceState,
  segmentId: number,
  ids: readonly string[],
  idType: PersonKey,
  isMember: boolean,
): void {
  for (const id of ids) {
    const person = state.findBy(idType, id);
    if (!person) {
      state.drop('segment', `no person with ${idType} ${id}`);
      continue;
    }
    if (isMember) state.people.addToSegment(person, segmentId);
    else state.people.removeFromSegment(person, segmentId);
    state.changes.publish({
      topic: 'people',
      id: person.cio_id,
      action: isMember ? 'segment_join' : 'segment_leave',
    });
  }
}

export function submitForm(state: WorkspaceState, formId: string, data: Json): void {
  const identifier = identifierOfPath(identifierText(data.id) ?? identifierText(data.email) ?? '');
  identify(state, identifier, data);
  const person = state.findBy(...identifier);
  if (person) state.addSubmission({ form_id: formId, cio_id: person.cio_id, data });
}

function setAttributes(state: WorkspaceState, person: Person, body: Json, channel: string): void {
  const time = typeof body._timestamp === 'number' ? body._timestamp : state.clock.unixSeconds();
  const wasUnsubscribed = person.attributes.unsubscribed === true;
  const changes: Record<string, { from: unknown; to: unknown }> = {};
  const values: Json = {};
  assignOwn(values, body);
  const preferences = preferencesWith(ownValue(person.attributes, PREFERENCES), body);
  if (preferences) values[PREFERENCES] = preferences;
  for (const [name, value] of Object.entries(values)) {
    if (NOT_ATTRIBUTES.has(name) || isPreferencePath(name)) continue;
    if ((ownValue(person.attribute_times, name) ?? 0) > time) {
      state.drop('identify', `the attribute ${name} is older than what is set`);
      continue;
    }
    const from = ownValue(person.attributes, name);
    if (from !== value) setOwn(changes, name, { from: from ?? '', to: value });
    state.people.setAttribute(person, name, value);
    setOwn(person.attribute_times, name, time);
  }
  if (Object.keys(changes).length > 0) {
    state.activities.record(person, 'attribute_change', { data: changes, timestamp: time });
  }
  const isUnsubscribed = person.attributes.unsubscribed === true;
  if (wasUnsubscribed !== isUnsubscribed) {
    const metric = isUnsubscribed ? 'unsubscribed' : 'subscribed';
    state.report(personEvent(person, metric, state.clock.unixSeconds(), {}, channel));
  }
  const changed = ownValue(changes, PREFERENCES);
  if (changed && JSON.stringify(changed.from) !== JSON.stringify(changed.to)) {
    const content = JSON.stringify(changed.to);
    const metric = 'cio_subscription_preferences_changed';
    state.report(personEvent(person, metric, state.clock.unixSeconds(), { content }, channel));
  }
}
