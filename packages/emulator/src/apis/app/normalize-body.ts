// Bodies that Customer.io accepts beyond its published contract are turned into what is published.
import { isObject } from '../../lib/json.js';
import { normalizeDevice } from '../normalize.js';
import type { Json } from './request.js';

/** By operation. */
const NORMALIZERS = new Map<string, (body: Json) => Json>([
  // Customer.io's own client for Go sends null for what its caller leaves out.
  ['triggerBroadcast', removeNulls],
  ['sendPush', normalizeCustomDevice],
]);

/** Normalizes the body of a request, before it is validated. */
export function normalizeBody(operationId: string, body: unknown): unknown {
  const normalize = NORMALIZERS.get(operationId);
  return normalize && isObject(body) ? normalize(body) : body;
}

function removeNulls(body: Json): Json {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

function normalizeCustomDevice(body: Json): Json {
  if (!isObject(body.custom_device)) return body;
  return { ...body, custom_device: normalizeDevice(removeNulls(body.custom_device)) };
}
