import { ValidationError } from '../errors/validation-error.js';
import { requireOneOf, requireText } from '../validation/checks.js';
import { requireCount } from '../validation/numbers.js';
import { readOptions } from '../validation/options.js';
import type { DeadLetterFilter } from './outbox.js';

const KINDS = ['rejected', 'may_have_been_sent', 'gave_up', 'handler_failed'];

type RequireId = (field: string, id: unknown) => void;

/**
 * The filter of dead letters.
 *
 * @param requireId Throws a ValidationError for what is no id of the store.
 * @throws ValidationError for a filter that is not valid.
 */
export function readDeadLetterFilter(
  filter: DeadLetterFilter | undefined,
  requireId: RequireId = requireText,
): DeadLetterFilter {
  const { ids, kind } = readOptions(filter, ['ids', 'kind'], 'filter');
  if (ids !== undefined) {
    if (!Array.isArray(ids)) throw new ValidationError('ids', 'expected an array of ids');
    ids.forEach((id, index) => {
      requireId(`ids[${index}]`, id);
    });
  }
  if (kind !== undefined) requireOneOf('kind', kind, KINDS);
  return { ids, kind };
}

/** The options of listing dead letters, with their defaults. */
export function readDeadLetterPage(
  options: (DeadLetterFilter & { limit?: number | undefined; after?: string | undefined }) | undefined,
  requireId: RequireId = requireText,
) {
  const { limit = 100, after, ids, kind } = readOptions(options, ['limit', 'after', 'ids', 'kind']);
  requireCount('limit', limit);
  if (after !== undefined) requireId('after', after);
  return { limit, after, filter: readDeadLetterFilter({ ids, kind }, requireId) };
}
