import type { Json } from '../lib/json.js';
import type { ObjectIdentifiers } from '../store/objects.js';
import { findOrCreateObject } from './find-or-create.js';
import { removeRelationship } from './relationships.js';
import type { WorkspaceState } from './workspace-state.js';

/** Creates an object or changes its attributes. */
export function identifyObject(
  state: WorkspaceState,
  identifiers: ObjectIdentifiers,
  attributes: Json = {},
): void {
  const object = findOrCreateObject(state, 'identify', identifiers);
  if (!object) return;
  for (const [name, value] of Object.entries(attributes)) state.objects.setAttribute(object, name, value);
}

export function deleteObject(state: WorkspaceState, identifiers: ObjectIdentifiers): void {
  const object = state.findObject(identifiers);
  if (!object) return;
  for (const cioId of Object.keys(object.people)) {
    const person = state.people.get(cioId);
    if (person) removeRelationship(state, person, object);
  }
  state.objects.delete(object);
}
