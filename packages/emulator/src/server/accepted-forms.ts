// Forms that Customer.io takes besides those of its published contract, turned into those. Other clients send them.
import { isUlid } from '@cio/core';

type Json = Record<string, unknown>;

/** An event of version 1: `data: null`, and an `id` that is no ULID, which is taken and deduplicates nothing. */
export function acceptedEvent(body: unknown): unknown {
  return isObject(body) ? withoutNull(withoutForeignId(body), 'data') : body;
}

/** A request of version 1 that adds a device. */
export function acceptedDeviceRequest(body: unknown): unknown {
  return isObject(body) ? withAcceptedDevice(body) : body;
}

/** An operation of version 2. */
export function acceptedOperation(operation: unknown): unknown {
  if (!isObject(operation)) return operation;
  return withAcceptedDevice(withoutNull(withoutForeignId(operation), 'attributes'));
}

function withAcceptedDevice(body: Json): Json {
  if (!isObject(body.device)) return body;
  const device = withoutNull(body.device, 'attributes');
  const { last_used } = device;
  const isDigits = typeof last_used === 'string' && /^\d{1,15}$/.test(last_used);
  return { ...body, device: isDigits ? { ...device, last_used: Number(last_used) } : device };
}

function withoutForeignId(body: Json): Json {
  if (typeof body.id !== 'string' || isUlid(body.id)) return body;
  const { id: _, ...rest } = body;
  return rest;
}

function withoutNull(body: Json, name: string): Json {
  if (body[name] !== null) return body;
  const { [name]: _, ...rest } = body;
  return rest;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
