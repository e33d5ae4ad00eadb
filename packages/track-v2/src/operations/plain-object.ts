import { copyJsonValue, type JsonValue, requireObject } from '@cio/core';

/** A copy of an object as plain JSON, which no later change of the original reaches. */
export function plainObject(field: string, value: unknown): Record<string, JsonValue> {
  if (typeof value !== 'object') requireObject(field, value);
  const copy: unknown = copyJsonValue(value, field);
  // A Date has become a number, and a toJSON may have made anything.
  requireObject(field, copy);
  return copy as Record<string, JsonValue>;
}
