import { ValidationError } from '@cio/core';

/** Refuses a page of more items than Customer.io gives: it would look like the last one. */
export function checkLimit(params: { limit?: number | undefined } | undefined, max: number): void {
  const { limit } = params ?? {};
  if (limit !== undefined && !(limit >= 1 && limit <= max)) {
    throw new ValidationError('limit', `expected 1 to ${max}`);
  }
}
