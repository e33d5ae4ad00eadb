import { ValidationError } from '@cio/core';
import { isObject } from '../lib/json.js';
import type { AppStore } from '../store/app-store.js';

const KINDS = ['and', 'or', 'not', 'segment', 'attribute', 'event'];
const OPERATORS = ['eq', 'exists', 'contains', 'gt', 'lt'];

/**
 * Rejects conditions that are not valid.
 *
 * @param path Where they stand, for the error.
 * @throws `ValidationError` with the path of what is wrong, and what was expected.
 */
export function checkConditions(app: Pick<AppStore, 'segments'>, conditions: unknown, path: string): void {
  const entries = isObject(conditions) ? Object.entries(conditions) : [];
  const [[kind, value] = []] = entries;
  if (entries.length !== 1 || !KINDS.includes(kind!)) {
    throw new ValidationError(path, `expected one of ${KINDS.join(', ')}`);
  }
  const inside = `${path}.${kind}`;
  switch (kind) {
    case 'and':
    case 'or':
      if (!Array.isArray(value) || value.length === 0) {
        throw new ValidationError(inside, 'expected a list of conditions');
      }
      for (const [index, one] of value.entries()) {
        checkConditions(app, one, `${inside}[${index}]`);
      }
      return;
    case 'not':
      checkConditions(app, value, inside);
      return;
    case 'segment': {
      const id = isObject(value) ? value.id : undefined;
      // Segments of before alone: none can be about itself.
      if (typeof id !== 'number' || !app.segments.get(id)) {
        throw new ValidationError(`${inside}.id`, 'expected the id of a segment that is there already');
      }
      return;
    }
    case 'attribute':
      checkValueCondition(value, inside);
      return;
    default:
      checkEventCondition(value, inside);
  }
}

function checkEventCondition(value: unknown, path: string): void {
  if (!isObject(value)) throw new ValidationError(path, 'expected a name, and at_least, within_days, where');
  const { name, at_least, within_days, where, ...others } = value;
  if (typeof name !== 'string' || name === '')
    throw new ValidationError(`${path}.name`, 'expected the name of an event');
  if (at_least !== undefined && !(Number.isInteger(at_least) && Number(at_least) >= 1)) {
    throw new ValidationError(`${path}.at_least`, 'expected a whole number of at least 1');
  }
  if (within_days !== undefined && !(typeof within_days === 'number' && within_days > 0)) {
    throw new ValidationError(`${path}.within_days`, 'expected a number of days');
  }
  if (where !== undefined && !Array.isArray(where)) {
    throw new ValidationError(`${path}.where`, 'expected a list of comparisons');
  }
  for (const [index, one] of (where ?? []).entries()) checkValueCondition(one, `${path}.where[${index}]`);
  rejectOthers(others, path, 'name, at_least, within_days, where');
}

function checkValueCondition(value: unknown, path: string): void {
  if (!isObject(value)) throw new ValidationError(path, 'expected field, operator and value');
  const { field, operator = 'eq', value: expected, ...others } = value;
  if (typeof field !== 'string' || field === '') {
    throw new ValidationError(`${path}.field`, 'expected the name of a field');
  }
  if (typeof operator !== 'string' || !OPERATORS.includes(operator)) {
    throw new ValidationError(`${path}.operator`, `expected one of ${OPERATORS.join(', ')}`);
  }
  const isValue = ['string', 'number', 'boolean'].includes(typeof expected);
  if (operator === 'exists' ? expected !== undefined : !isValue) {
    const reason =
      operator === 'exists' ? 'expected none with exists' : 'expected text, a number, true or false';
    throw new ValidationError(`${path}.value`, reason);
  }
  rejectOthers(others, path, 'field, operator, value');
}

function rejectOthers(others: object, path: string, known: string): void {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new ValidationError(`${path}.${unknown}`, `expected one of ${known}`);
}
