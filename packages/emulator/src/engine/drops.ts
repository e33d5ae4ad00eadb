// All that Customer.io accepts and then drops without an error: one function a reason, which says when
// something is dropped and which file decides it. `workspace.dropped` lists what was dropped.
//
// A limit drops something only where the API answers 200 all the same: `dropOversized` and `dropInvalidMessage`, both of the
// Pipelines API. What the other APIs do about limits is in `apis/attribute-limits.ts`.
import type { ObjectIdentifiers } from '../store/objects.js';
import type { PersonIdentifier, PersonKey } from '../store/person.js';
import type { Store } from '../store/store.js';

type Drops = Pick<Store, 'drop'>;

/** A field of a body that the contract does not have. Track: `apis/track-v1/index.ts`, `apis/track-v2/index.ts`. App: `apis/app/read-request.ts`. */
export function dropUnknownField(drops: Drops, operation: string, field: string): void {
  drops.drop(operation, `the field ${field} is not known`);
}

/** A query parameter that the App API does not have: `apis/app/read-request.ts`. */
export function dropUnknownParameter(drops: Drops, operation: string, name: string): void {
  drops.drop(operation, `there is no query parameter ${name}`);
}

/** A request to the Pipelines API without its write key, outside strict mode: `apis/pipelines/index.ts`. */
export function dropUnauthorized(drops: Drops, operation: string): void {
  drops.drop(operation, 'the write key is missing or wrong');
}

/** A body or a message of the Pipelines API over a limit of size, in either mode: `apis/pipelines/index.ts`. */
export function dropOversized(drops: Drops, operation: string, bytes: number, maxBytes: number): void {
  drops.drop(operation, `${bytes} bytes, at most ${maxBytes}: Customer.io answers 200 and drops it`);
}

/** A message of the Pipelines API that is not valid, outside strict mode. Why: `apis/pipelines/rejections.ts`. */
export function dropInvalidMessage(drops: Drops, operation: string, error: string): void {
  drops.drop(operation, error);
}

/** An identify of the Pipelines API with an anonymous id that no person has: `apis/pipelines/handlers.ts`. */
export function dropAnonymousIdentify(drops: Drops): void {
  drops.drop('identify', 'an anonymousId alone makes no person in Customer.io');
}

/** An identify with `_update` of a person who does not exist: `engine/people.ts`. */
export function dropUpdateOfNoPerson(drops: Drops, [key, value]: PersonIdentifier): void {
  drops.drop('identify', `_update is true and there is no person with ${key} ${value}`);
}

/** Whatever names a cio_id that no person has, and would create the person by any other identifier: `engine/find-or-create.ts`. */
export function dropUnknownCioId(drops: Drops, operation: string, cioId: string): void {
  drops.drop(operation, `there is no person with cio_id ${cioId}, and a cio_id cannot be chosen`);
}

/**
 * What names a person by a suppressed identifier (`engine/people.ts`, `engine/find-or-create.ts`), and a suppressed identifier that is to
 * become one of another person.
 */
export function dropSuppressed(drops: Drops, operation: string, [, value]: PersonIdentifier): void {
  drops.drop(operation, `${value} is suppressed`);
}

/** An identifier that another person has already: `engine/find-or-create.ts`. */
export function dropTakenIdentifier(drops: Drops, [key, value]: PersonIdentifier): void {
  drops.drop('identify', `${key} ${value} belongs to somebody else`);
}

/** Another value of an identifier that the person has, unless they are named by cio_id: `engine/find-or-create.ts`. */
export function dropChangeOfIdentifier(drops: Drops, key: PersonKey, current: string): void {
  drops.drop('identify', `${key} is ${current}: it changes only by cio_id`);
}

/** An attribute whose `_timestamp` is before that of the value which is set: `engine/people.ts`. */
export function dropOlderAttribute(drops: Drops, name: string): void {
  drops.drop('identify', `the attribute ${name} is older than what is set`);
}

/** A merge of a person with themselves, or with one who does not exist: `engine/people.ts`. */
export function dropMerge(drops: Drops): void {
  drops.drop('merge', 'both people must exist, and be two');
}

/** A member of a manual segment who does not exist: `engine/people.ts`. */
export function dropSegmentMember(drops: Drops, [key, value]: PersonIdentifier): void {
  drops.drop('segment', `no person with ${key} ${value}`);
}

/** Whatever names a cio_object_id that no object has: `engine/find-or-create.ts`. */
export function dropUnknownObject(
  drops: Drops,
  operation: string,
  { cio_object_id }: Extract<ObjectIdentifiers, { cio_object_id: string }>,
): void {
  drops.drop(operation, `there is no object ${cio_object_id}, and its id cannot be chosen`);
}

/** What the emulator itself failed to do after the response: `engine/workspace-state.ts`, `engine/segment-campaigns.ts`. */
export function dropFailed(drops: Drops, operation: string, error: unknown): void {
  drops.drop(operation, `the emulator failed: ${error}`);
}
