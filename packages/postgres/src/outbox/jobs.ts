import type { AddedItem, DeadLetterReason, OutboxItem } from '@cio/core/outbox';
import type { Query } from '../database/database.js';
import type { OutboxTables } from './schema.js';

// What pg-boss is here for: its tables and their migrations, its deletion of jobs, and its dashboards and tools, which show the items.
// What is ours: the order. The workers of pg-boss take jobs of a queue concurrently, so that none of them runs here: a partition is read
// by whoever holds its lock. And the jobs of pg-boss's own `insert` have random ids and the time at which the transaction began: the
// statements below write the same table with ids from a sequence and the time of adding.

/** Items of one job, at most. */
const MAX_ITEMS = 500;
/** Characters of JSON of one job, about. */
const MAX_CHARACTERS = 250_000;

/** What a dead letter stores. */
export interface DeadData {
  readonly item: string;
  readonly reason: DeadLetterReason;
  readonly partition: number;
  readonly addedAt: number;
}

/**
 * Jobs of items: one per partition and kind, or several where there are many. A send is a job of its own. The items are text, which
 * holds what `jsonb` refuses, such as `\u0000`.
 */
function jobsOf(added: readonly AddedItem[], tables: OutboxTables, context: unknown) {
  const jobs: { name: string; items: string[] }[] = [];
  const open = new Map<number, { items: string[]; kind: OutboxItem['kind']; characters: number }>();
  for (const { item, partition } of added) {
    const json = JSON.stringify(item);
    const last = open.get(partition);
    if (
      last &&
      last.kind === item.kind &&
      item.kind !== 'send' &&
      last.items.length < MAX_ITEMS &&
      last.characters + json.length < MAX_CHARACTERS
    ) {
      last.items.push(json);
      last.characters += json.length;
      continue;
    }
    const items = [json];
    jobs.push({ name: tables.queues[partition]!, items });
    open.set(partition, { items, kind: item.kind, characters: json.length });
  }
  return jobs.map(({ name, items }, order) => ({
    order,
    name,
    data: JSON.stringify({ items: `[${items.join(',')}]`, ...(context !== undefined && { context }) }),
    items: items.length,
  }));
}

/** Adds items, in one statement with one value, which every driver can pass on. */
export async function insertItems(
  query: Query,
  tables: OutboxTables,
  added: readonly AddedItem[],
  context: unknown,
): Promise<void> {
  if (added.length === 0) return;
  // Ids in the order of adding, from one sequence; the clock, and not `now()`, which is the start of the transaction.
  await query(
    `insert into ${tables.schema}.job (id, name, data, output, created_on, keep_until, retry_limit, expire_in, policy)
     select lpad(to_hex(nextval('${tables.schema}.outbox_id')), 32, '0')::uuid, name, data::jsonb,
       jsonb_build_object('items', items), clock_timestamp(), 'infinity', 2147483647, interval '100 years', 'standard'
     from (
       select * from json_to_recordset($1::json) as j ("order" int, name text, data text, items int) order by "order"
     ) as jobs`,
    [JSON.stringify(jobsOf(added, tables, context))],
  );
}

/** Adds dead letters. */
export async function insertDead(
  query: Query,
  tables: OutboxTables,
  dead: readonly DeadData[],
): Promise<void> {
  if (dead.length === 0) return;
  await query(
    `insert into ${tables.schema}.job (id, name, data, created_on, keep_until, policy)
     select lpad(to_hex(nextval('${tables.schema}.outbox_id')), 32, '0')::uuid, $1, value, clock_timestamp(), 'infinity', 'standard'
     from json_array_elements($2::json)`,
    [tables.deadQueue, JSON.stringify(dead)],
  );
}
