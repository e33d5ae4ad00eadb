import { copyJsonObject, isDate, LIMITS, requireText, ValidationError } from '@cio/core';
import type { MessageOptions } from './input-types.js';
import type { JsonProperties } from './types.js';

interface Fields {
  messageId: string;
  timestamp: string;
  context?: JsonProperties;
  integrations?: JsonProperties;
}

/** The names of what every message can have. */
export const MESSAGE_OPTIONS = ['messageId', 'timestamp', 'context', 'integrations'] as const;

/** What every message has. The id and the time are made here where none are given: a repeat then counts once. */
export function messageFields({ messageId, timestamp, context, integrations }: MessageOptions): Fields {
  if (messageId !== undefined) requireText('messageId', messageId, LIMITS.identifierBytes);
  return {
    messageId: messageId ?? crypto.randomUUID(),
    timestamp: isoTime(timestamp),
    ...optionalProperties('context', context),
    ...optionalProperties('integrations', integrations),
  };
}

/** A copy of an object as plain JSON, dates as ISO 8601, under its name; nothing where there is none. */
export function optionalProperties<Name extends string>(
  name: Name,
  value: object | undefined,
): { [N in Name]?: JsonProperties } {
  if (value === undefined) return {};
  return { [name]: copyJsonObject(name, value, 'iso') } as { [N in Name]?: JsonProperties };
}

/** A date and a time with its offset, as RFC 3339 has it. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Whether the date of a text is in the calendar: 31 February is read as a day in March. */
function isDay(text: string): boolean {
  const day = text.slice(0, 10);
  return new Date(day).toISOString().startsWith(day);
}

function isoTime(time: unknown): string {
  if (time === undefined) return new Date().toISOString();
  const milliseconds = isDate(time)
    ? Number(Date.prototype.getTime.call(time))
    : typeof time === 'string'
      ? Date.parse(time)
      : Number.NaN;
  if (!Number.isNaN(milliseconds)) {
    const text = typeof time === 'string' ? time : new Date(milliseconds).toISOString();
    if (DATE_TIME.test(text) && isDay(text)) return text;
  }
  throw new ValidationError(
    'timestamp',
    'expected a valid Date, or ISO 8601 text with an offset such as 2026-05-01T12:00:00Z',
  );
}
