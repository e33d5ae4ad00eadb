import type { Operation } from './types.js';

/** Whether sending an operation twice has no second effect: all have none but events without a ULID. */
export function isReplaySafe(operation: Operation): boolean {
  const { type, action, id } = operation as { type: string; action: string; id?: unknown };
  if (type === 'delivery') return false;
  return (action !== 'event' && action !== 'page' && action !== 'screen') || id !== undefined;
}

interface Named {
  identifiers?: object;
  primary?: object;
  secondary?: object;
  cio_relationships?: readonly { identifiers?: object }[];
}

/**
 * Names of everybody and everything that an operation is about: operations that share one keep
 * their order. The same person by another kind of identifier is another name.
 */
export function namesOf(operation: Operation): string[] {
  const { identifiers, primary, secondary, cio_relationships } = operation as Named;
  if (identifiers && !cio_relationships) return [JSON.stringify(identifiers)];
  const all = [
    identifiers,
    primary,
    secondary,
    ...(cio_relationships ?? []).map((related) => related.identifiers),
  ];
  return all.filter((one) => one !== undefined).map((one) => JSON.stringify(one));
}
