import { isUlid } from '@cio/core';
import type { Operation } from './types.js';

/**
 * Whether an operation is idempotent. All are, except delivery events, and events, page views and screen views whose id is not a
 * ULID.
 */
export function isReplaySafe(operation: Operation): boolean {
  switch (operation.action) {
    case 'event':
    case 'page':
    case 'screen':
      return operation.type !== 'delivery' && isUlid(operation.id);
    default:
      return true;
  }
}
