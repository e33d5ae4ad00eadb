/**
 * How long a token is kept for a request whose process died before the response, in milliseconds, beyond the period of the limit: as
 * long as a request may take by default.
 */
const IN_FLIGHT_MS = 10_000;

/** How long a process may be late for its turn, in milliseconds, before others no longer wait for it. */
const LATE_MS = 1000;

/**
 * The tables of the rate limits, and the function that reports what became of a process's requests and takes tokens for those that
 * wait. By the clock of the database. Unlogged: after a crash the limits begin anew.
 *
 * - `rate_limit`: the pause and the reduced limit after a 429, as in the `memoryRateLimiter` of core. Its row is locked meanwhile.
 * - `rate_limit_process`: how many tokens each process has in flight, and since when it waits for its turn. One that got less than
 *   it wanted goes to the end. One that does not ask again until `present_until` has died.
 * - `rate_limit_return`: when tokens are returned: one period after the response.
 *
 * Returns how many tokens are granted, and in how many milliseconds to ask for the rest.
 */
export const rateLimitTables = (schema: string) => `
create unlogged table if not exists ${schema}.rate_limit (
  bucket text primary key, paused_until float8 not null, reduced_to float8 not null);
create unlogged table if not exists ${schema}.rate_limit_process (
  bucket text, process text, in_flight int not null, turn float8, present_until float8 not null, expires_at float8 not null,
  primary key (bucket, process));
create unlogged table if not exists ${schema}.rate_limit_return (bucket text, returns_at float8 not null, tokens int not null);
create index if not exists rate_limit_return_time on ${schema}.rate_limit_return (bucket, returns_at);

create or replace function ${schema}.rate_limit_exchange(
  in_bucket text, requests float8, per_ms float8, in_process text, wanted int, pause_ms float8, settled int, unused int
) returns table (granted int, wait_ms float8) language plpgsql as $$${exchangeBody(schema)}$$`;

/** The body of the function, by which it is known whether it is there as it should be. */
export const exchangeBody = (schema: string) => `
declare
  now_ms float8;
  paused float8;
  reduced float8;
  current_limit float8;
  my_turn float8;
  place int;
  processes int;
  free int;
  token float8;
begin
  insert into ${schema}.rate_limit values (in_bucket, 0, requests) on conflict do nothing;
  select paused_until, reduced_to into paused, reduced from ${schema}.rate_limit where bucket = in_bucket for update;
  now_ms := extract(epoch from clock_timestamp()) * 1000;

  delete from ${schema}.rate_limit_return where bucket = in_bucket and returns_at <= now_ms;
  delete from ${schema}.rate_limit_process where bucket = in_bucket and expires_at <= now_ms;
  update ${schema}.rate_limit_process set turn = null
    where bucket = in_bucket and turn is not null and present_until <= now_ms;
  if settled > 0 then
    insert into ${schema}.rate_limit_return values (in_bucket, now_ms + per_ms, settled);
  end if;
  if settled + unused > 0 then
    update ${schema}.rate_limit_process set in_flight = greatest(0, in_flight - settled - unused)
      where bucket = in_bucket and process = in_process;
  end if;

  current_limit := least(requests, reduced + greatest(0, floor((now_ms - paused) / per_ms)) * greatest(1, requests / 10));
  if pause_ms > 0 then
    if now_ms >= paused then reduced := greatest(1, floor(current_limit / 2)); end if;
    paused := greatest(paused, now_ms + pause_ms);
    current_limit := least(requests, reduced);
    update ${schema}.rate_limit set paused_until = paused, reduced_to = reduced where bucket = in_bucket;
  end if;

  if wanted = 0 then
    update ${schema}.rate_limit_process set turn = null where bucket = in_bucket and process = in_process;
    return query select 0, 0::float8;
    return;
  end if;

  insert into ${schema}.rate_limit_process as p values (in_bucket, in_process, 0, now_ms, now_ms + ${LATE_MS}, now_ms + per_ms + ${IN_FLIGHT_MS})
    on conflict (bucket, process) do update set turn = coalesce(p.turn, now_ms)
    returning turn into my_turn;
  select count(*) filter (where (turn, process) < (my_turn, in_process)), count(*) into place, processes
    from ${schema}.rate_limit_process where bucket = in_bucket and turn is not null;
  free := floor(current_limit)
    - (select coalesce(sum(in_flight), 0) from ${schema}.rate_limit_process where bucket = in_bucket)
    - (select coalesce(sum(tokens), 0) from ${schema}.rate_limit_return where bucket = in_bucket);
  granted := 0;
  if now_ms >= paused then
    granted := greatest(0, least(wanted, greatest(1, ceil(free::float8 / processes))::int,
      free - place * greatest(1, ceil(free::float8 / processes))::int));
  end if;
  if granted > 0 then
    place := processes - 1;
    free := free - granted;
  end if;

  wait_ms := 0;
  if granted < wanted then
    wait_ms := paused - now_ms;
    if wait_ms <= 0 then
      -- When the token is returned that is this process's turn, if it has a time; else soon.
      wait_ms := least(1000, greatest(25, 5 * processes));
      select returns_at into token from (
        select returns_at, sum(tokens) over (order by returns_at) as returned
        from ${schema}.rate_limit_return where bucket = in_bucket
      ) as returns where returned > place - free order by returns_at limit 1;
      if token is not null then wait_ms := greatest(0, token - now_ms); end if;
      if current_limit < requests then
        wait_ms := least(wait_ms, per_ms - (now_ms - paused) + per_ms * floor((now_ms - paused) / per_ms));
      end if;
    end if;
  end if;
  update ${schema}.rate_limit_process set
      in_flight = in_flight + granted,
      turn = case when granted = wanted then null when granted > 0 then now_ms else turn end,
      present_until = now_ms + wait_ms + ${LATE_MS},
      expires_at = greatest(expires_at, now_ms + per_ms + wait_ms + ${IN_FLIGHT_MS})
    where bucket = in_bucket and process = in_process;
  return next;
end `;
