import { byteLength } from '@cio/core';
import { serializeOperation } from '../batch/serialize-operation.js';
import { orderingKeys } from '../operations/ordering-keys.js';
import type { Operation } from '../operations/types.js';

/** One operation in a batcher or an ingestion. */
export class Entry {
  readonly json: string;
  /** The size of the JSON in bytes of UTF-8. */
  readonly bytes: number;
  readonly orderingKeys: readonly string[];

  /**
   * @param index Its index among all operations, from 0.
   * @throws ValidationError for an operation that is not valid.
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
