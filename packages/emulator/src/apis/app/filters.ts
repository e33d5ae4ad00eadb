import { AppError } from './errors.js';

/** Rejects a filter with several conditions at its top, or with a comparison without a value. */
export function checkFilter(filter: unknown, status = 400): void {
  const entries = typeof filter === 'object' && filter !== null ? Object.entries(filter) : [];
  const [key, value] = entries[0] ?? [];
  if (entries.length !== 1) throw new AppError(status, 'Invalid filter spec: expected one condition');
  if (key === 'and' || key === 'or') {
    if (!Array.isArray(value)) throw new AppError(status, `Invalid filter spec: ${key} takes a list`);
    for (const one of value) checkFilter(one, status);
  } else if (key === 'not') checkFilter(value, status);
  else if (value?.operator === 'eq' && value.value === undefined)
    throw new AppError(status, 'Invalid filter spec: eq needs a value');
}
