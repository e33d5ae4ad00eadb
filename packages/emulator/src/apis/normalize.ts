// Customer.io accepts requests beyond its published contract, which other clients send, its own among them. Before they are
// validated they are normalized: turned into what is published. What several APIs have in common is here.
import { isUlid } from '@cio/core';
import { isObject, type Json } from '../lib/json.js';

/** Removes an `id` that is no ULID: it is accepted, and deduplicates nothing. */
export function removeForeignId(body: Json): Json {
  if (typeof body.id !== 'string' || isUlid(body.id)) return body;
  const { id: _, ...rest } = body;
  return rest;
}

/** Removes a field that is null. */
export function removeNull(body: Json, name: string): Json {
  if (body[name] !== null) return body;
  const { [name]: _, ...rest } = body;
  return rest;
}

/** Normalizes the `device` of a body. */
export function normalizeDeviceOf(body: Json): Json {
  return isObject(body.device) ? { ...body, device: normalizeDevice(body.device) } : body;
}

/** Makes the `last_used` of a device a number, where it is digits in a string, and removes attributes that are null. */
export function normalizeDevice(original: Json): Json {
  const device = removeNull(original, 'attributes');
  const { last_used } = device;
  const isDigits = typeof last_used === 'string' && /^\d{1,15}$/.test(last_used);
  return isDigits ? { ...device, last_used: Number(last_used) } : device;
}
