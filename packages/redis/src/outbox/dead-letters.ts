import { requireText } from '@cio/core';
import {
  type AddedItem,
  type DeadLetter,
  type DeadLetterFilter,
  type DeadLetters,
  readAddable,
  readDeadLetterFilter,
  readDeadLetterPage,
  replacementOf,
} from '@cio/core/outbox';
import { chunksOf } from './chunks.js';
import { type DeadData, jobId } from './jobs.js';
import { withLock } from './lock.js';
import type { Queues } from './queues.js';
import { POSITION } from './scripts.js';

/** Dead letters that are read, sent again or deleted at once. */
const PAGE = 500;

interface StoredLetter {
  readonly id: string;
  readonly data: DeadData;
}

/** The dead letters of an outbox. */
export function deadLettersOf(queues: Queues): DeadLetters {
  const { client, dead } = queues;
  // Two that send the same dead letters again would send them twice.
  const alone = <T>(run: () => Promise<T>) => withLock(client, queues.key('lock-dead-letters'), run);

  async function get(id: string): Promise<StoredLetter | undefined> {
    // The queue has keys of its own beside those of its jobs.
    return (await positionOf(id)) < 0 ? undefined : read(id);
  }

  async function read(id: string): Promise<StoredLetter | undefined> {
    const job = await dead.getJob(id);
    return job && { id, data: job.data };
  }

  /** Those of the ids that there are. */
  async function getAll(ids: readonly string[]): Promise<StoredLetter[]> {
    const letters = await Promise.all(ids.map(read));
    return letters.filter((letter) => letter !== undefined);
  }

  /** The position in the order in which they became dead letters; -1 if there is none with the id. */
  async function positionOf(id: string): Promise<number> {
    return (await POSITION.run(client, [dead.keys.prioritized!], [id])) as number;
  }

  /** Dead letters, the oldest first. */
  async function* find({ ids, kind }: DeadLetterFilter, after?: string): AsyncGenerator<StoredLetter> {
    let from = after === undefined ? 0 : (await positionOf(after)) + 1;
    for (;;) {
      const page = ids
        ? await inOrder(ids)
        : await dead.getRanges(['prioritized'], from, from + PAGE - 1, true);
      for (const chunk of await chunksOf(queues, dead, page)) {
        for (const letter of await getAll(chunk)) {
          if (kind === undefined || letter.data.reason.kind === kind) yield letter;
        }
      }
      if (ids || page.length === 0) return;
      from += PAGE;
    }
  }

  async function inOrder(ids: readonly string[]): Promise<string[]> {
    const entries = await Promise.all(
      [...new Set(ids)].map(async (id) => ({ id, position: await positionOf(id) })),
    );
    const found = entries.filter(({ position }) => position >= 0);
    return found.sort((a, b) => a.position - b.position).map(({ id }) => id);
  }

  /** The ids of dead letters as they are now, by pages: a letter that is sent again may become another one meanwhile. */
  async function pagesOf(filter: DeadLetterFilter): Promise<string[][]> {
    const pages: string[][] = [];
    for await (const { id } of find(filter)) {
      const last = pages.at(-1);
      if (last && last.length < PAGE) last.push(id);
      else pages.push([id]);
    }
    return pages;
  }

  async function remove(ids: readonly string[]): Promise<number> {
    const removed = await Promise.all(ids.map((id) => dead.remove(id)));
    return removed.filter((count) => count === 1).length;
  }

  return {
    async list(options) {
      const { limit, after, filter } = readDeadLetterPage(options);
      const letters: DeadLetter[] = [];
      for await (const letter of find(filter, after)) {
        letters.push(toDeadLetter(letter));
        if (letters.length === limit) break;
      }
      return letters;
    },
    async get(id) {
      requireText('id', id);
      const letter = await get(id);
      return letter && toDeadLetter(letter);
    },
    async retry(filter) {
      const readFilter = readDeadLetterFilter(filter);
      return alone(async () => {
        let count = 0;
        for (const page of await pagesOf(readFilter)) {
          for (const chunk of await chunksOf(queues, dead, page)) {
            const letters = await getAll(chunk);
            await queues.replaceDead(letters.map(({ id, data }) => jobInPlaceOf(id, data)));
            count += letters.length;
          }
        }
        return count;
      });
    },
    async replace(id, input) {
      requireText('id', id);
      const [added] = await readAddable(input, undefined, queues.partitions.length);
      return alone(async () => {
        const letter = await get(id);
        if (!letter) return false;
        await queues.replaceDead([jobInPlaceOf(id, replacementOf(letter.data, added!.item))]);
        return true;
      });
    },
    async purge(filter) {
      let count = 0;
      for (const page of await pagesOf(readDeadLetterFilter(filter))) count += await remove(page);
      return count;
    },
  };
}

/** The job that replaces a dead letter: under the same id whenever it is added. */
function jobInPlaceOf(letterId: string, { item, partition }: AddedItem) {
  return { letterId, id: jobId(letterId, 1), partition, data: { items: [item] } };
}

function toDeadLetter({ id, data: { item, reason, addedAt, deadAt } }: StoredLetter): DeadLetter {
  return { id, item, reason, addedAt, deadAt };
}
