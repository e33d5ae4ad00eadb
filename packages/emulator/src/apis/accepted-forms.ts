// Customer.io accepts these forms, which other clients send, its own among them.
import { isUlid } from '@cio/core';
import { isObject, type Json } from '../lib/json.js';

/** An operation without an `id` that is no ULID: it is accepted, and deduplicates nothing. */
export function withoutForeignId(body: Json): Json {
  if (typeof body.id !== 'string' || isUlid(body.id)) return body;
  const { id: _, ...rest } = body;
  return rest;
}

/** A body without a field that is null. */
export function withoutNull(body: Json, name: string): Json {
  if (body[name] !== null) return body;
  const { [name]: _, ...rest } = body;
  return rest;
}

/** A body whose `device` has its `last_used` as digits, or no attributes as null. */
export function withAcceptedDevice(body: Json): Json {
  return isObject(body.device) ? { ...body, device: acceptedDevice(body.device) } : body;
}

/** A device whose `last_used` is digits in a string, and whose attributes are null. */
export function acceptedDevice(original: Json): Json {
  const device = withoutNull(original, 'attributes');
  const { last_used } = device;
  const isDigits = typeof last_used === 'string' && /^\d{1,15}$/.test(last_used);
  return isDigits ? { ...device, last_used: Number(last_used) } : device;
}
