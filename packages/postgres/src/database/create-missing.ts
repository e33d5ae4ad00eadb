import type { Statements } from './database.js';

/** What a script creates, by which it is known whether it has been run. */
export interface Created {
  readonly schema: string;
  /** Names of tables and sequences. */
  readonly relations: readonly string[];
  /** The bodies of functions, by their names. */
  readonly functions?: Readonly<Record<string, string>> | undefined;
}

/**
 * Runs a script that creates what does not exist, unless all of it does: a role that may not create anything can use what another has
 * created, and `create … if not exists` needs the right to create even then.
 */
export async function createMissing(
  { query, script }: Statements,
  { schema, relations, functions = {} }: Created,
  text: string,
): Promise<void> {
  const tables = await query(
    `select relname as name from pg_catalog.pg_class join pg_catalog.pg_namespace as space on space.oid = relnamespace
     where space.nspname = $1 and relname = any($2)`,
    [schema, relations],
  );
  const bodies = await query(
    `select proname as name, prosrc as body from pg_catalog.pg_proc join pg_catalog.pg_namespace as space on space.oid = pronamespace
     where space.nspname = $1 and proname = any($2)`,
    [schema, Object.keys(functions)],
  );
  const isThere =
    tables.length === relations.length &&
    Object.entries(functions).every(([name, body]) =>
      bodies.some((found) => found.name === name && found.body === body),
    );
  if (!isThere) await script(text);
}
