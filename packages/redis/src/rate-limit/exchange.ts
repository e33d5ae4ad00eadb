import { Script } from '../client/script.js';

/**
 * How long a token is kept for a request whose process died before the response, in milliseconds, beyond the period of the limit: as
 * long as a request may take by default.
 */
const IN_FLIGHT_MS = 10_000;

/** How long a process may be late for its turn, in milliseconds, before others no longer wait for it. */
const LATE_MS = 1000;

/**
 * Reports what became of a process's requests, and takes tokens for those that wait. By the clock of Redis.
 *
 * - `tokens`: the tokens that are taken, each with the time at which it is returned: one period after the response.
 * - `state`: the pause and the reduced limit after a 429, as in the `memoryRateLimiter` of core.
 * - `turns`: the processes that wait, the one whose turn it is first. A process that got less than it wanted goes to the end.
 * - `present`: until when each of them has to ask again. One that does not has died.
 *
 * Returns how many tokens are granted, and in how many milliseconds to ask for the rest.
 */
export const EXCHANGE = new Script(`
local tokens, state, turns, present = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local requests, perMs, process, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local firstToken, pauseMs, lastSettled = tonumber(ARGV[5]), tonumber(ARGV[6]), 7 + tonumber(ARGV[7])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000

for i = 8, lastSettled do redis.call('ZADD', tokens, now + perMs, process .. ARGV[i]) end
for i = lastSettled + 1, #ARGV do redis.call('ZREM', tokens, process .. ARGV[i]) end
redis.call('ZREMRANGEBYSCORE', tokens, '-inf', now)

local stored = redis.call('HMGET', state, 'pausedUntil', 'reducedTo')
local pausedUntil, reducedTo = tonumber(stored[1] or 0), tonumber(stored[2] or requests)
local function limit()
  local periods = math.max(0, math.floor((now - pausedUntil) / perMs))
  return math.min(requests, reducedTo + periods * math.max(1, requests / 10))
end
if pauseMs > 0 then
  if now >= pausedUntil then reducedTo = math.max(1, math.floor(limit() / 2)) end
  pausedUntil = math.max(pausedUntil, now + pauseMs)
  redis.call('HSET', state, 'pausedUntil', pausedUntil, 'reducedTo', reducedTo)
  redis.call('PEXPIRE', state, math.ceil(pausedUntil - now + 11 * perMs))
end

for _, gone in ipairs(redis.call('ZRANGEBYSCORE', present, '-inf', now)) do
  redis.call('ZREM', turns, gone)
  redis.call('ZREM', present, gone)
end
if wanted == 0 then
  redis.call('ZREM', turns, process)
  redis.call('ZREM', present, process)
  return { 0, 0 }
end

redis.call('ZADD', turns, 'NX', now, process)
local rank, processes = redis.call('ZRANK', turns, process), redis.call('ZCARD', turns)
local free = math.floor(limit()) - redis.call('ZCARD', tokens)
local granted = 0
if now >= pausedUntil then
  local share = math.max(1, math.ceil(free / processes))
  granted = math.max(0, math.min(wanted, share, free - rank * share))
end
for i = firstToken, firstToken + granted - 1 do
  redis.call('ZADD', tokens, now + perMs + ${IN_FLIGHT_MS}, process .. i)
end
redis.call('PEXPIRE', tokens, math.ceil(perMs + ${IN_FLIGHT_MS}))
if granted == wanted then
  redis.call('ZREM', turns, process)
  redis.call('ZREM', present, process)
  return { granted, 0 }
end

if granted > 0 then
  redis.call('ZADD', turns, now, process)
  rank = processes - 1
  free = free - granted
end
local waitMs = pausedUntil - now
if waitMs <= 0 then
  -- When the token is returned that is this process's turn, if it has a time; else soon.
  waitMs = math.min(1000, math.max(25, 5 * processes))
  local token = free <= rank and redis.call('ZRANGE', tokens, rank - free, rank - free, 'WITHSCORES')
  if token and token[2] and token[2] - now <= perMs then waitMs = token[2] - now end
  if limit() < requests then waitMs = math.min(waitMs, perMs - (now - pausedUntil) % perMs) end
end
redis.call('ZADD', present, now + waitMs + ${LATE_MS}, process)
redis.call('PEXPIRE', turns, math.ceil(waitMs + ${10 * LATE_MS}))
redis.call('PEXPIRE', present, math.ceil(waitMs + ${10 * LATE_MS}))
return { granted, math.ceil(waitMs) }
`);
