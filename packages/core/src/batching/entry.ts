import { byteLength } from '../validation/checks.js';
import type { BatchApi } from './batch-api.js';

/** One operation in a batcher or an ingestion. */
export class Entry<Op> {
  readonly json: string;
  /** The size of the JSON in bytes of UTF-8. */
  readonly bytes: number;
  readonly orderingKeys: readonly string[];

  /**
   * @param index Its index among all operations, from 0.
   * @throws ValidationError for an operation that is not valid.
   */
  constructor(
    api: BatchApi<Op>,
    readonly operation: Op,
    readonly index: number,
  ) {
    const { value, json } = api.serialize(operation);
    this.json = json;
    this.bytes = byteLength(json);
    this.orderingKeys = api.orderingKeys(value);
  }
}
