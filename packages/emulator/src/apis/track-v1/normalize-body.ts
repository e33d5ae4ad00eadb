// Bodies that Customer.io accepts beyond its published contract are turned into what is published.
import { isObject, type Json } from '../../lib/json.js';
import { normalizeDeviceOf, removeForeignId, removeNull } from '../normalize.js';

/** By operation. */
const NORMALIZERS = new Map<string, (body: Json) => Json>([
  ['track', normalizeEvent],
  ['trackAnonymous', normalizeEvent],
  ['add_device', normalizeDeviceOf],
]);

/** Normalizes the body of a request, before it is validated. */
export function normalizeBody(operationId: string, body: unknown): unknown {
  const normalize = NORMALIZERS.get(operationId);
  return normalize && isObject(body) ? normalize(body) : body;
}

/** An event with `data: null`, or with an `id` that is no ULID. */
function normalizeEvent(body: Json): Json {
  return removeNull(removeForeignId(body), 'data');
}
