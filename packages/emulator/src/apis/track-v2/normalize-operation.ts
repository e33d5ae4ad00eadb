// Operations that Customer.io accepts beyond its published contract are turned into what is published.
import { isObject } from '../../lib/json.js';
import { normalizeDeviceOf, removeForeignId, removeNull } from '../normalize.js';

/** Normalizes an operation, before it is validated. */
export function normalizeOperation(operation: unknown): unknown {
  if (!isObject(operation)) return operation;
  return normalizeDeviceOf(removeNull(removeForeignId(operation), 'attributes'));
}
