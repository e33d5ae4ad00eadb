import { isUlid } from '@cio/core';
import type { Operation } from './types.js';

/**
 * Whether sending an operation twice has no second effect. All are safe but events, views and clicks without a ULID,
 * and the events of deliveries, which carry none.
 */
export function isReplaySafe(operation: Operation): boolean {
  switch (operation.action) {
    case 'event':
    case 'page':
    case 'screen':
    case 'viewed_content':
    case 'clicked_content':
      return operation.type !== 'delivery' && isUlid(operation.id);
    default:
      return true;
  }
}
