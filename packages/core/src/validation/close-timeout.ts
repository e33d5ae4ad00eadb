import { requireDuration } from './numbers.js';
import { readOptions } from './options.js';

/**
 * How long a `close` waits, in milliseconds; undefined where it is to wait as long as it takes.
 *
 * @throws ValidationError for an option that is not valid.
 */
export function readCloseTimeout(
  options: { timeoutMs?: number | undefined } | undefined,
): number | undefined {
  const { timeoutMs } = readOptions(options, ['timeoutMs']);
  if (timeoutMs !== undefined) requireDuration('timeoutMs', timeoutMs, true);
  return timeoutMs;
}
