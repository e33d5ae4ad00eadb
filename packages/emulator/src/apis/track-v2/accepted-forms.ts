// Forms of operations that Customer.io accepts beyond its published contract, turned into the published ones.
import { isObject } from '../../lib/json.js';
import { withAcceptedDevice, withoutForeignId, withoutNull } from '../accepted-forms.js';

/** The published form of an operation. */
export function acceptedOperation(operation: unknown): unknown {
  if (!isObject(operation)) return operation;
  return withAcceptedDevice(withoutNull(withoutForeignId(operation), 'attributes'));
}
