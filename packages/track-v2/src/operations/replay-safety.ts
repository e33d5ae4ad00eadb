import { isUlid } from '@cio/core';

/**
 * Whether sending an operation twice has no second effect. All are safe but events, views and clicks without a ULID,
 * and the events of deliveries, which carry none.
 */
export function isReplaySafe({
  type,
  action,
  id,
}: {
  readonly type?: unknown;
  readonly action?: unknown;
  readonly id?: unknown;
}): boolean {
  switch (action) {
    case 'event':
    case 'page':
    case 'screen':
    case 'viewed_content':
    case 'clicked_content':
      return type !== 'delivery' && isUlid(id);
    default:
      return true;
  }
}
