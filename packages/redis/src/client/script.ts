import { createHash } from 'node:crypto';
import { requireMethod } from '@cio/core';
import { isNodeRedis, type RedisClient } from './redis-client.js';

/** Throws a ValidationError unless the value is a client of `ioredis` or `redis`. */
export function requireClient(value: unknown): asserts value is RedisClient {
  requireMethod('client', value, isNodeRedis(Object(value)) ? 'evalSha' : 'evalsha');
}

/** A Lua script, which Redis runs atomically. The keys that it is given have to be of one slot of a cluster. */
export class Script {
  readonly #lua: string;
  readonly #sha1: string;

  constructor(lua: string) {
    this.#lua = lua;
    this.#sha1 = createHash('sha1').update(lua).digest('hex');
  }

  /** Runs the script by its hash; with its text, if Redis does not have it yet. */
  async run(client: RedisClient, keys: string[], args: string[]): Promise<unknown> {
    try {
      return isNodeRedis(client)
        ? await client.evalSha(this.#sha1, { keys, arguments: args })
        : await client.evalsha(this.#sha1, keys.length, ...keys, ...args);
    } catch (error) {
      if (!String((error as Error | undefined)?.message).startsWith('NOSCRIPT')) throw error;
    }
    return isNodeRedis(client)
      ? client.eval(this.#lua, { keys, arguments: args })
      : client.eval(this.#lua, keys.length, ...keys, ...args);
  }
}
