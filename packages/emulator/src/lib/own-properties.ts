// Objects whose keys come from outside: `__proto__`, `constructor` and `toString` are keys as all others.

/** A value by a key of the object's own; undefined for what every object has. */
export function ownValue<T>(object: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a value by a key of the object's own. */
export function setOwn<T>(object: Record<string, T>, key: string, value: T): void {
  // The one key whose assignment does something else.
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Sets every value of another object. */
export function assignOwn(object: Record<string, unknown>, values: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(values)) setOwn(object, key, value);
}

/** Any value as text, as Customer.io keeps attributes: what is no text and no number as JSON. */
export function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
