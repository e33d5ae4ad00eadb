import { isObject, type Json } from '../../lib/json.js';
// Forms of requests that Customer.io accepts beyond its published contract, turned into the published ones.
import { withAcceptedDevice, withoutForeignId, withoutNull } from '../accepted-forms.js';

/** By operation. */
const FORMS = new Map<string, (body: Json) => Json>([
  ['track', acceptedEvent],
  ['trackAnonymous', acceptedEvent],
  ['add_device', withAcceptedDevice],
]);

/** The published form of a request's body. */
export function acceptedBody(operationId: string, body: unknown): unknown {
  const form = FORMS.get(operationId);
  return form && isObject(body) ? form(body) : body;
}

/** An event with `data: null`, or with an `id` that is no ULID. */
function acceptedEvent(body: Json): Json {
  return withoutNull(withoutForeignId(body), 'data');
}
