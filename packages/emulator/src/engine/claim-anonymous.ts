import type { StoredEvent } from '../store/event.js';
import type { Person } from '../store/person.js';
import { addRelationship } from './relationships.js';
import type { WorkspaceState } from './workspace-state.js';

/** Records an event as one of a person's, with its activity. False where they have it. */
export function recordEvent(state: WorkspaceState, person: Person, event: StoredEvent): boolean {
  if (!state.events.assign(event, person)) return false;
  const { id: event_id, type, name, timestamp, data } = event;
  state.activities.record(person, type, { name, timestamp, data, event_id });
  return true;
}

/** Gives a person what an anonymous id did before it was theirs: its events, and its relationships with objects. */
export function claimAnonymous(state: WorkspaceState, anonymousId: string, person: Person): void {
  for (const event of state.events.ofAnonymous(anonymousId)) recordEvent(state, person, event);
  for (const [object, attributes] of state.objects.takeAnonymous(anonymousId)) {
    addRelationship(state, person, object, attributes);
  }
}
