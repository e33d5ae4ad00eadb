import { randomUUID } from 'node:crypto';
import { sleep } from '@cio/core';
import type { RedisClient } from '../client/redis-client.js';
import { LOCK, RELEASE, RENEW } from './scripts.js';

/** How long a lock outlives its holder, in milliseconds. */
export const LEASE_MS = 5000;

/** A lock in Redis that this process has. */
export class Lock {
  /** Aborts when another process may have it. */
  readonly lost: AbortSignal;
  readonly #lost = new AbortController();
  readonly #client: RedisClient;
  readonly #timer: ReturnType<typeof setInterval>;
  #renewedAt: number;

  /**
   * @param token What its key was set to, for `LEASE_MS`.
   * @param takenAt When that was begun, by `performance.now()`.
   */
  constructor(
    client: RedisClient,
    readonly key: string,
    readonly token: string,
    takenAt: number,
  ) {
    this.#client = client;
    this.lost = this.#lost.signal;
    this.#renewedAt = takenAt;
    this.#timer = setInterval(() => this.#renew(), LEASE_MS / 5);
  }

  lose(): void {
    clearInterval(this.#timer);
    this.#lost.abort(new Error('the lock of the partition was lost: Redis could not be reached in time'));
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await RELEASE.run(this.#client, [this.key], [this.token]);
  }

  #renew(): void {
    const now = performance.now();
    // A while earlier than others may take it.
    if (now - this.#renewedAt > LEASE_MS * 0.8) {
      this.lose();
      return;
    }
    RENEW.run(this.#client, [this.key], [this.token, String(LEASE_MS)]).then(
      (isHeld) => {
        if (isHeld === 1) this.#renewedAt = now;
        else this.lose();
      },
      // Redis may be back before the lease ends.
      () => {},
    );
  }
}

/** Runs a function while no other process runs one under the same key. */
export async function withLock<T>(client: RedisClient, key: string, run: () => Promise<T>): Promise<T> {
  const token = randomUUID();
  let takenAt = performance.now();
  while ((await LOCK.run(client, [key], [token, String(LEASE_MS)])) !== 1) {
    await sleep(50);
    takenAt = performance.now();
  }
  const lock = new Lock(client, key, token, takenAt);
  try {
    return await run();
  } finally {
    await lock.release();
  }
}
