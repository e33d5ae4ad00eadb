// Operations that Customer.io accepts beyond its published contract are turned into what is published.
import { dropForeignId, dropNull, isObject, normalizeDeviceOf } from '../normalize.js';

/** Normalizes an operation, before it is validated. */
export function normalizeOperation(operation: unknown): unknown {
  if (!isObject(operation)) return operation;
  return normalizeDeviceOf(dropNull(dropForeignId(operation), 'attributes'));
}
