import type { FlowProducer, IRedisClient, Queue } from 'bullmq';
import { isNodeRedis, type RedisClient } from '../client/redis-client.js';
import type { DeadData, JobData, NewJob } from './jobs.js';

/** Jobs of one priority are in the order in which they were added, in a sorted set: any of them is removed in logarithmic time. */
const PRIORITY = 1;

/** Events that BullMQ keeps of each queue, for those who look on. */
const MAX_EVENTS = 100;

/** The queues of an outbox in BullMQ: one for each partition, and one for dead letters. */
export class Queues {
  readonly client: RedisClient;
  readonly partitions: readonly Queue<JobData>[];
  readonly dead: Queue<DeadData>;
  /** What its keys begin with: in braces, so that they are in one slot of a cluster. */
  readonly prefix: string;
  readonly #producer: FlowProducer;
  readonly #scratch: Queue;

  /** @param bullmq The module. */
  constructor(client: RedisClient, bullmq: typeof import('bullmq'), name: string, partitions: number) {
    this.client = client;
    this.prefix = `{cio:outbox:${name}}`;
    const { createNodeRedisClient, FlowProducer, Queue } = bullmq;
    // One adapter for all queues: each adds listeners to the client.
    const connection = isNodeRedis(client)
      ? createNodeRedisClient(client)
      : (client as unknown as IRedisClient);
    const { prefix } = this;
    const options = { connection, prefix, skipVersionCheck: true };
    const queue = (queueName: string) => {
      const created = new Queue(queueName, { ...options, streams: { events: { maxLen: MAX_EVENTS } } });
      // The client's owner has it from the client.
      created.on('error', () => {});
      return created;
    };
    this.partitions = Array.from({ length: partitions }, (_, index) => queue(`partition-${index}`));
    this.dead = queue('dead-letters');
    this.#scratch = queue('scratch');
    this.#producer = new FlowProducer(options);
    this.#producer.on('error', () => {});
    const backend = this.#producer.getBackend();
    const addFlow = backend.addFlow.bind(backend);
    // BullMQ does not tell that a job of a transaction was not added.
    backend.addFlow = async (entries) => {
      const results = await addFlow(entries);
      for (const [error] of results) if (error) throw error;
      return results;
    };
  }

  key(name: string): string {
    return `${this.prefix}:${name}`;
  }

  /** Adds jobs to partitions, all in one transaction. Those whose id there is already are not added again. */
  add(jobs: readonly NewJob[]): Promise<void> {
    return this.#add(
      jobs.map(({ id, partition, data }) => ({ id, data, queue: this.partitions[partition]! })),
    );
  }

  /** Adds dead letters, all in one transaction. Those whose id there is already are not added again. */
  addDead(letters: readonly { id: string; data: DeadData }[]): Promise<void> {
    return this.#add(letters.map((letter) => ({ ...letter, queue: this.dead })));
  }

  async close(): Promise<void> {
    const all = [...this.partitions, this.dead, this.#scratch, this.#producer];
    await Promise.all(all.map((each) => each.close()));
  }

  async #add(jobs: readonly { id: string; data: object; queue: Queue }[]): Promise<void> {
    if (jobs.length === 0) return;
    const flows = jobs.map(({ id, data, queue: { name } }) => ({
      name: 'items',
      queueName: name,
      data,
      opts: { jobId: id, priority: PRIORITY },
    }));
    try {
      await this.#producer.addBulk(flows);
    } catch (error) {
      if (!isScriptMissing(error)) throw error;
      // A Redis that was started again has no scripts. BullMQ loads them, but not in transactions: nothing was added.
      const job = await this.#scratch.add('scripts', {}, { priority: PRIORITY });
      await job.remove();
      await this.#producer.addBulk(flows);
    }
  }
}

function isScriptMissing(error: unknown): boolean {
  const { message, replies } = (error ?? {}) as { message?: unknown; replies?: readonly unknown[] };
  return String(message).startsWith('NOSCRIPT') || (Array.isArray(replies) && replies.some(isScriptMissing));
}
