import type { ObjectIdentifiers, StoredObject } from '../store/objects.js';
import type { Person, PersonIdentifier } from '../store/person.js';
import {
  dropChangeOfIdentifier,
  dropSuppressed,
  dropTakenIdentifier,
  dropUnknownCioId,
  dropUnknownObject,
} from './drops.js';
import { isSuppressed } from './suppression.js';
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
  identifier: PersonIdentifier,
): Person | undefined {
  const [key, value] = identifier;
  if (key === 'cio_id') {
    dropUnknownCioId(state, operation, value);
    return undefined;
  }
  if (isSuppressed(state, identifier)) {
    dropSuppressed(state, operation, identifier);
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
  const current = person[key];
  if (owner) dropTakenIdentifier(state, [key, value]);
  else if (isSuppressed(state, [key, value])) dropSuppressed(state, 'identify', [key, value]);
  else if (current !== undefined && !mayChange) dropChangeOfIdentifier(state, key, current);
  else state.people.setIdentifier(person, key, value);
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
    dropUnknownObject(state, operation, identifiers);
    return undefined;
  }
  return state.objects.create(identifiers.object_type_id, identifiers.object_id);
}
