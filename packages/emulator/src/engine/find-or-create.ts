import type { ObjectIdentifiers, StoredObject } from '../store/objects.js';
import type { Person, PersonIdentifier } from '../store/person.js';
import type { WorkspaceState } from './workspace-state.js';

/** The person with an identifier, who is created where there is none. Undefined where that cannot be. */
export function findOrCreatePerson(
  state: WorkspaceState,
  operation: string,
  identifier: PersonIdentifier,
): Person | undefined {
  return state.findBy(...identifier) ?? createPerson(state, operation, identifier);
}

/** Creates a person with an identifier. Undefined where that cannot be. */
export function createPerson(
  state: WorkspaceState,
  operation: string,
  [key, value]: PersonIdentifier,
): Person | undefined {
  if (key === 'cio_id') {
    state.drop(operation, `there is no person with cio_id ${value}, and a cio_id cannot be chosen`);
    return undefined;
  }
  if (state.suppressed.has(value)) {
    state.drop(operation, `${value} is suppressed`);
    return undefined;
  }
  const person = state.people.create();
  if (key === 'phone') state.people.setAttribute(person, 'phone', value);
  else setIdentifier(state, person, key, value, false);
  state.activities.record(person, 'profile_create');
  return person;
}

/** Sets an identifier. One that is set changes only where the person was identified by cio_id. */
export function setIdentifier(
  state: WorkspaceState,
  person: Person,
  key: 'id' | 'email',
  value: string,
  mayChange: boolean,
): void {
  const owner = state.findBy(key, value);
  if (owner === person) return;
  if (owner) {
    state.drop('identify', `${key} ${value} belongs to somebody else`);
    return;
  }
  const current = person[key];
  if (current !== undefined && !mayChange) {
    state.drop('identify', `${key} is ${current}: it changes only by cio_id`);
    return;
  }
  state.people.setIdentifier(person, key, value);
}

/** The object with these identifiers, which is created where there is none. Undefined where that cannot be. */
export function findOrCreateObject(
  state: WorkspaceState,
  operation: string,
  identifiers: ObjectIdentifiers,
): StoredObject | undefined {
  const existing = state.findObject(identifiers);
  if (existing) return existing;
  if ('cio_object_id' in identifiers) {
    state.drop(operation, `there is no object ${identifiers.cio_object_id}, and its id cannot be chosen`);
    return undefined;
  }
  return state.objects.create(identifiers.object_type_id, identifiers.object_id);
}
