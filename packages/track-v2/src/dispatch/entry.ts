import { byteLength } from '@cio/core';
import { serializeOperation } from '../batch/serialize-operation.js';
import { orderingKeys } from '../operations/ordering-keys.js';
import type { Operation } from '../operations/types.js';

/** One operation on its way to Customer.io. */
export class Entry {
  readonly json: string;
  /** The size of the JSON, in UTF-8. */
  readonly bytes: number;
  readonly orderingKeys: readonly string[];

  /**
   * @param index Its number among all that were given, from 0.
   * @throws ValidationError where it cannot be sent.
   */
  constructor(
    readonly operation: Operation,
    readonly index: number,
  ) {
    const { value, json } = serializeOperation(operation);
    this.json = json;
    this.bytes = byteLength(json);
    this.orderingKeys = orderingKeys(value);
  }
}
