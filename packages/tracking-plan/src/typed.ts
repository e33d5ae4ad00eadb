import type { StandardSchema } from './standard-schema.js';

const ANYTHING: StandardSchema = {
  '~standard': { version: 1, vendor: 'cio', validate: (value) => ({ value }) },
};

/**
 * A shape from a plain TypeScript type: the compiler checks it, and nothing is validated at run time.
 *
 * @example
 * const plan = definePlan({ events: { order_placed: typed<{ total: number }>() } });
 */
export function typed<T extends object>(): StandardSchema<T> {
  return ANYTHING as StandardSchema<T>;
}
