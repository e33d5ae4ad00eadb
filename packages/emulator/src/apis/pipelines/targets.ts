import type { Workspace } from '../../engine/workspace.js';
import type { ObjectIdentifiers } from '../../store/objects.js';
import { identifierOfPath, identifierText, type PersonIdentifier } from '../../store/person.js';
import type { Message } from './message.js';

/** A `userId` is an id, an email address, or a `cio_id` with its prefix. */
export function personOf(userId: string): PersonIdentifier {
  return identifierOfPath(userId);
}

/** A group is an object; without a type, of type 1. */
export function objectOf(objectId: unknown, objectTypeId: unknown = 1): ObjectIdentifiers {
  return { object_type_id: String(objectTypeId), object_id: String(objectId) };
}

/** Whom an `identify` is about: by its id, its email address, or an anonymous id that is known. Undefined: nobody. */
export function identifiedBy(
  workspace: Workspace,
  { userId, anonymousId, traits }: Message,
): PersonIdentifier | undefined {
  if (identifierText(userId)) return personOf(userId!);
  const email = identifierText(traits?.email);
  if (email !== undefined) return ['email', email];
  const known =
    anonymousId === undefined ? undefined : workspace.people.firstWith('anonymous_id', anonymousId);
  return known && ['cio_id', known.cio_id];
}
