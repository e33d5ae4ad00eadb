/** The type of a value, such as `Map` (from `[object Map]`): the same in every realm. */
export function typeTag(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Whether a value is a `Date`, also of another realm: a test runner's, or `node:vm`'s. */
export function isDate(value: unknown): value is Date {
  try {
    return value instanceof Date || typeTag(value) === 'Date';
  } catch {
    // A proxy that is revoked, or throws.
    return false;
  }
}
