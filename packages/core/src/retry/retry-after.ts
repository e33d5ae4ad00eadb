import { MAX_TIMER_MS } from '../validation/numbers.js';

/**
 * `Retry-After` in milliseconds, from seconds or an HTTP date; undefined if it is missing or not valid. At most the maximum of
 * a timer, 2,147,483,647.
 */
export function parseRetryAfter(header = ''): number | undefined {
  if (/^\s*\d+\s*$/.test(header)) return Math.min(Number(header) * 1000, MAX_TIMER_MS);
  // Every HTTP date starts with the name of the day. Date.parse alone would accept "1.5" as a month.
  if (!/^[A-Z][a-z]{2}/.test(header)) return undefined;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - Date.now()), MAX_TIMER_MS);
}
