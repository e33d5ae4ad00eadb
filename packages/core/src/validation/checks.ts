import { ValidationError } from '../errors/validation-error.js';

/** People, objects and segments are named by a string or a whole number. */
export type Identifier = string | number;

/** Bytes of a string in UTF-8. */
export function byteLength(text: string): number {
  // Node's own counts without writing the bytes out.
  return globalThis.Buffer ? Buffer.byteLength(text) : new TextEncoder().encode(text).length;
}

/** Whether a string takes more than `maxBytes` in UTF-8, counted only where its length leaves it open. */
export function exceedsBytes(text: string, maxBytes: number): boolean {
  // A UTF-16 unit takes at most three bytes.
  return text.length * 3 > maxBytes && byteLength(text) > maxBytes;
}

/** Refuses what is not a string with something in it. The value is not quoted: it may be a secret. */
export function requireText(field: string, value: unknown, maxBytes?: number): asserts value is string {
  if (typeof value !== 'string' || !value.trim()) {
    throw new ValidationError(field, `expected a string that is not blank, got ${describe(value)}`);
  }
  if (maxBytes !== undefined && exceedsBytes(value, maxBytes)) {
    throw new ValidationError(field, `${byteLength(value)} bytes, the limit is ${maxBytes}`);
  }
}

/** Refuses what is neither a string with something in it nor an integer that a number holds exactly. */
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
}

/** Refuses what is not a plain object of keys and values. */
export function requireObject(field: string, value: unknown): asserts value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || isArray(value)) {
    throw new ValidationError(field, `expected an object, got ${describe(value)}`);
  }
}

/** Whether a value is an array. A proxy that has been revoked is nothing that can be told. */
function isArray(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** What a value is, without telling its content. */
export function describe(value: unknown): string {
  if (value === undefined || value === null || typeof value === 'number') return String(value);
  if (isArray(value)) return 'an array';
  if (typeof value !== 'string') return `a value of type ${typeof value}`;
  return value.trim() ? 'a string' : value ? 'a blank string' : 'an empty string';
}

/** Refuses what is not one of a few strings. */
export function requireOneOf(field: string, value: unknown, allowed: readonly string[]): void {
  if (!allowed.includes(value as string)) {
    throw new ValidationError(field, `expected one of ${allowed.join(', ')}`);
  }
}

/** Refuses what is neither undefined nor something that aborts as an `AbortSignal` does. */
export function requireSignal(field: string, value: unknown): asserts value is AbortSignal | undefined {
  if (value === undefined) return;
  try {
    const { aborted, addEventListener } = Object(value) as Partial<AbortSignal>;
    if (typeof aborted === 'boolean' && typeof addEventListener === 'function') return;
  } catch {
    // A getter of somebody's that throws.
  }
  throw new ValidationError(field, `expected an AbortSignal, got ${describe(value)}`);
}

/** Refuses what is neither undefined nor a function. */
export function requireFunction(field: string, value: unknown): void {
  if (value === undefined || typeof value === 'function') return;
  throw new ValidationError(field, `expected a function, got ${describe(value)}`);
}

/** Refuses what has no such method. */
export function requireMethod(field: string, value: unknown, method: string): void {
  try {
    if (typeof (value as Record<string, unknown> | null | undefined)?.[method] === 'function') return;
  } catch {
    // A getter of somebody's that throws.
  }
  throw new ValidationError(field, `expected an object with a method ${method}, got ${describe(value)}`);
}
