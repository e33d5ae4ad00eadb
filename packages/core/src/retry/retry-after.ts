/** `Retry-After` in milliseconds: seconds or an HTTP date; undefined where it is missing or neither. */
export function parseRetryAfter(header = ''): number | undefined {
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  // Every form of an HTTP date starts with the day's name. Date.parse alone would take "1.5" for a month.
  if (!/^[A-Z][a-z]{2}/.test(header)) return undefined;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
