import { byteLength } from '../validation/checks.js';
import type { BatchApi } from './batch-api.js';

/** One operation that is to be sent in a batch. */
export class Entry<Op> {
  /** The size of its JSON in bytes of UTF-8. */
  readonly bytes: number;
  readonly orderingKeys: readonly string[];
  /** Whether sending it twice has no second effect. */
  readonly isReplaySafe: boolean;
  /** The contexts in which it was added to a batcher: `HttpClient.captureContexts`. */
  contexts: readonly unknown[] | undefined;
  #json: string;

  /**
   * @param item The operation as `serializeItem` returns it.
   * @param index Its index among all operations, from 0.
   */
  constructor(
    api: BatchApi<Op>,
    readonly operation: Op,
    { value, json }: { value: ReturnType<BatchApi<Op>['read']>; json: string },
    readonly index: number,
  ) {
    this.#json = json;
    this.bytes = byteLength(json);
    // A copy has no room for more: an array that has grown by `push` has, for 16.
    this.orderingKeys = api.orderingKeys(value).slice();
    this.isReplaySafe = api.isReplaySafe(value);
  }

  /** Its JSON, for the body of the request, which then has it: an entry in flight does not hold it as well. */
  takeJson(): string {
    const json = this.#json;
    this.#json = '';
    return json;
  }
}
