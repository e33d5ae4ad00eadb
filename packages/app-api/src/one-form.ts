import { LIST_FIELDS } from './generated/list-fields.js';

/**
 * Gives what Customer.io answers in several forms the published one, in place: empty lists that are null, ids of steps, links
 * and contents as text, ids of people as numbers, headers as an object.
 *
 * @param name What the value is under; of an item of a list, what the list is under.
 * @param depth How much deeper there can be fields of Customer.io's.
 */
export function toOneForm(value: object, name = '', depth = 6): void {
  const isList = Array.isArray(value);
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    const one = fields[key];
    if (one === null) {
      if (LIST_FIELDS.has(key)) fields[key] = [];
    } else if (typeof one === 'object') {
      if (key === 'headers' && !Array.isArray(one)) {
        fields[key] = JSON.stringify(Object.entries(one).map(([name, value]) => ({ name, value })));
      } else if (depth > 0 && !/^(attributes|data)$/.test(key)) {
        // The keys below `attributes` and `data` are a user's own.
        toOneForm(one, isList ? name : key, depth - 1);
      }
    } else if (typeof one === 'string') {
      const isNumber = name === 'content_ids' || (key === 'id' && /^(actions?|link)$/.test(name));
      if (isNumber && /^\d+$/.test(one)) fields[key] = Number(one);
    } else if (typeof one === 'number' && /^ids$|identifiers$/.test(name)) {
      fields[key] = String(one);
    }
  }
}
