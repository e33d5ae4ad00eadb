import { requireMethod, requireSignal } from '../validation/checks.js';
import { requireDuration } from '../validation/numbers.js';
import { readOptions } from '../validation/options.js';
import type { CallOptions } from './call.js';

/**
 * Reads and validates the options of a method that makes a call, each once.
 *
 * @param more The names of the method's own options, whose values are not validated.
 * @throws ValidationError for an unknown option, or a value that is not valid.
 */
export function readCallOptions<T extends CallOptions>(
  options: T | undefined,
  more: readonly (keyof T & string)[] = [],
): Partial<T> {
  if (options === undefined) return {};
  const read = readOptions(options, ['signal', 'timeoutMs', 'retry', 'extra', ...more]);
  requireSignal('signal', read.signal);
  if (read.timeoutMs !== undefined) requireDuration('timeoutMs', read.timeoutMs);
  if (read.retry) requireMethod('retry', read.retry, 'execute');
  return read;
}
