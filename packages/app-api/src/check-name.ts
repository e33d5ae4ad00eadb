import { requireText, ValidationError } from '@cio/core';

/** Refuses a body whose `name` is blank or longer than `max` characters. One without a `name` leaves it as it is. */
export function checkName(
  body: { name?: unknown } | undefined,
  max: number = Number.POSITIVE_INFINITY,
): void {
  const name = body?.name;
  if (name === undefined) return;
  requireText('name', name);
  if (name.length > max) throw new ValidationError('name', `${name.length} characters, the limit is ${max}`);
}
