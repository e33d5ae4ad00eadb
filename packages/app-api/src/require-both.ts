import { ValidationError } from '@cio/core';

/** Refuses a parameter without the one that it needs. */
export function requireBoth<T extends object>(
  params: T | undefined,
  name: keyof T & string,
  needed: keyof T & string,
): void {
  if (params?.[name] !== undefined && params[needed] === undefined) {
    throw new ValidationError(needed, `expected it where there is ${name}`);
  }
}
