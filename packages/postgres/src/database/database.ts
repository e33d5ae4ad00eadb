/** Rows of a query. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Runs one statement. */
export type Query = (text: string, values?: readonly unknown[]) => Promise<Rows>;

/** Runs statements. */
export interface Statements {
  readonly query: Query;
  /** Runs several statements, without values. */
  script(text: string): Promise<Rows>;
}

/** A Postgres, on a server or embedded. */
export interface Database extends Statements {
  /** Runs a function in a transaction, which is rolled back if the function throws. */
  transaction<T>(run: (query: Query) => Promise<T>): Promise<T>;
  /** Runs a function, on one connection, while no other process runs one with the same key. */
  exclusively<T>(key: string, run: (statements: Statements) => Promise<T>): Promise<T>;
  /** Locks that end with this process, or with its connection. */
  locks(name: string): PartitionLocks;
  /** Lets others in this process run, if what runs on the database keeps them from it. */
  yieldToOthers(): Promise<void>;
  /** Closes what was opened here: not a pool or a PGlite that was passed in. */
  close(): Promise<void>;
}

/** Locks of partitions, each of which one process holds at a time. */
export interface PartitionLocks {
  /** @returns A lock; undefined if another has it. */
  tryLock(partition: number): Promise<PartitionLock | undefined>;
  close(): Promise<void>;
}

export interface PartitionLock {
  /** Aborts when the lock is lost. */
  readonly lost: AbortSignal;
  unlock(): Promise<void>;
}
