import { Script } from '../client/script.js';

/**
 * Holds the first partition that has jobs and that nobody holds.
 *
 * Keys: of each partition its lock, its jobs, and BullMQ's counter for their order. As BullMQ's own workers do, the counter is reset when
 * there are no jobs: it has 32 bits.
 */
export const ACQUIRE = new Script(`
for i = 1, #KEYS, 3 do
  if redis.call('ZCARD', KEYS[i + 1]) == 0 then
    redis.call('DEL', KEYS[i + 2])
  elseif redis.call('SET', KEYS[i], ARGV[1], 'NX', 'PX', ARGV[2]) then
    return (i - 1) / 3
  end
end
return -1
`);

/** Locks one key for one holder. Returns whether it has it. */
export const LOCK = new Script(`
return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0
`);

/** Keeps a lock. Returns whether the holder still has it. */
export const RENEW = new Script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`);

/** Ends a lock, if the holder still has it. */
export const RELEASE = new Script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
`);

/** Stores the progress of jobs, an empty one for none, if the holder still has the lock. Returns whether it has. */
export const STORE_PROGRESS = new Script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 2, #ARGV, 2 do
  if ARGV[i + 1] == '' then redis.call('HDEL', KEYS[2], ARGV[i])
  else redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
end
return 1
`);

/** The progress of the jobs of a partition: names and values. That of jobs that are gone is removed. */
export const READ_PROGRESS = new Script(`
for _, job in ipairs(redis.call('HKEYS', KEYS[1])) do
  if not redis.call('ZSCORE', KEYS[2], job) then redis.call('HDEL', KEYS[1], job) end
end
return redis.call('HGETALL', KEYS[1])
`);

/** How many jobs of a partition are counted one by one. */
export const COUNTED_JOBS = 10_000;

/** The depth of a partition: the number of jobs, the items of the first of them, the time of the oldest, and what is settled of them. */
export const DEPTH = new Script(`
local jobs = redis.call('ZRANGE', KEYS[1], 0, ${COUNTED_JOBS - 1})
local items = 0
for _, job in ipairs(jobs) do items = items + tonumber(string.match(job, '%d+$')) end
local progress = {}
for _, job in ipairs(redis.call('HKEYS', KEYS[2])) do
  if redis.call('ZSCORE', KEYS[1], job) then table.insert(progress, redis.call('HGET', KEYS[2], job)) end
end
local addedAt = jobs[1] and redis.call('HGET', ARGV[1] .. jobs[1], 'timestamp')
return { redis.call('ZCARD', KEYS[1]), items, addedAt or '', progress }
`);

/** How many bytes of data jobs have. */
export const DATA_BYTES = new Script(`
local bytes = {}
for i = 2, #ARGV do bytes[i - 1] = redis.call('HSTRLEN', ARGV[1] .. ARGV[i], 'data') end
return bytes
`);

/** The position of a job, and -1 for none. */
export const POSITION = new Script(`
return redis.call('ZRANK', KEYS[1], ARGV[1]) or -1
`);

/** Whether there is a key. */
export const EXISTS = new Script(`
return redis.call('EXISTS', KEYS[1])
`);

/** Sets a key that has no value, and returns its value. */
export const SET_ONCE = new Script(`
redis.call('SET', KEYS[1], ARGV[1], 'NX')
return redis.call('GET', KEYS[1])
`);

/**
 * Removes the dead letters whose items have been added to the outbox again. What BullMQ could not add, in the same transaction, stays a
 * dead letter.
 *
 * Values: what the keys of dead letters begin with; then for each its id, and the key of the job that was added.
 */
export const REMOVE_ADDED = {
  /** As a command of BullMQ's adapter, which its transactions take. */
  name: 'cioRemoveAdded',
  numberOfKeys: 1,
  lua: `
for i = 2, #ARGV, 2 do
  if redis.call('EXISTS', ARGV[i + 1]) == 1 then
    redis.call('ZREM', KEYS[1], ARGV[i])
    redis.call('DEL', ARGV[1] .. ARGV[i])
  end
end`,
};
