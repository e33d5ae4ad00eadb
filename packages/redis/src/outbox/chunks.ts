import type { Queue } from 'bullmq';
import type { Queues } from './queues.js';
import { DATA_BYTES } from './scripts.js';

/** Data that is read at once: an item is an email with attachments at times. */
const READ_BYTES = 8_000_000;

/** The ids of jobs in chunks whose data is read at once, each of at least one. */
export async function chunksOf(
  { client }: Queues,
  queue: Queue,
  ids: readonly string[],
): Promise<string[][]> {
  if (ids.length === 0) return [];
  const bytes = (await DATA_BYTES.run(
    client,
    [queue.keys.prioritized!],
    [queue.toKey(''), ...ids],
  )) as number[];
  const chunks: string[][] = [];
  let left = 0;
  ids.forEach((id, index) => {
    const last = chunks.at(-1);
    left -= bytes[index]!;
    if (last && left >= 0) {
      last.push(id);
      return;
    }
    chunks.push([id]);
    left = READ_BYTES - bytes[index]!;
  });
  return chunks;
}
