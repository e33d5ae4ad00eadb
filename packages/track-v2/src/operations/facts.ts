import type { Operation } from './types.js';

/** Whether sending an operation twice has no second effect: all have none but events without a ULID. */
export function isReplaySafe(operation: Operation): boolean {
  switch (operation.action) {
    case 'event':
    case 'page':
    case 'screen':
      return operation.type !== 'delivery' && operation.id !== undefined;
    default:
      return true;
  }
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
  const names: string[] = [];
  for (const one of [identifiers, primary, secondary]) if (one !== undefined) names.push(JSON.stringify(one));
  for (const related of cio_relationships ?? []) {
    if (related.identifiers !== undefined) names.push(JSON.stringify(related.identifiers));
  }
  return names;
}
