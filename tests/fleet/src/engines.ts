import type { Outbox } from '@cio/core/outbox';
import { postgresOutbox } from '@cio/postgres';

/** Opens the outbox of an engine, in any process. */
export async function openOutbox(engine: string, url: string, name: string): Promise<Outbox> {
  if (engine === 'postgres') return postgresOutbox({ database: url, name, maxConnections: 6 });
  throw new Error(`no engine is called ${engine}`);
}
