// How Customer.io comes again, in its own time: FACTS of an hour, of a short backoff, and of seven days.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { startEmulator } from '../../index.js';

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

interface Attempt {
  metric: string;
  at: number;
}

/** A receiver with these statuses for the first attempts, and 200 for all others. Status 0 is no response. */
async function receiver(...statuses: number[]): Promise<{ url: string; attempts: Attempt[] }> {
  const attempts: Attempt[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const status = statuses[attempts.length] ?? 200;
    attempts.push({ metric: JSON.parse(body).metric, at: performance.now() });
    if (status === 0) response.socket?.resetAndDestroy();
    else response.writeHead(status, { location: '/elsewhere' }).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, attempts };
}

/** A person who unsubscribes and subscribes again, reported to a receiver with these statuses for the first attempts. */
async function report(webhookRetryDelayScale: number, ...statuses: number[]) {
  const { url, attempts } = await receiver(...statuses);
  await using emulator = await startEmulator({ webhookRetryDelayScale, webhook: { url, signingKey: 'k' } });
  emulator.workspace.identify(['id', 'ada'], { unsubscribed: true });
  emulator.workspace.identify(['id', 'ada'], { unsubscribed: false });
  await emulator.webhooksSettled();
  const waits = attempts.slice(1).map(({ at }, index) => at - attempts[index]!.at);
  return { metrics: attempts.map(({ metric }) => metric), waits, statuses: [...emulator.webhookStatuses] };
}

/** By which an hour is 720 ms, a second 0.2 ms, and seven days two minutes. */
const SCALE = 0.0002;
const HOUR_MS = 3_600_000 * SCALE;

describe('a failed webhook comes again', () => {
  test.concurrent.each([400, 401, 402, 403, 404, 405, 410, 429, 500, 502, 521])(
    'after %i, an hour later, and what is behind it waits',
    async (status) => {
      const { metrics, waits, statuses } = await report(SCALE, status);
      expect(metrics).toEqual(['unsubscribed', 'unsubscribed', 'subscribed']);
      expect(statuses).toEqual([status, 200, 200]);
      expect(waits[0]).toBeGreaterThan(HOUR_MS * 0.95);
    },
  );

  test.concurrent.each([503, 504, 408, 409, 422, 425, 520, 599, 302, 0])(
    'after %i soon, and what is behind it waits',
    async (status) => {
      // A second is 20 ms here, and an hour 72 s: the test would not wait for that.
      const { metrics, waits, statuses } = await report(0.02, status, status, status);
      expect(metrics).toEqual(['unsubscribed', 'unsubscribed', 'unsubscribed', 'unsubscribed', 'subscribed']);
      expect(statuses).toEqual([status, status, status, 200, 200]);
      // One second, two, four.
      expect(waits[0]).toBeGreaterThan(19);
      expect(waits[1]).toBeGreaterThan(39);
      expect(waits[2]).toBeGreaterThan(79);
    },
  );

  test('an hour in between does not lengthen the backoff', async () => {
    const { waits } = await report(SCALE * 10, 503, 500, 503);
    expect(waits[1]).toBeGreaterThan(HOUR_MS * 9);
    expect(waits[2]).toBeGreaterThan(3);
    expect(waits[2]).toBeLessThan(HOUR_MS * 5);
  }, 60_000);

  test('for seven days, and then those behind it come', async () => {
    // An hour is a hundredth of a millisecond.
    const forDays = async (status: number, ended: number) => {
      const { metrics } = await report(0.01 / 3_600_000, ...Array<number>(ended).fill(status));
      return metrics;
    };
    // The first attempt, and one an hour for 168 hours.
    expect(await forDays(500, 169)).toEqual([...Array(169).fill('unsubscribed'), 'subscribed']);
    // 1, 2, 4 … 2,048 seconds, then an hour each: 4,095 s and 166 hours.
    expect(await forDays(503, 179)).toEqual([...Array(179).fill('unsubscribed'), 'subscribed']);
  });
});

test('an event is sent that comes in the moment in which the one before it was delivered', async () => {
  const { url, attempts } = await receiver();
  await using emulator = await startEmulator({ webhook: { url, signingKey: 'k' } });
  const delivered = async () => {
    await emulator.webhooks.waitFor();
  };
  emulator.workspace.identify(['id', 'ada'], { unsubscribed: true });
  await delivered();
  emulator.workspace.identify(['id', 'ada'], { unsubscribed: false });
  await emulator.webhooksSettled();
  expect(attempts.map(({ metric }) => metric)).toEqual(['unsubscribed', 'subscribed']);
});

test('close does not wait for the next hour', async () => {
  const { url, attempts } = await receiver(500);
  const emulator = await startEmulator({ webhook: { url, signingKey: 'k' } });
  emulator.workspace.identify(['id', 'ada'], { unsubscribed: true });
  await expect.poll(() => emulator.webhookStatuses).toEqual([500]);
  const begin = performance.now();
  await emulator.close();
  expect(performance.now() - begin).toBeLessThan(2000);
  expect(attempts).toHaveLength(1);
});

test("a receiver's result is not read to its end where it has none", async () => {
  const server = createServer((request, response) => {
    request.resume();
    const write = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', write);
    write();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await using emulator = await startEmulator();
  const begin = performance.now();
  expect(await emulator.sendWebhook({}, { url, signingKey: 'k' })).toBe(200);
  // It has four seconds, which an result without an end would take.
  expect(performance.now() - begin).toBeLessThan(3500);
});

test.each(['file:///etc/passwd', 'data:text/plain,x', 'blob:null/x'])('%s is no receiver', async (url) => {
  await using emulator = await startEmulator();
  expect(await emulator.sendWebhook({}, { url, signingKey: 'k' })).toBe(0);
});
