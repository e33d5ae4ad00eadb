// What is kept of requests, webhooks and dropped operations is bounded.
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../index.js';
import { json, send } from '../test-client.js';
import { serveFile, useEmulator } from '../test-emulator.js';

useEmulator();

describe('what is kept', () => {
  test('the newest requests, so many', async () => {
    await using own = await startEmulator({ maxKeptRequests: 3 });
    for (let i = 0; i < 5; i++) await send(own, `/${i}`);
    expect(own.requests.map(({ path }) => path)).toEqual(['/2', '/3', '/4']);
    own.reset();
    expect(own.requests).toEqual([]);
    await send(own, '/5');
    expect(own.requests.map(({ path }) => path)).toEqual(['/5']);
  });

  test('and so large, of which the very newest is always one', async () => {
    await using own = await startEmulator({ maxKeptRequestBytes: 6500 });
    const body = 'x'.repeat(1500);
    for (let i = 0; i < 5; i++) await send(own, `/${i}`, { method: 'PUT', ...json(body) });
    expect(own.requests.map(({ path }) => path)).toEqual(['/2', '/3', '/4']);
    await send(own, '/large', { method: 'PUT', ...json('x'.repeat(10_000)) });
    expect(own.requests.map(({ path }) => path)).toEqual(['/large']);
    await send(own, '/small');
    expect(own.requests.map(({ path }) => path)).toEqual(['/small']);
  });

  test('the newest statuses of webhooks, and the newest of what was dropped', async () => {
    const { url } = await serveFile((request, response) => {
      request.resume();
      response.end();
    });
    await using own = await startEmulator({ maxKeptRequests: 3, webhook: { url, signingKey: 'k' } });
    for (let i = 0; i < 6; i++) own.workspace.identify(['id', 'ada'], { unsubscribed: i % 2 === 0 });
    await own.webhooksSettled();
    expect(own.webhookStatuses).toEqual([200, 200, 200]);
    for (let i = 0; i < 10_001; i++) own.workspace.identify(['id', `${i}`], { _update: true });
    expect(own.workspace.dropped).toHaveLength(10_000);
    expect(own.workspace.dropped[0]?.reason).toContain('id 1');
  });
});
