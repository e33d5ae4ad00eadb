import {
  byteLength,
  exceedsBytes,
  isValidationError,
  LIMITS,
  requireObject,
  serialize,
  ValidationError,
} from '@cio/core';
import type { Operation } from '../operations/types.js';

/** An operation as JSON, made once. */
export function toJson(operation: Operation): string {
  requireObject('operation', operation);
  return serialize(operation);
}

/** The same for one of many: what is wrong with it is told by its index. */
export function toItem(operation: Operation, index: number): string {
  try {
    return toJson(operation);
  } catch (cause) {
    if (!isValidationError(cause)) throw cause;
    throw new ValidationError(`operations[${index}]`, cause.message, { cause, indexes: [index] });
  }
}

export function isOversize(json: string): boolean {
  return exceedsBytes(json, LIMITS.operationBytes);
}

/** Why an operation is too large. */
export const OVERSIZE = `more than ${LIMITS.operationBytes} bytes of JSON, the limit of one operation`;

const START = '{"batch":[';
const END = ']}';

/** What the items of one request may take together, each with its comma, so that its body stays under the limit. */
export const ROOM = LIMITS.batchBytes - START.length - END.length;

/** The body of one request. */
export function bodyOf(items: readonly string[]): string {
  return START + items.join(',') + END;
}

/** One request's body, and how many items are in it. */
export interface PackedRequest {
  body: string;
  count: number;
}

/**
 * Packs items into as few requests as keep their order and stay under the limit.
 *
 * Items are not kept one by one, which costs more than to make them: each goes to the end of a body.
 * Most text takes a byte a character, so a body is measured once, when it is full; where it turns
 * out too large it is cut.
 */
export class Packer {
  readonly #requests: PackedRequest[] = [];
  #items = '';
  /** The length of each of the items, in characters. */
  #lengths: number[] = [];

  add(json: string): void {
    while (this.#lengths.length > 0 && this.#items.length + 1 + json.length >= ROOM) this.#close(false);
    this.#items += this.#lengths.length > 0 ? `,${json}` : json;
    this.#lengths.push(json.length);
  }

  finish(): PackedRequest[] {
    while (this.#lengths.length > 0) this.#close(true);
    return this.#requests;
  }

  #close(isLast: boolean): void {
    if (byteLength(this.#items) < ROOM) {
      this.#emit(this.#items.length, this.#lengths.length);
      return;
    }
    let room = ROOM;
    let at = 0;
    for (const [count, length] of this.#lengths.entries()) {
      room -= byteLength(this.#items.slice(at, at + length)) + 1;
      // The comma before the item that does not fit goes too.
      if (room < 0 && count > 0) {
        this.#emit(at - 1, count);
        return;
      }
      at += length + 1;
    }
    if (isLast) this.#emit(this.#items.length, this.#lengths.length);
  }

  /** Makes a request of the first items, which end at that character. */
  #emit(end: number, count: number): void {
    this.#requests.push({ body: START + this.#items.slice(0, end) + END, count });
    this.#items = this.#items.slice(end + 1);
    this.#lengths = this.#lengths.slice(count);
  }
}
