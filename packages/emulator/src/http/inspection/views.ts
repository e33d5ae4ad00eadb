// How what the workspace knows is shown, where several routes show it.
import type { Workspace } from '../../engine/workspace.js';
import type { StoredEvent } from '../../store/event.js';
import type { StoredObject } from '../../store/objects.js';
import type { Person } from '../../store/person.js';
import type { EventView, ObjectRef, PersonRef } from './types.js';

export function personRef({ cio_id, id, email }: Person): PersonRef {
  return { cio_id, id: id ?? null, email: email ?? null };
}

export function objectRef({ app }: Workspace, object: StoredObject): ObjectRef {
  const { cio_object_id, object_type_id, object_id } = object;
  const type_name = app.objectTypes.get(object_type_id)?.singular_name ?? `Type ${object_type_id}`;
  return { cio_object_id, object_type_id, object_id, type_name };
}

export function eventView({ events }: Workspace, event: StoredEvent): EventView {
  const { id, name, type, timestamp, data, anonymous_id = null } = event;
  const person = events.personOf(event);
  return { id, name, type, timestamp, data, anonymous_id, person: person ? personRef(person) : null };
}

/** Attributes with the times they were set at, by name. */
export function attributeList(
  attributes: Record<string, unknown>,
  times: Record<string, number>,
): { name: string; value: unknown; updated: number | null }[] {
  return Object.entries(attributes)
    .map(([name, value]) => ({
      name,
      value,
      updated: Object.hasOwn(times, name) ? (times[name] ?? null) : null,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
