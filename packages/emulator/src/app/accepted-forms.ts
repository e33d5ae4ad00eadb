// Forms that the App API takes besides those of its published contract, turned into those. Other clients send them.
import type { Json } from './request.js';

const FORMS = new Map<string, (body: Json) => Json>([
  // Customer.io's own client for Go writes null for what its caller leaves out.
  ['triggerBroadcast', withoutNulls],
  ['sendPush', withAcceptedDevice],
]);

/** The published form of a request's body. */
export function acceptedBody(operationId: string, body: unknown): unknown {
  const form = FORMS.get(operationId);
  return form && isObject(body) ? form(body) : body;
}

function withoutNulls(body: Json): Json {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

/** A device whose `last_used` is digits, and whose attributes are null. */
function withAcceptedDevice(body: Json): Json {
  if (!isObject(body.custom_device)) return body;
  const device = withoutNulls(body.custom_device);
  const { last_used } = device;
  const isDigits = typeof last_used === 'string' && /^\d{1,15}$/.test(last_used);
  return { ...body, custom_device: isDigits ? { ...device, last_used: Number(last_used) } : device };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
