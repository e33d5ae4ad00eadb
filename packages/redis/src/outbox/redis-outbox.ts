import { readOptions, requireCount, requireFunction, requireText, ValidationError } from '@cio/core';
import { type Outbox, type OutboxStats, type OutboxWorker, readAddable, startWorker } from '@cio/core/outbox';
import type { RedisClient } from '../client/redis-client.js';
import { requireClient } from '../client/script.js';
import { deadLettersOf } from './dead-letters.js';
import { jobsOf } from './jobs.js';
import { Queues } from './queues.js';
import { progressKey } from './redis-partition.js';
import { COUNTED_JOBS, DEPTH, EXISTS, SET_ONCE } from './scripts.js';
import { redisStore } from './store.js';

const DEFAULT_PARTITIONS = 16;

/** Options of an outbox. */
export interface RedisOutboxOptions {
  /** Its name: several outboxes can share a Redis. Letters, digits, `_` and `-`. Default `outbox`. */
  name?: string | undefined;
  /**
   * Partitions: what has the same ordering key is in one partition, and one worker at a time sends from it. It is fixed when the outbox
   * is created. Default 16.
   */
  partitions?: number | undefined;
  /** `storeContext` of `@cio/opentelemetry`: what it returns is stored with items, for the worker's `runLinked`. */
  storeContext?: (() => unknown) | undefined;
}

/**
 * Opens an outbox on Redis, over BullMQ. What is stored there is as durable as that Redis: give it `appendonly yes`, and
 * `maxmemory-policy noeviction`.
 *
 * @param client A connected client of `ioredis` or `redis`, which stays yours to close, after the outbox.
 * @throws ValidationError for an option that is not valid; otherwise what the client says.
 * @example
 * const outbox = await redisOutbox(new Redis());
 * await outbox.add(person.event({ id: '5' }, 'order_placed', { total: 54.2 }));
 */
export async function redisOutbox(client: RedisClient, options?: RedisOutboxOptions): Promise<Outbox> {
  requireClient(client);
  const {
    name = 'outbox',
    partitions,
    storeContext,
  } = readOptions(options, ['name', 'partitions', 'storeContext']);
  requireText('name', name, 100);
  if (!/^[\w-]+$/.test(name)) throw new ValidationError('name', 'expected letters, digits, _ and -');
  if (partitions !== undefined) requireCount('partitions', partitions);
  requireFunction('storeContext', storeContext);

  const bullmq = await import('bullmq').catch((cause) => {
    throw new Error('an outbox on Redis needs bullmq: npm install bullmq', { cause });
  });
  const queues = new Queues(client, bullmq, name, await agreeOnPartitions(client, name, partitions));
  const store = redisStore(queues);
  const workers = new Set<OutboxWorker>();
  let isClosed = false;
  const requireOpen = () => {
    if (isClosed) throw new ValidationError('outbox', 'is closed: open another one');
  };

  return {
    async add(items, addOptions) {
      requireOpen();
      const { orderingKey } = readOptions(addOptions, ['orderingKey']);
      const context = storeContext?.();
      await queues.add(jobsOf(await readAddable(items, orderingKey, queues.partitions.length), context));
    },
    work(workerOptions) {
      requireOpen();
      const worker = startWorker(store, workerOptions);
      workers.add(worker);
      return worker;
    },
    async stats() {
      requireOpen();
      return readStats(queues);
    },
    deadLetters: deadLettersOf(queues),
    async close(closeOptions) {
      await Promise.all(Array.from(workers, (worker) => worker.close(closeOptions)));
      if (isClosed) return;
      isClosed = true;
      await queues.close();
    },
  };
}

/** Whether an outbox has been opened under the name. */
export async function hasOutbox(client: RedisClient, name: string): Promise<boolean> {
  return (await EXISTS.run(client, [partitionsKey(name)], [])) === 1;
}

const partitionsKey = (name: string) => `{cio:outbox:${name}}:partitions`;

/** The number of partitions, which the first process that opens an outbox decides. */
async function agreeOnPartitions(
  client: RedisClient,
  name: string,
  partitions: number | undefined,
): Promise<number> {
  const agreed = Number(
    await SET_ONCE.run(client, [partitionsKey(name)], [String(partitions ?? DEFAULT_PARTITIONS)]),
  );
  if (partitions === undefined || partitions === agreed) return agreed;
  throw new ValidationError('partitions', `the outbox ${name} has ${agreed}, which cannot be changed`);
}

async function readStats(queues: Queues): Promise<OutboxStats> {
  const { client } = queues;
  const all = await Promise.all(
    queues.partitions.map(async (queue, partition) => {
      const keys = [queue.keys.prioritized!, progressKey(queues, partition)];
      const [jobs, counted, addedAt, progress] = (await DEPTH.run(client, keys, [queue.keys['']!])) as [
        number,
        number,
        string,
        string[],
      ];
      const settled = progress.reduce((sum, value) => sum + settledIn(value), 0);
      // Of more jobs, an estimate.
      const items = jobs > COUNTED_JOBS ? Math.round((counted / COUNTED_JOBS) * jobs) : counted;
      const ageSeconds = addedAt === '' ? 0 : Math.max(0, (Date.now() - Number(addedAt)) / 1000);
      return { partition, depth: Math.max(0, items - settled), ageSeconds };
    }),
  );
  const found = all.filter(({ depth }) => depth > 0).sort((a, b) => b.depth - a.depth);
  return {
    depth: found.reduce((sum, { depth }) => sum + depth, 0),
    ageSeconds: found.length === 0 ? undefined : Math.max(...found.map(({ ageSeconds }) => ageSeconds)),
    deadLetters: await queues.dead.getPrioritizedCount(),
    partitions: found,
  };
}

/** How many items of a job are settled, by its progress. */
function settledIn(progress: string): number {
  return progress.startsWith('[') ? (JSON.parse(progress) as unknown[]).length : 0;
}
