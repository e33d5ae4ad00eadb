import { basename } from 'node:path';
import { ulidFrom } from '@cio/core';
import { type Operation, person } from '@cio/track-v2';

/** A row of a file, where it comes from, and when the file was last changed. */
export interface FileRow {
  file: string;
  line: number;
  record: Record<string, unknown>;
  changed: Date;
}

/**
 * What a row tells Customer.io. A row of people has an id, and attributes; a row of events has person, name, timestamp and
 * data.
 *
 * @throws ValidationError where it is neither.
 */
export function toOperation({ file, line, record, changed }: FileRow): Operation {
  const { id, person: who, name, timestamp, data, ...rest } = record;
  if (who === undefined) {
    return person.identify({ id: id as string }, { ...rest, ...(name !== undefined && { name }) });
  }
  const time = typeof timestamp === 'string' ? new Date(timestamp) : (timestamp as number | undefined);
  // The same row has the same id whenever it is sent, so that it counts once. Two rows that say the same are two events:
  // their lines tell them apart.
  const eventId = ulidFrom(`${basename(file)}:${line}:${JSON.stringify(record)}`, time ?? changed);
  return person.event({ id: who as string }, name as string, (data ?? rest) as Record<string, unknown>, {
    id: eventId,
    timestamp: time,
  });
}
