import { MAX_TIMER_MS } from '../validation/numbers.js';

/**
 * `Retry-After` in milliseconds: seconds or an HTTP date; undefined where it is missing or neither. Never more than a
 * timer holds, 2,147,483,647.
 */
export function parseRetryAfter(header = ''): number | undefined {
  if (/^\s*\d+\s*$/.test(header)) return Math.min(Number(header) * 1000, MAX_TIMER_MS);
  // Every form of an HTTP date starts with the day's name. Date.parse alone would take "1.5" for a month.
  if (!/^[A-Z][a-z]{2}/.test(header)) return undefined;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - Date.now()), MAX_TIMER_MS);
}
