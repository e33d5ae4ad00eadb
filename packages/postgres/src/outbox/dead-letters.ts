import { requireText, ValidationError } from '@cio/core';
import {
  type AddedItem,
  type DeadLetter,
  type DeadLetterFilter,
  type DeadLetters,
  type OutboxItem,
  readAddable,
  readDeadLetterFilter,
  readDeadLetterPage,
  replacementOf,
} from '@cio/core/outbox';
import type { Database, Rows } from '../database/database.js';
import { type DeadData, insertItems } from './jobs.js';
import type { OutboxTables } from './schema.js';

/** The dead letters of an outbox. */
export function deadLettersOf(database: Database, tables: OutboxTables): DeadLetters {
  const { schema, deadQueue, queues } = tables;
  const columns = 'id, data, (extract(epoch from created_on) * 1000)::float8 as dead_at';
  const where =
    "name = $1 and ($2::uuid[] is null or id = any($2::uuid[])) and ($3::text is null or data #>> '{reason,kind}' = $3)";

  return {
    async list(options) {
      const { limit, after, filter } = readDeadLetterPage(options, requireId);
      const rows = await database.query(
        `select ${columns} from ${schema}.job where ${where} and ($4::uuid is null or id > $4::uuid) order by id limit $5`,
        [deadQueue, ...valuesOf(filter), after ?? null, limit],
      );
      return rows.map(toDeadLetter);
    },
    async get(id) {
      requireId('id', id);
      const rows = await database.query(
        `select ${columns} from ${schema}.job where name = $1 and id = $2::uuid`,
        [deadQueue, id],
      );
      return rows.map(toDeadLetter)[0];
    },
    retry: (filter) =>
      database.transaction(async (query) => {
        const rows = await query(`delete from ${schema}.job where ${where} returning id, data`, [
          deadQueue,
          ...valuesOf(readDeadLetterFilter(filter, requireId)),
        ]);
        const inOrder = [...rows].sort((a, b) => ((a.id as string) < (b.id as string) ? -1 : 1));
        await insertItems(
          query,
          tables,
          inOrder.map(({ data }) => toAdded(data)),
          undefined,
        );
        return rows.length;
      }),
    async replace(id, input) {
      requireId('id', id);
      const [added] = await readAddable(input, undefined, queues.length);
      return database.transaction(async (query) => {
        const [row] = await query(
          `delete from ${schema}.job where name = $1 and id = $2::uuid returning data`,
          [deadQueue, id],
        );
        if (!row) return false;
        await insertItems(query, tables, [replacementOf(toAdded(row.data), added!.item)], undefined);
        return true;
      });
    },
    async purge(filter) {
      const rows = await database.query(`delete from ${schema}.job where ${where} returning 1`, [
        deadQueue,
        ...valuesOf(readDeadLetterFilter(filter, requireId)),
      ]);
      return rows.length;
    },
  };
}

/** The values of `where`. */
function valuesOf({ ids, kind }: DeadLetterFilter): [readonly string[] | null, string | null] {
  return [ids ?? null, kind ?? null];
}

function requireId(field: string, id: unknown): void {
  requireText(field, id);
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) {
    throw new ValidationError(field, 'expected the id of a dead letter, as list returns it');
  }
}

/** The item of a dead letter, as it was added. */
function toAdded(data: unknown): AddedItem {
  const { item, partition } = data as DeadData;
  return { item: JSON.parse(item) as OutboxItem, partition };
}

function toDeadLetter({ id, data, dead_at }: Rows[number]): DeadLetter {
  const { item, reason, addedAt } = data as DeadData;
  return {
    id: id as string,
    item: JSON.parse(item) as OutboxItem,
    reason,
    addedAt,
    deadAt: Math.round(dead_at as number),
  };
}
