import { afterEach, expect, test, vi } from 'vitest';
import { HttpClient } from '../client/http-client.js';
import { fetchTransport } from './fetch.js';

afterEach(() => void vi.unstubAllGlobals());

/** Makes so many calls at once over a `fetch` that takes `latencyMs`, and tells how many were in flight at most. */
async function mostInFlight(
  calls: number,
  latencyMs: (inFlight: number) => number,
  timeoutMs = 10_000,
): Promise<number> {
  let inFlight = 0;
  let most = 0;
  vi.stubGlobal('fetch', async () => {
    most = Math.max(most, ++inFlight);
    await new Promise((resolve) => setTimeout(resolve, latencyMs(inFlight)));
    inFlight--;
    return new Response('{}', { headers: { 'content-length': '2' } });
  });
  const http = new HttpClient({
    baseUrl: 'https://x.example',
    authorization: 'x',
    transport: fetchTransport(),
    timeoutMs,
  });
  const call = { operation: 'op', method: 'POST', path: '/', replaySafe: true } as const;
  await Promise.all(Array.from({ length: calls }, () => http.request(call)));
  return most;
}

test('64 requests go out at a time; calls beyond wait, and their timeouts do not run', async () => {
  // Two rounds take longer than the timeout, and the second burst is over before more are allowed.
  expect(await mostInFlight(120, () => 120, 200)).toBe(64);
});

test('where responses are not queued, more go out at a time', async () => {
  expect(await mostInFlight(3000, () => 150)).toBeGreaterThan(128);
});
