// Forms of requests that Customer.io accepts beyond its published contract, turned into the published ones.
import { isObject } from '../../lib/json.js';
import { acceptedDevice } from '../accepted-forms.js';
import type { Json } from './request.js';

/** By operation. */
const FORMS = new Map<string, (body: Json) => Json>([
  // Customer.io's own client for Go sends null for what its caller leaves out.
  ['triggerBroadcast', withoutNulls],
  ['sendPush', withAcceptedCustomDevice],
]);

/** The published form of a request's body. */
export function acceptedBody(operationId: string, body: unknown): unknown {
  const form = FORMS.get(operationId);
  return form && isObject(body) ? form(body) : body;
}

function withoutNulls(body: Json): Json {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

function withAcceptedCustomDevice(body: Json): Json {
  if (!isObject(body.custom_device)) return body;
  return { ...body, custom_device: acceptedDevice(withoutNulls(body.custom_device)) };
}
