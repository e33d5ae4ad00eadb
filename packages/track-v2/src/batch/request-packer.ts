import { byteLength, LIMITS } from '@cio/core';

const START = '{"batch":[';
const END = ']}';

/** The maximum size of the items of one request, each with its comma, so that the body stays under the limit. */
export const MAX_ITEMS_BYTES = LIMITS.batchBytes - START.length - END.length;

/** The body of one request. */
export function bodyOf(items: readonly string[]): string {
  return START + items.join(',') + END;
}

/** The body of one request, and the number of its items. */
export interface PackedRequest {
  body: string;
  count: number;
}

/**
 * Packs items into as few requests as possible, in order, and under the limit.
 *
 * Items are appended to a body, not kept separately, which would take more time than creating them. Most text has one byte per
 * character, so the size of a body is measured once, when it is full; if it is too large, its last items are cut off.
 */
export class RequestPacker {
  readonly #requests: PackedRequest[] = [];
  #items = '';
  /** The length of each item, in characters. */
  #lengths: number[] = [];

  add(json: string): void {
    while (this.#lengths.length > 0 && this.#items.length + 1 + json.length >= MAX_ITEMS_BYTES) {
      this.#close(false);
    }
    this.#items += this.#lengths.length > 0 ? `,${json}` : json;
    this.#lengths.push(json.length);
  }

  finish(): PackedRequest[] {
    while (this.#lengths.length > 0) this.#close(true);
    return this.#requests;
  }

  #close(isLast: boolean): void {
    if (byteLength(this.#items) < MAX_ITEMS_BYTES) {
      this.#emit(this.#items.length, this.#lengths.length);
      return;
    }
    let bytesLeft = MAX_ITEMS_BYTES;
    let end = 0;
    for (const [count, length] of this.#lengths.entries()) {
      bytesLeft -= byteLength(this.#items.slice(end, end + length)) + 1;
      // The comma before the removed item is removed too.
      if (bytesLeft < 0 && count > 0) {
        this.#emit(end - 1, count);
        return;
      }
      end += length + 1;
    }
    if (isLast) this.#emit(this.#items.length, this.#lengths.length);
  }

  /** Creates a request of the first items, which end at that character. */
  #emit(end: number, count: number): void {
    this.#requests.push({ body: START + this.#items.slice(0, end) + END, count });
    this.#items = this.#items.slice(end + 1);
    this.#lengths = this.#lengths.slice(count);
  }
}
