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
  // Built by the million. Of a literal with these fields V8 learns while an application starts, when all are kept, to allocate it
  // where only a major garbage collection frees it; fields that are assigned are not part of that.
  const operation = {} as Occurrence<Type, Action, Identifiers>;
  operation.type = type;
  operation.action = action;
  operation.identifiers = identifiers;
  operation.id = id ?? ulid();
  operation.name = name;
  if (timestamp !== undefined) operation.timestamp = toUnixSeconds('timestamp', timestamp);
  if (attributes != null) operation.attributes = copyJsonObject('attributes', attributes);
  return operation;
}
