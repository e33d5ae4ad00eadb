import { byteLength, LIMITS, requireObject, serialize } from '@cio/core';
import type { Operation } from '../operations/types.js';

/** An operation ready to go out: serialized once, its size known. */
export interface Entry {
  readonly operation: Operation;
  readonly json: string;
  /** In UTF-8. */
  readonly bytes: number;
}

export function toEntry(operation: Operation): Entry {
  requireObject('operation', operation);
  const json = serialize(operation);
  return { operation, json, bytes: byteLength(json) };
}

export function isOversize({ bytes }: Entry): boolean {
  return bytes > LIMITS.operationBytes;
}

/** Why an operation is too large. */
export const OVERSIZE = `more than ${LIMITS.operationBytes} bytes of JSON, the limit of one operation`;

const START = '{"batch":[';
const END = ']}';

/** What the items of one request may take together, each with its comma, so that its body stays under the limit. */
export const ROOM = LIMITS.batchBytes - START.length - END.length;

/** The body of one request. */
export function bodyOf(entries: readonly Entry[]): string {
  return START + entries.map(({ json }) => json).join(',') + END;
}
