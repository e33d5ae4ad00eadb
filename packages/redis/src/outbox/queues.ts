import type { IRedisClient, Queue } from 'bullmq';
import { isNodeRedis, type RedisClient } from '../client/redis-client.js';
import type { DeadData, JobData, NewJob } from './jobs.js';
import { REMOVE_ADDED } from './scripts.js';

// What BullMQ is here for: its scripts, which store each job under its id once, and its dashboards and tools, which show the items.
// What is ours: the order. The workers of BullMQ take jobs of a queue concurrently, so that none of them runs here: a partition is read
// by whoever holds its lock. And BullMQ's own way to add jobs to several queues in one transaction, a flow, does not tell that a job was
// not added: the transactions below are made of the same parts.

/** Jobs of one priority are in the order in which they were added, in a sorted set: any of them is removed in logarithmic time. */
const PRIORITY = 1;

/** Events that BullMQ keeps of each queue, for those who look on. */
const MAX_EVENTS = 100;

/** A job of any queue. */
interface QueueJob {
  readonly id: string;
  readonly data: object;
  readonly queue: Queue;
}

/** The queues of an outbox in BullMQ: one for each partition, and one for dead letters. */
export class Queues {
  readonly client: RedisClient;
  readonly partitions: readonly Queue<JobData>[];
  readonly dead: Queue<DeadData>;
  /** What its keys begin with: in braces, so that they are in one slot of a cluster. */
  readonly prefix: string;
  readonly #bullmq: typeof import('bullmq');
  readonly #scratch: Queue;
  #isDefined = false;

  /** @param bullmq The module. */
  constructor(client: RedisClient, bullmq: typeof import('bullmq'), name: string, partitions: number) {
    this.client = client;
    this.prefix = `{cio:outbox:${name}}`;
    this.#bullmq = bullmq;
    const { createNodeRedisClient, Queue } = bullmq;
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
  }

  key(name: string): string {
    return `${this.prefix}:${name}`;
  }

  /** Adds jobs to partitions, all in one transaction. Those whose id there is already are not added again. */
  add(jobs: readonly NewJob[]): Promise<void> {
    return this.#transact(jobs.map((job) => this.#inPartition(job)));
  }

  /** Adds jobs to partitions in place of dead letters, all in one transaction. */
  replaceDead(jobs: readonly (NewJob & { readonly letterId: string })[]): Promise<void> {
    return this.#transact(
      jobs.map((job) => this.#inPartition(job)),
      jobs.map(({ id, partition, letterId }) => [letterId, this.partitions[partition]!.toKey(id)]),
    );
  }

  /** Adds dead letters, all in one transaction. Those whose id there is already are not added again. */
  addDead(letters: readonly { id: string; data: DeadData }[]): Promise<void> {
    return this.#transact(letters.map((letter) => ({ ...letter, queue: this.dead })));
  }

  async close(): Promise<void> {
    const all = [...this.partitions, this.dead, this.#scratch];
    await Promise.all(all.map((each) => each.close()));
  }

  #inPartition({ id, partition, data }: NewJob): QueueJob {
    return { id, data, queue: this.partitions[partition]! };
  }

  /** @param added The ids of dead letters, and the keys of the jobs that replace them. */
  async #transact(jobs: readonly QueueJob[], added: readonly [string, string][] = []): Promise<void> {
    if (jobs.length === 0) return;
    try {
      await this.#transactOnce(jobs, added);
    } catch (error) {
      if (!isScriptMissing(error)) throw error;
      // A Redis that was started again has no scripts. BullMQ loads them, but not in transactions.
      const job = await this.#scratch.add('scripts', {}, { priority: PRIORITY });
      await job.remove();
      const client = await this.#connect();
      await client.runCommand(REMOVE_ADDED.name, this.#removeAddedArguments([]));
      await this.#transactOnce(jobs, added);
    }
  }

  async #transactOnce(jobs: readonly QueueJob[], added: readonly [string, string][]): Promise<void> {
    const backend = this.#scratch.getBackend();
    const client = await this.#connect();
    const transaction = client.multi();
    for (const { id, data, queue } of jobs) {
      const job = new this.#bullmq.Job(queue, 'items', data, { jobId: id, priority: PRIORITY }, id);
      await backend.addJobToTransaction(transaction, job.asJSON(), id, {}, queue.keys as never);
    }
    if (added.length > 0) transaction.runCommand(REMOVE_ADDED.name, this.#removeAddedArguments(added));
    for (const [error] of (await transaction.exec()) ?? []) if (error) throw error;
  }

  /** BullMQ's adapter of the client, with a command of our own. */
  async #connect(): Promise<IRedisClient> {
    const client = await this.#scratch.getBackend().client;
    if (!this.#isDefined) client.defineCommand(REMOVE_ADDED.name, REMOVE_ADDED);
    this.#isDefined = true;
    return client;
  }

  #removeAddedArguments(added: readonly [string, string][]): string[] {
    return [this.dead.keys.prioritized!, this.dead.keys['']!, ...added.flat()];
  }
}

function isScriptMissing(error: unknown): boolean {
  const { message, replies } = (error ?? {}) as { message?: unknown; replies?: readonly unknown[] };
  return String(message).startsWith('NOSCRIPT') || (Array.isArray(replies) && replies.some(isScriptMissing));
}
