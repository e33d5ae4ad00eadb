import { setOwn } from './own-properties.js';

const DATE_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Text that is a time of ISO 8601, in unix seconds; undefined for everything else. Without a time zone it is in UTC. */
export function unixTime(value: unknown): number | undefined {
  const match = typeof value === 'string' && DATE_TIME.exec(value);
  if (!match) return undefined;
  const [text, time, , , zone] = match;
  const milliseconds = Date.parse(time && !zone ? `${text}Z` : text);
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}

/** A value with its times in unix seconds, as Customer.io makes them of ISO 8601 for its own destination. */
export function withUnixTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnixTimes);
  if (typeof value !== 'object' || value === null) return unixTime(value) ?? value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) setOwn(copy, key, withUnixTimes(inner));
  return copy;
}
