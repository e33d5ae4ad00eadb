/** `Map` of `[object Map]`: the same in every realm. */
export function typeTag(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Whether a value is a `Date`, of this realm or of another: a test runner, `node:vm`, `structuredClone`. */
export function isDate(value: unknown): value is Date {
  try {
    return value instanceof Date || typeTag(value) === 'Date';
  } catch {
    // A proxy that has been revoked, or throws.
    return false;
  }
}
