import { randomUUID } from 'node:crypto';
import type { AddedItem, DeadLetterReason, OutboxItem } from '@cio/core/outbox';

/** Items of one job, at most. */
const MAX_ITEMS = 500;
/** Characters of JSON of one job, about. */
const MAX_CHARACTERS = 250_000;

/** What a job stores. */
export interface JobData {
  readonly items: readonly OutboxItem[];
  /** The trace context in which they were added. */
  readonly context?: unknown;
}

/** A job that is to be added. */
export interface NewJob {
  readonly id: string;
  readonly partition: number;
  readonly data: JobData;
}

/** What a dead letter stores. */
export interface DeadData {
  readonly item: OutboxItem;
  readonly reason: DeadLetterReason;
  readonly partition: number;
  readonly addedAt: number;
  readonly deadAt: number;
}

/** Jobs of items: one per partition, or several where there are many. A send is a job of its own, which is claimed before it is sent. */
export function jobsOf(added: readonly AddedItem[], context: unknown): NewJob[] {
  const jobs: { partition: number; items: OutboxItem[] }[] = [];
  const open = new Map<number, { items: OutboxItem[]; characters: number }>();
  for (const { item, partition } of added) {
    const last = open.get(partition);
    const characters = JSON.stringify(item).length;
    if (item.kind === 'send') {
      open.delete(partition);
      jobs.push({ partition, items: [item] });
    } else if (last && last.items.length < MAX_ITEMS && last.characters + characters < MAX_CHARACTERS) {
      last.items.push(item);
      last.characters += characters;
    } else {
      const items = [item];
      jobs.push({ partition, items });
      open.set(partition, { items, characters });
    }
  }
  return jobs.map(({ partition, items }) => ({
    id: jobId(randomUUID(), items.length),
    partition,
    data: { items, ...(context !== undefined && { context }) },
  }));
}

/** The id of a job tells how many items it has. */
export function jobId(name: string, items: number): string {
  return `${name}-${items}`;
}

/** How many items a job has. */
export function itemsOfJob(id: string): number {
  return Number(id.slice(id.lastIndexOf('-') + 1));
}
