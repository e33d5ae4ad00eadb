import { callSafely } from '@cio/core';
import type { RedisClient } from '../client/redis-client.js';
import type { Script } from '../client/script.js';

/** How long Redis may take to respond, in milliseconds. */
const RESPONSE_MS = 1000;

/** How long after a failure Redis is tried again, in milliseconds. */
const RETRY_MS = 1000;

/** Runs scripts, and knows whether Redis can be reached. */
export class Connection {
  #failedAt: number | undefined;

  constructor(
    readonly client: RedisClient,
    readonly onFallback: (error: unknown) => unknown,
  ) {}

  /** Whether Redis did not respond to the last script. */
  get isAway(): boolean {
    return this.#failedAt !== undefined;
  }

  /** Whether it is time to try Redis again. */
  get mayBeBack(): boolean {
    return this.#failedAt !== undefined && performance.now() - this.#failedAt >= RETRY_MS;
  }

  /**
   * Runs a script. Rejects if Redis does not respond in time.
   *
   * @param onLate Called with a result that came after that.
   */
  async run(
    script: Script,
    keys: string[],
    args: string[],
    onLate: (result: unknown) => void,
  ): Promise<unknown> {
    if (this.#failedAt !== undefined) this.#failedAt = performance.now();
    let isLate = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        // A response that has arrived while the process was busy is read first.
        setImmediate(() => {
          isLate = true;
          reject(new Error(`no response from Redis within ${RESPONSE_MS} ms`));
        });
      }, RESPONSE_MS);
    });
    const response = script.run(this.client, keys, args);
    response.then((result) => isLate && onLate(result)).catch(() => {});
    try {
      const result = await Promise.race([response, timeout]);
      this.#failedAt = undefined;
      return result;
    } catch (error) {
      const isNew = this.#failedAt === undefined;
      this.#failedAt = performance.now();
      if (isNew) callSafely('onFallback', () => this.onFallback(error));
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
