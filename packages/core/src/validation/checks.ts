import { ValidationError } from '../errors/validation-error.js';

/** An identifier of a person, an object or a segment. */
export type Identifier = string | number;

/** The length of a string in bytes of UTF-8. */
export function byteLength(text: string): number {
  // Buffer counts without encoding.
  return globalThis.Buffer ? Buffer.byteLength(text) : new TextEncoder().encode(text).length;
}

/** Whether a string is longer than `maxBytes` in UTF-8. Counted only if its length does not decide it. */
export function exceedsBytes(text: string, maxBytes: number): boolean {
  // A UTF-16 unit takes at most three bytes.
  return text.length * 3 > maxBytes && byteLength(text) > maxBytes;
}

/** Throws a ValidationError unless the value is a string that is not blank. The error does not contain it: it may be secret. */
export function requireText(field: string, value: unknown, maxBytes?: number): asserts value is string {
  if (typeof value !== 'string' || !value.trim()) {
    throw new ValidationError(field, `expected a string that is not blank, got ${describe(value)}`);
  }
  if (maxBytes !== undefined && exceedsBytes(value, maxBytes)) {
    throw new ValidationError(field, `${byteLength(value)} bytes, the limit is ${maxBytes}`);
  }
}

/** Throws a ValidationError unless the value is a string of well-formed Unicode that is not blank, or a safe integer. */
export function requireIdentifier(
  field: string,
  value: unknown,
  maxBytes?: number,
): asserts value is Identifier {
  if (Number.isSafeInteger(value)) return;
  if (typeof value === 'number') {
    throw new ValidationError(field, `expected a string or a safe integer, got ${value}`);
  }
  requireText(field, value, maxBytes);
  if (/\p{Cs}/u.test(value)) {
    throw new ValidationError(field, 'expected well-formed Unicode, got half of a surrogate pair');
  }
}

/** Throws a ValidationError unless the value is an object, and not an array. */
export function requireObject(field: string, value: unknown): asserts value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || isArray(value)) {
    throw new ValidationError(field, `expected an object, got ${describe(value)}`);
  }
}

/** Whether a value is an array. False for a revoked proxy. */
function isArray(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** Describes a value in errors, without its content. */
export function describe(value: unknown): string {
  if (value === undefined || value === null || typeof value === 'number') return String(value);
  if (isArray(value)) return 'an array';
  if (typeof value !== 'string') return `a value of type ${typeof value}`;
  return value.trim() ? 'a string' : value ? 'a blank string' : 'an empty string';
}

/** Throws a ValidationError unless the value is one of `allowed`. */
export function requireOneOf(field: string, value: unknown, allowed: readonly string[]): void {
  if (!allowed.includes(value as string)) {
    throw new ValidationError(field, `expected one of ${allowed.join(', ')}`);
  }
}

/** Throws a ValidationError unless the value is a path from the root: anything else could change the host of a URL. */
export function requirePath(field: string, value: unknown): asserts value is string {
  if (typeof value === 'string' && value.startsWith('/')) return;
  throw new ValidationError(field, 'expected a path that begins with /');
}

/** Throws a ValidationError unless the value is undefined or an `AbortSignal`. */
export function requireSignal(field: string, value: unknown): asserts value is AbortSignal | undefined {
  if (value === undefined) return;
  try {
    const { aborted, addEventListener } = Object(value) as Partial<AbortSignal>;
    if (typeof aborted === 'boolean' && typeof addEventListener === 'function') return;
  } catch {
    // A getter that throws.
  }
  throw new ValidationError(field, `expected an AbortSignal, got ${describe(value)}`);
}

/** Throws a ValidationError unless the value is undefined or a function. */
export function requireFunction(field: string, value: unknown): void {
  if (value === undefined || typeof value === 'function') return;
  throw new ValidationError(field, `expected a function, got ${describe(value)}`);
}

/** Throws a ValidationError unless the value has the method. */
export function requireMethod(field: string, value: unknown, method: string): void {
  try {
    if (typeof (value as Record<string, unknown> | null | undefined)?.[method] === 'function') return;
  } catch {
    // A getter that throws.
  }
  throw new ValidationError(field, `expected an object with a method ${method}, got ${describe(value)}`);
}
