import { inspect } from 'node:util';
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

const URL = 'http://localhost:39999/api/v1/customers/jane(1)%40example.com/events';
const errors: [string, Error, string][] = [
  [
    'Deno',
    new TypeError(`error sending request for url (${URL}): client error (Connect): refused`),
    'error sending request for url (http://localhost:39999/… client error (Connect): refused',
  ],
  [
    'Bun',
    Object.assign(new Error('Unable to connect.'), { code: 'ConnectionRefused', path: URL }),
    'Unable to connect.',
  ],
  ['a cause', new Error('failed', { cause: new Error(`no ${URL}`) }), 'no http://localhost:39999/…'],
];

/** What a call rejects with. */
async function failureOf(fetch: () => Promise<Response>): Promise<unknown> {
  vi.stubGlobal('fetch', fetch);
  const http = new HttpClient({
    baseUrl: 'http://localhost:39999',
    authorization: 'x',
    transport: fetchTransport(),
  });
  return http
    .request({ operation: 'op', method: 'POST', path: '/p', replaySafe: true })
    .catch((error: unknown) => error);
}

test.each(errors)(
  'the path, which %s has in an error, is not in that of the call',
  async (_, thrown, message) => {
    const error = await failureOf(() => Promise.reject(thrown));
    const { code } = thrown as { code?: string };
    expect(error).toMatchObject({
      name: 'RetryableError',
      message: `POST /p → ${message}`,
      requestSent: !/onnect/.test(inspect(thrown)),
      cause: code ? { code } : {},
    });
    expect(inspect(error)).not.toContain('jane');
  },
);

test.each(errors)('nor if the body breaks: %s', async (_, thrown) => {
  for (const headers of [{ 'content-length': '10' }, {}] as Record<string, string>[]) {
    const body = new ReadableStream({ pull: (controller) => controller.error(thrown) });
    const error = await failureOf(async () => new Response(body, { headers }));
    expect(error).toMatchObject({ name: 'RetryableError', kind: 'network' });
    expect(inspect(error)).not.toContain('jane');
  }
});
