// Under Jest, jsdom's own intervals have no `unref`.
import { clearInterval, setInterval } from 'node:timers';
import type { PartitionLock, PartitionLocks } from './database.js';
import type { PgClient, PgPool } from './pg-types.js';

const HEARTBEAT_MS = 5000;
/** A connection that does not answer for as long is lost. */
const HEARTBEAT_TIMEOUT_MS = 10_000;

/**
 * Advisory locks on a connection of their own: they end with it, so that a process that dies, or its database, leaves none behind.
 *
 * They are of a session: a pooler between that hands out connections by the transaction cannot have them.
 */
export class PgLocks implements PartitionLocks {
  readonly #pool: PgPool;
  readonly #key: number;
  #connection: Promise<Connection> | undefined;
  readonly #held = new Map<number, AbortController>();

  constructor(pool: PgPool, key: number) {
    this.#pool = pool;
    this.#key = key;
  }

  async tryLock(partition: number): Promise<PartitionLock | undefined> {
    // In one session a lock can be had twice.
    if (this.#held.has(partition)) return undefined;
    const lost = new AbortController();
    this.#held.set(partition, lost);
    try {
      this.#connection ??= this.#open();
      const connection = await this.#connection;
      const [row] = await connection.query('select pg_try_advisory_lock($1, $2) as locked', [
        this.#key,
        partition,
      ]);
      if (row?.locked !== true) this.#forget(partition, lost);
      else if (!lost.signal.aborted)
        return { lost: lost.signal, unlock: () => this.#unlock(partition, lost) };
      return undefined;
    } catch (error) {
      this.#forget(partition, lost);
      throw error;
    }
  }

  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    connection?.end();
    this.#connection = undefined;
  }

  async #unlock(partition: number, lost: AbortController): Promise<void> {
    if (lost.signal.aborted) return;
    const connection = await this.#connection;
    try {
      await connection?.query('select pg_advisory_unlock($1, $2)', [this.#key, partition]);
    } catch (error) {
      // The lock ends with the connection.
      connection?.lose();
      throw error;
    } finally {
      this.#forget(partition, lost);
    }
  }

  /** Unless it was lost, and held again since. */
  #forget(partition: number, lost: AbortController): void {
    if (this.#held.get(partition) === lost) this.#held.delete(partition);
  }

  #open(): Promise<Connection> {
    const forget = () => {
      if (this.#connection === opening) this.#connection = undefined;
    };
    const opening = this.#connect(() => {
      forget();
      const error = new Error('the connection that holds the partitions of the outbox was lost');
      const held = [...this.#held.values()];
      this.#held.clear();
      for (const lost of held) lost.abort(error);
    });
    opening.catch(forget);
    return opening;
  }

  async #connect(onLost: () => void): Promise<Connection> {
    const connection = new Connection(await this.#pool.connect(), onLost);
    try {
      // A server that hears nothing of a dead machine would hold its locks for hours.
      await connection.query(
        "select set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)",
      );
      return connection;
    } catch (error) {
      connection.end();
      throw error;
    }
  }
}

type Row = Readonly<Record<string, unknown>>;

/** One connection, whose queries are run one after the other, and which is watched. */
class Connection {
  readonly #client: PgClient;
  readonly #onLost: () => void;
  readonly #heartbeat: ReturnType<typeof setInterval>;
  #last: Promise<unknown> = Promise.resolve();
  #hasEnded = false;

  constructor(client: PgClient, onLost: () => void) {
    this.#client = client;
    this.#onLost = onLost;
    client.on('error', () => this.lose());
    client.on('end', () => this.lose());
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  query(text: string, values?: unknown[]): Promise<Row[]> {
    const result = this.#last.then(
      async () => ((await this.#client.query(text, values)) as { rows: Row[] }).rows,
    );
    this.#last = result.catch(() => {});
    return result;
  }

  /** Closes the connection. Its locks end with it. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearInterval(this.#heartbeat);
    this.#client.release(true);
  }

  /** Closes the connection, and reports that it was lost. */
  lose(): void {
    if (this.#hasEnded) return;
    this.end();
    this.#onLost();
  }

  async #beat(): Promise<void> {
    const timer = setTimeout(() => this.lose(), HEARTBEAT_TIMEOUT_MS);
    try {
      await this.query('select 1');
    } catch {
      this.lose();
    } finally {
      clearTimeout(timer);
    }
  }
}
