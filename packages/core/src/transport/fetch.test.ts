import { expect, test, vi } from 'vitest';
import { HttpClient } from '../client/http-client.js';
import { fetchTransport } from './fetch.js';

test('256 requests go out at a time; calls beyond wait, and their timeouts do not run', async () => {
  let inFlight = 0;
  let most = 0;
  vi.stubGlobal('fetch', async () => {
    most = Math.max(most, ++inFlight);
    await new Promise((resolve) => setTimeout(resolve, 60));
    inFlight--;
    return new Response('{}', { headers: { 'content-length': '2' } });
  });
  const http = new HttpClient({
    baseUrl: 'https://x.example',
    authorization: 'x',
    transport: fetchTransport(),
    // Four rounds take longer than that.
    timeoutMs: 200,
  });
  const call = { operation: 'op', method: 'POST', path: '/', replaySafe: true } as const;
  await Promise.all(Array.from({ length: 1000 }, () => http.request(call)));
  expect(most).toBe(256);
  vi.unstubAllGlobals();
});
