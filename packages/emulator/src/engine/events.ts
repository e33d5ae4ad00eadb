import type { StoredEvent } from '../store/event.js';
import type { ObjectIdentifiers } from '../store/objects.js';
import type { PersonIdentifier } from '../store/person.js';
import { startCampaigns } from './campaigns.js';
import { recordEvent } from './claim-anonymous.js';
import { findOrCreateObject, findOrCreatePerson } from './find-or-create.js';
import type { WorkspaceState } from './workspace-state.js';

/** Records an event of a person, who is created where there is none. */
export function track(state: WorkspaceState, identifier: PersonIdentifier, event: StoredEvent): void {
  const person = findOrCreatePerson(state, 'track', identifier);
  if (!person || !addEvent(state, event)) return;
  recordEvent(state, person, event);
  startCampaigns(state, person, event);
}

/** Records an event of an anonymous id. Where a person has the id, it is theirs. */
export function trackAnonymous(state: WorkspaceState, event: StoredEvent): void {
  if (!addEvent(state, event) || event.anonymous_id === undefined) return;
  const person = state.people.firstWith('anonymous_id', event.anonymous_id);
  if (!person) return;
  recordEvent(state, person, event);
  startCampaigns(state, person, event);
}

/** Records an event of an object, which is created where there is none. */
export function trackObject(state: WorkspaceState, identifiers: ObjectIdentifiers, event: StoredEvent): void {
  const object = findOrCreateObject(state, 'event', identifiers);
  if (object && addEvent(state, event)) state.events.assignToObject(event, object);
}

/** Adds an event. False where its ULID is known: it came twice. */
function addEvent(state: WorkspaceState, event: StoredEvent): boolean {
  if (state.events.has(event.id)) {
    state.countDuplicate();
    return false;
  }
  state.events.add(event);
  return true;
}
