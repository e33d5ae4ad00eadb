import { randomUUID } from 'node:crypto';
import type { OutboxStore } from '@cio/core/outbox';
import { LEASE_MS, Lock } from './lock.js';
import type { Queues } from './queues.js';
import { type JobItem, RedisPartition } from './redis-partition.js';
import { ACQUIRE } from './scripts.js';

/** The partitions of an outbox, of which each is held by one process at a time. */
export function redisStore(queues: Queues): OutboxStore<JobItem> {
  const { client, partitions } = queues;
  const lockKey = (partition: number) => queues.key(`lock-${partition}`);
  return {
    async acquire() {
      // From another one each time: none waits for long behind those that always have jobs.
      const first = Math.floor(Math.random() * partitions.length);
      const order = partitions.map((_, index) => (first + index) % partitions.length);
      const keys = order.flatMap((partition) => {
        const { prioritized, pc } = partitions[partition]!.keys;
        return [lockKey(partition), prioritized!, pc!];
      });
      const token = randomUUID();
      const takenAt = performance.now();
      const index = (await ACQUIRE.run(client, keys, [token, String(LEASE_MS)])) as number;
      const partition = order[index];
      if (partition === undefined) return undefined;
      return new RedisPartition(queues, partition, new Lock(client, lockKey(partition), token, takenAt));
    },
  };
}
