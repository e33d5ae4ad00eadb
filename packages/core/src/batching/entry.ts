import { byteLength } from '../validation/checks.js';
import type { BatchApi } from './batch-api.js';

/** One operation on its way to Customer.io. */
export class Entry<Op> {
  readonly json: string;
  /** The size of the JSON, in UTF-8. */
  readonly bytes: number;
  readonly orderingKeys: readonly string[];

  /**
   * @param index Its number among all that were given, from 0.
   * @throws ValidationError where it cannot be sent.
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
