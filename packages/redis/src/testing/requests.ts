import { setTimeout as sleep } from 'node:timers/promises';
import type { RateLimiter } from '@cio/core';

/** Sends requests of the bucket `app` that take `latencyMs`, and returns the times at which they began. */
export async function send(
  limiter: RateLimiter,
  count: number,
  latencyMs = 0,
  signal?: AbortSignal,
): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      await limiter.acquire('app', signal);
      times.push(performance.now());
      if (latencyMs > 0) await sleep(latencyMs);
      limiter.settled?.('app', { status: 200, retryAfterMs: undefined });
    }),
  );
  return times;
}

/** How many requests began in the fullest period. */
export function fullest(times: number[], perMs: number): number {
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + perMs).length));
}
