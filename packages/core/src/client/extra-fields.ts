import { ValidationError } from '../errors/validation-error.js';
import { toJsonObject } from '../serialization/json-object.js';
import { serialize } from '../serialization/serialize.js';
import { requireObject } from '../validation/checks.js';
import { typeTag } from '../validation/type-tag.js';
import type { Call } from './call.js';

/**
 * A call with the fields that its caller adds: in its body, or in the query of one that has no body to have.
 *
 * @throws ValidationError for what is no object, for a field that the request has, for a body that is a list, and for what `checkBody`
 * refuses.
 */
export function withExtraFields({ extra, raw, body, ...call }: Call): Call {
  const added = toJsonObject('extra', extra);
  const text = (raw as string | undefined) ?? (body === undefined ? undefined : serialize(body));
  if (text === undefined && (call.method === 'GET' || call.method === 'DELETE')) {
    const [path, query] = call.path.split('?');
    const parameters = merge('extra', Object.fromEntries(new URLSearchParams(query)), added, true);
    return { ...call, path: `${path}?${new URLSearchParams(parameters as Record<string, string>)}` };
  }
  const fields: unknown = JSON.parse(text ?? '{}');
  requireObject('body', fields);
  const merged = merge('extra', fields, added);
  call.checkBody?.(merged);
  return { ...call, raw: JSON.stringify(merged) };
}

function merge(field: string, fields: object, added: object, isQuery = false): Record<string, unknown> {
  const merged = new Map<string, unknown>(Object.entries(fields));
  for (const [key, value] of Object.entries(added)) {
    const known = merged.get(key);
    const inside = `${field}.${key}`;
    const isMerged = isObject(known) && isObject(value);
    if ((known !== undefined && !isMerged) || (isQuery && typeof value === 'object')) {
      throw new ValidationError(inside, 'the request has this field already, or it is no text in a query');
    }
    merged.set(key, isMerged ? merge(inside, known, value) : value);
  }
  // A key called __proto__ is one like any other: what is assigned would become the prototype.
  return Object.fromEntries(merged);
}

function isObject(value: unknown): value is object {
  return typeTag(value) === 'Object';
}
