export type { IoredisClient, NodeRedisClient, RedisClient } from './client/redis-client.js';
export {
  type RedisDeduplicator,
  type RedisDeduplicatorOptions,
  redisDeduplicator,
} from './deduplicator/redis-deduplicator.js';
export { type RedisOutboxOptions, redisOutbox } from './outbox/redis-outbox.js';
export { type RedisRateLimiterOptions, redisRateLimiter } from './rate-limit/redis-rate-limiter.js';
