import { type CallOptions, type ObjectInput, requireObject, ValidationError } from '@cio/core';

/** Options of a single call of the App API. */
export interface AppCallOptions extends CallOptions {
  /**
   * Fields that Customer.io accepts and that have no type here yet: deeply merged into the JSON body, or into the query of a
   * request without a body. They override the arguments.
   */
  extra?: ObjectInput<Readonly<Record<string, unknown>>> | undefined;
}

interface Payload {
  query: Readonly<Record<string, unknown>>;
  body?: unknown;
  raw?: Uint8Array | undefined;
}

/** The query and the body of a request, with the fields that the caller adds. */
export function withExtra<P extends Payload>(payload: P, extra: AppCallOptions['extra']): P {
  if (extra === undefined) return payload;
  requireObject('extra', extra);
  if (payload.raw !== undefined || Array.isArray(payload.body)) {
    throw new ValidationError('extra', 'this request has no fields to add to');
  }
  if (payload.body === undefined) return { ...payload, query: { ...payload.query, ...extra } };
  return { ...payload, body: merge(payload.body, extra) };
}

function merge(value: unknown, extra: unknown): unknown {
  if (!isPlain(value) || !isPlain(extra)) return extra;
  const added = Object.entries(extra).map(([key, one]) => [
    key,
    Object.hasOwn(value, key) ? merge(value[key], one) : one,
  ]);
  // Not assigned: a key `__proto__` would become the prototype.
  return { ...value, ...Object.fromEntries(added) };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]';
}
