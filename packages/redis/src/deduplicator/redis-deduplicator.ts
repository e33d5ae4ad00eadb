import { randomUUID } from 'node:crypto';
import { readOptions, requireDuration, requireText } from '@cio/core';
import type { RedisClient } from '../client/redis-client.js';
import { requireClient, Script } from '../client/script.js';

/** Options of a `redisDeduplicator`. */
export interface RedisDeduplicatorOptions {
  /** What the keys in Redis begin with. Receivers with the same prefix share their events. Default `cio:webhooks:`. */
  keyPrefix?: string | undefined;
  /**
   * How long a receiver may take to handle an event, in milliseconds. After it, another receiver may claim the event: the first has
   * died. More than the receiver's `abandonAfterMs`. Default 90,000, at most 2,147,483,647.
   */
  leaseMs?: number | undefined;
  /**
   * How long a handled event is remembered, in milliseconds. Default eight days: Customer.io repeats a delivery for up to seven. At
   * most 2,147,483,647.
   */
  rememberMs?: number | undefined;
}

/** A `Deduplicator` of `@cio/webhooks`, for all processes that use the same Redis. */
export interface RedisDeduplicator {
  /** Claims an event: `'claimed'` if the caller has it now, `'running'` if another has it, `'done'` if it has been handled. */
  claim(eventId: string): Promise<'claimed' | 'running' | 'done'>;
  /** Remembers that an event has been handled. */
  done(eventId: string): Promise<void>;
  /** Releases the claim of an event, so that its next delivery is handled. */
  failed(eventId: string): Promise<void>;
}

const DONE = 'done';

// A client that lost its connection sends the command again: its own claim is no other's.
const CLAIM = new Script(`
local holder = redis.call('GET', KEYS[1])
if holder == '${DONE}' then return '${DONE}' end
if holder and holder ~= ARGV[1] then return 'running' end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 'claimed'
`);

const REMEMBER = new Script(`
redis.call('SET', KEYS[1], '${DONE}', 'PX', ARGV[1])
`);

// After the lease another receiver may have the claim.
const RELEASE = new Script(`
local holder = redis.call('GET', KEYS[1])
if holder and string.sub(holder, 1, #ARGV[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
`);

/**
 * Remembers in Redis which webhook events have been handled, so that of all receivers one handles each. The claim of a receiver that
 * died ends with its lease. An event takes about 180 bytes for as long as it is remembered.
 *
 * While Redis cannot be reached, its methods reject, and the receiver responds with 503: Customer.io delivers the event again.
 *
 * @param client A connected client of `ioredis` or `redis`, which stays yours to close.
 * @throws ValidationError for an option that is not valid.
 */
export function redisDeduplicator(
  client: RedisClient,
  options?: RedisDeduplicatorOptions,
): RedisDeduplicator {
  requireClient(client);
  const {
    keyPrefix = 'cio:webhooks:',
    leaseMs = 90_000,
    rememberMs = 8 * 86_400_000,
  } = readOptions(options, ['keyPrefix', 'leaseMs', 'rememberMs']);
  requireText('keyPrefix', keyPrefix);
  requireDuration('leaseMs', leaseMs);
  requireDuration('rememberMs', rememberMs);
  const receiver = `${randomUUID()}:`;
  let claims = 0;
  const keyOf = (eventId: string) => [keyPrefix + eventId];
  return {
    async claim(eventId) {
      const holder = `${receiver}${claims++}`;
      const state = await CLAIM.run(client, keyOf(eventId), [holder, String(Math.ceil(leaseMs))]);
      return state as 'claimed' | 'running' | 'done';
    },
    async done(eventId) {
      await REMEMBER.run(client, keyOf(eventId), [String(Math.ceil(rememberMs))]);
    },
    async failed(eventId) {
      await RELEASE.run(client, keyOf(eventId), [receiver]);
    },
  };
}
