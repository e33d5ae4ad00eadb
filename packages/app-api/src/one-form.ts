import { LIST_FIELDS } from './generated/list-fields.js';

/** The keys below these are a user's own. */
const OWN_KEYS = /^(attributes|data)$/;
/** How deep it is looked: an answer's own fields are never deeper. */
const DEPTH = 6;

/**
 * Gives what Customer.io answers in several forms the published one, in place: empty lists that are null, ids of steps and
 * links as text, ids of people as numbers, headers as an object.
 *
 * @param name What the value is under; of an item of a list, what the list is under.
 */
export function toOneForm(value: object, name = '', depth = DEPTH): void {
  if (Array.isArray(value)) {
    toOneFormOfIds(value, name);
    for (const item of value)
      if (typeof item === 'object' && item !== null && depth > 0) toOneForm(item, name, depth - 1);
    return;
  }
  const object = value as Record<string, unknown>;
  for (const key in object) {
    const one = object[key];
    if (one === null) {
      if (LIST_FIELDS.has(key)) object[key] = [];
    } else if (typeof one === 'object') {
      if (key === 'headers' && !Array.isArray(one)) object[key] = headerText(one);
      else if (depth > 0 && !OWN_KEYS.test(key)) toOneForm(one, key, depth - 1);
    } else if (typeof one === 'string') {
      if (key === 'id' && /^(actions?|link)$/.test(name) && /^\d+$/.test(one)) object[key] = Number(one);
    } else if (typeof one === 'number' && /^(cio_)?id$/.test(key) && /identifiers$/.test(name)) {
      object[key] = String(one);
    }
  }
}

function toOneFormOfIds(list: unknown[], name: string): void {
  const to = name === 'ids' ? String : name === 'content_ids' ? Number : undefined;
  if (to) for (const [index, id] of list.entries()) list[index] = to(id);
}

/** As JSON text of objects with `name` and `value`, which is how they are published. */
function headerText(headers: object): string {
  return JSON.stringify(Object.entries(headers).map(([name, value]) => ({ name, value })));
}
