import { requireMethod, requireSignal } from '../validation/checks.js';
import { requireDuration } from '../validation/numbers.js';
import { readOptions } from '../validation/options.js';
import type { CallOptions } from './call.js';

/**
 * The options of a method that makes a call, each read once and checked.
 *
 * @param more The names of the options that the method takes besides those of every call; these are not checked.
 * @throws ValidationError, with the name of the option.
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
