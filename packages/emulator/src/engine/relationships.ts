import type { Json } from '../lib/json.js';
import { setOwn } from '../lib/own-properties.js';
import type { ObjectIdentifiers, StoredObject } from '../store/objects.js';
import type { Person, PersonIdentifier } from '../store/person.js';
import { findOrCreateObject, findOrCreatePerson } from './find-or-create.js';
import type { WorkspaceState } from './workspace-state.js';

/** Relates a person and an object. Either is created where there is none. */
export function relate(
  state: WorkspaceState,
  identifier: PersonIdentifier,
  identifiers: ObjectIdentifiers,
  attributes: Json = {},
): void {
  const person = findOrCreatePerson(state, 'add_relationships', identifier);
  const object = person && findOrCreateObject(state, 'add_relationships', identifiers);
  if (object) addRelationship(state, person, object, attributes);
}

/** Ends a relationship. */
export function unrelate(
  state: WorkspaceState,
  identifier: PersonIdentifier,
  identifiers: ObjectIdentifiers,
): void {
  const person = state.findBy(...identifier);
  const object = state.findObject(identifiers);
  if (person && object) removeRelationship(state, person, object);
}

/** Relates an anonymous id, which is not identified yet, to an object. */
export function relateAnonymous(
  state: WorkspaceState,
  anonymousId: string,
  identifiers: ObjectIdentifiers,
  attributes: Json = {},
): void {
  const object = findOrCreateObject(state, 'identify_anonymous', identifiers);
  if (!object) return;
  setOwn(object.anonymous, anonymousId, attributes);
  state.objects.changed(object);
}

/** Adds a relationship to its person and its object. */
export function addRelationship(
  state: WorkspaceState,
  person: Person,
  object: StoredObject,
  attributes: Json = {},
): void {
  removeRelationship(state, person, object);
  const { object_type_id, object_id } = object;
  person.relationships.push({
    identifiers: { object_type_id, object_id },
    relationship_attributes: attributes,
    changed_at: state.clock.unixSeconds(),
  });
  object.people[person.cio_id] = attributes;
  state.people.changed(person);
  state.activities.record(person, 'add_relationship', { data: { object_type_id, object_id } });
}

/** Removes a relationship from its person and its object. */
export function removeRelationship(state: WorkspaceState, person: Person, object: StoredObject): void {
  if (!Object.hasOwn(object.people, person.cio_id)) return;
  delete object.people[person.cio_id];
  person.relationships = person.relationships.filter(
    ({ identifiers }) => state.findObject(identifiers) !== object,
  );
  state.people.changed(person);
  state.changes.publish({ topic: 'people', id: person.cio_id, action: 'delete_relationship' });
}
