import { copyJsonObject, LIMITS, readOptions, requireText, ulid } from '@cio/core';
import type { OccurrenceOptions } from './input-types.js';
import { toUnixSeconds } from './timestamp.js';
import type { JsonAttributes } from './types.js';

interface Occurrence<Type, Action, Identifiers> {
  type: Type;
  action: Action;
  identifiers: Identifiers;
  id: string;
  name: string;
  timestamp?: number;
  attributes?: JsonAttributes;
}

/** An event, a page view or a screen view. Its default id is a new ULID. */
export function occurrence<Type extends string, Action extends string, Identifiers>(
  type: Type,
  action: Action,
  identifiers: Identifiers,
  name: string,
  attributes: unknown,
  options: OccurrenceOptions | undefined,
): Occurrence<Type, Action, Identifiers> {
  requireText('name', name, LIMITS.eventNameBytes);
  const { id, timestamp } = readOptions(options, ['id', 'timestamp']);
  if (id !== undefined) requireText('id', id, LIMITS.identifierBytes);
  // Built by the million: assignments are faster than spreads.
  const operation: Occurrence<Type, Action, Identifiers> = {
    type,
    action,
    identifiers,
    id: id ?? ulid(),
    name,
  };
  if (timestamp !== undefined) operation.timestamp = toUnixSeconds('timestamp', timestamp);
  if (attributes != null) operation.attributes = copyJsonObject('attributes', attributes);
  return operation;
}
