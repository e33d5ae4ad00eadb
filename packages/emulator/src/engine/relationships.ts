import type { Json } from '../lib/json.js';
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
  state.objects.addAnonymous(object, anonymousId, attributes);
}

/** Adds a relationship to its person and its object, or changes the attributes of the one that there is. */
export function addRelationship(
  state: WorkspaceState,
  person: Person,
  object: StoredObject,
  attributes: Json = {},
): void {
  const { object_type_id, object_id } = object;
  const identifiers = { object_type_id, object_id };
  const relationship = {
    identifiers,
    relationship_attributes: attributes,
    changed_at: state.clock.unixSeconds(),
  };
  const isNew = !isRelated(person, object);
  if (isNew) person.relationships.push(relationship);
  else {
    person.relationships = person.relationships.map((one) =>
      state.findObject(one.identifiers) === object ? relationship : one,
    );
  }
  object.people[person.cio_id] = attributes;
  state.people.changed(person);
  const type = isNew ? 'add_relationship' : 'relationship_attribute_change';
  state.activities.record(person, type, { data: identifiers });
}

export function isRelated(person: Person, object: StoredObject): boolean {
  return Object.hasOwn(object.people, person.cio_id);
}

/** Removes a relationship from its person and its object. */
export function removeRelationship(state: WorkspaceState, person: Person, object: StoredObject): void {
  if (!isRelated(person, object)) return;
  delete object.people[person.cio_id];
  person.relationships = person.relationships.filter(
    ({ identifiers }) => state.findObject(identifiers) !== object,
  );
  state.people.changed(person);
  const { object_type_id, object_id } = object;
  state.activities.record(person, 'delete_relationship', { data: { object_type_id, object_id } });
}
