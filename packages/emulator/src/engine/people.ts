import type { Json } from '../lib/json.js';
import { assignOwn, asText, ownValue, setOwn } from '../lib/own-properties.js';
import {
  identifierOfPath,
  identifierText,
  type Person,
  type PersonIdentifier,
  type PersonKey,
  type StoredDevice,
} from '../store/person.js';
import { claimAnonymous } from './claim-anonymous.js';
import {
  dropMerge,
  dropOlderAttribute,
  dropSegmentMember,
  dropSuppressed,
  dropUpdateOfNoPerson,
} from './drops.js';
import { createPerson, findOrCreatePerson, setIdentifier } from './find-or-create.js';
import { moveJourneys } from './move-journeys.js';
import { isPreferencePath, isUnsubscribed, PREFERENCES, preferencesWith } from './preferences.js';
import { addRelationship, isRelated } from './relationships.js';
import { addSuppression, isSuppressed } from './suppression.js';
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
  if (isSuppressed(state, identifier)) {
    dropSuppressed(state, 'identify', identifier);
    return;
  }
  const [key, value] = identifier;
  const email = typeof body.email === 'string' ? identifierText(body.email) : undefined;
  const id = identifierText(body.id);
  const existing =
    state.findBy(...identifier) ?? (key === 'cio_id' ? undefined : findByBody(state, id, email));
  if (!existing && body._update === true) {
    dropUpdateOfNoPerson(state, identifier);
    return;
  }
  const person = existing ?? createPerson(state, 'identify', identifier);
  if (!person) return;

  if (key === 'id' || key === 'email') setIdentifier(state, person, key, value, false);
  if (key === 'phone' && ownValue(person.attributes, key) === undefined)
    state.people.setAttribute(person, key, value);
  const mayChange = key === 'cio_id';
  if (id !== undefined) setIdentifier(state, person, 'id', id, mayChange);
  if (email !== undefined) setIdentifier(state, person, 'email', email, mayChange);
  setAttributes(state, person, body, channel);
  if (typeof body.anonymous_id === 'string') claimAnonymous(state, body.anonymous_id, person);
}

/** The person who has an identifier of a body. */
function findByBody(state: WorkspaceState, id?: string, email?: string): Person | undefined {
  const byId = id === undefined ? undefined : state.findBy('id', id);
  return byId ?? (email === undefined ? undefined : state.findBy('email', email));
}

export function deletePerson(state: WorkspaceState, identifier: PersonIdentifier): void {
  const person = state.findBy(...identifier);
  if (!person) return;
  state.activities.record(person, 'profile_delete');
  for (const { identifiers } of person.relationships) {
    const object = state.findObject(identifiers);
    if (object) delete object.people[person.cio_id];
  }
  state.app.optOuts.delete(person.cio_id);
  state.people.delete(person);
}

/** Deletes a person, and suppresses their id and their email address besides the identifier itself. */
export function suppress(state: WorkspaceState, identifier: PersonIdentifier): void {
  const { id, email } = state.findBy(...identifier) ?? {};
  addSuppression(state, [
    identifier,
    ...(id === undefined ? [] : [['id', id] as const]),
    ...(email === undefined ? [] : [['email', email] as const]),
  ]);
  deletePerson(state, identifier);
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
    dropMerge(state);
    return;
  }
  for (const [name, value] of Object.entries(from.attributes)) {
    const own = ownValue(into.attributes, name);
    if (own !== undefined && own !== '') continue;
    state.people.setAttribute(into, name, value);
    const time = ownValue(from.attribute_times, name);
    if (time !== undefined) setOwn(into.attribute_times, name, time);
  }
  const newEvents = new Set(
    from.events.filter((event) => state.events.assign(event, into)).map(({ id }) => id),
  );
  state.activities.move(
    from.cio_id,
    into,
    ({ event_id, delivery_id }) => delivery_id !== undefined || newEvents.has(event_id ?? ''),
  );
  moveJourneys(state, from, into);
  state.app.messages.move(from.cio_id, into);
  for (const device of [...from.devices]) state.people.addDevice(into, device);
  for (const segmentId of from.segments) state.people.addToSegment(into, segmentId);
  for (const { identifiers, relationship_attributes } of [...from.relationships]) {
    const object = state.findObject(identifiers);
    if (object && !isRelated(into, object)) addRelationship(state, into, object, relationship_attributes);
  }
  deletePerson(state, ['cio_id', from.cio_id]);
  // The identifiers that the primary lacks are free now.
  if (into.id === undefined && from.id !== undefined) setIdentifier(state, into, 'id', from.id, false);
  if (into.email === undefined && from.email !== undefined)
    setIdentifier(state, into, 'email', from.email, false);
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
      dropSegmentMember(state, [idType, id]);
      continue;
    }
    if (person.segments.includes(segmentId) === isMember) continue;
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
  const wasUnsubscribed = isUnsubscribed(person);
  const changes: Record<string, { from: unknown; to: unknown }> = {};
  const values: Json = {};
  assignOwn(values, body);
  const preferences = preferencesWith(ownValue(person.attributes, PREFERENCES), body);
  if (preferences) values[PREFERENCES] = preferences;
  for (const [name, value] of Object.entries(values)) {
    if (NOT_ATTRIBUTES.has(name) || isPreferencePath(name)) continue;
    if ((ownValue(person.attribute_times, name) ?? 0) > time) {
      dropOlderAttribute(state, name);
      continue;
    }
    if (name === 'phone' && isSuppressed(state, [name, asText(value)])) {
      dropSuppressed(state, 'identify', [name, asText(value)]);
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
  if (wasUnsubscribed !== isUnsubscribed(person)) {
    const metric = isUnsubscribed(person) ? 'unsubscribed' : 'subscribed';
    state.report(personEvent(person, metric, state.clock.unixSeconds(), {}, channel));
  }
  const changed = ownValue(changes, PREFERENCES);
  if (changed && JSON.stringify(changed.from) !== JSON.stringify(changed.to)) {
    const content = JSON.stringify(changed.to);
    const metric = 'cio_subscription_preferences_changed';
    state.report(personEvent(person, metric, state.clock.unixSeconds(), { content }, channel));
  }
}
