import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator } from '@cio/emulator';
import { signPayload } from '@cio/webhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { start } from './testing/processes.js';
import { noRedis, testRedis } from './testing/redis-server.js';

/** The long form, of `npm run soak`. */
const isLong = process.env.CIO_SOAK === '1';
const LIBRARIES = ['ioredis', 'redis', 'ioredis', 'redis'];

describe.skipIf(noRedis)(`a fleet of four processes${noRedis ? `: ${noRedis}` : ''}`, () => {
  let redis: Awaited<ReturnType<typeof testRedis>>;
  let processes: Awaited<ReturnType<typeof start>>[] = [];
  const keyPrefix = `test:${randomUUID()}:`;

  beforeAll(async () => {
    redis = await testRedis();
  });
  afterEach(() => {
    for (const { child } of processes) child.kill('SIGKILL');
    processes = [];
  });
  afterAll(() => redis?.close());

  test('keeps to 10 requests per second, without a 429, and loses no time', async () => {
    const each = isLong ? 75 : 12;
    const emulator = await startEmulator({ rateLimits: true });
    const { url, appApiKey } = emulator;
    processes = await Promise.all(
      LIBRARIES.map((library) => start('pace', [library, redis.url, keyPrefix, url, appApiKey, each])),
    );
    const results = await Promise.all(
      processes.map(async ({ child }) => {
        child.send('go');
        const [responses] = await once(child, 'message');
        return responses as { status: number; at: number }[];
      }),
    );
    const all = results.flat();
    expect(all).toHaveLength(4 * each);
    expect(all.filter(({ status }) => status !== 200)).toEqual([]);
    const times = all.map(({ at }) => at);
    const from = Math.min(...times);
    const seconds = (Math.max(...times) - from) / 1000;
    // The first ten go at once.
    const ideal = (4 * each - 10) / 10;
    console.log(`${4 * each} calls of 4 processes took ${seconds.toFixed(2)} s, ideally ${ideal} s, no 429`);
    expect(seconds).toBeLessThan(ideal * 1.1);
    // None had to wait for the others to end.
    const middle = from + (seconds * 1000) / 2;
    for (const responses of results) {
      expect(responses.filter(({ at }) => at < middle).length).toBeGreaterThan(each / 5);
    }
    await emulator.close();
  });

  const signingKey = 'signing-key';

  async function startReceivers(leaseMs: number) {
    processes = await Promise.all(
      LIBRARIES.map((library) => start('receiver', [library, redis.url, keyPrefix, signingKey, leaseMs])),
    );
    return processes.map(({ child, message }) => {
      const { port } = message as { port: number };
      const handled: string[] = [];
      const started: string[] = [];
      child.on('message', (told: { handled?: string; started?: string }) => {
        if (told.handled) handled.push(told.handled);
        if (told.started) started.push(told.started);
      });
      return { child, url: `http://127.0.0.1:${port}/`, handled, started };
    });
  }

  /** Delivers an event until it is acknowledged, as Customer.io does. Returns how many deliveries it took. */
  async function deliver(url: string, id: string, handlingMs: number): Promise<number> {
    const data = { handling_ms: handlingMs };
    const body = JSON.stringify({ event_id: id, object_type: 'email', metric: 'sent', data });
    const headers = { 'content-type': 'application/json', ...(await signPayload({ body, signingKey })) };
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(url, { method: 'POST', body, headers }).catch(() => undefined);
      await response?.arrayBuffer();
      if (response?.status === 200) return attempt;
      if (!response && attempt > 50) throw new Error('gone');
      if (response && response.status !== 503) throw new Error(`${response.status}`);
      await sleep(20);
    }
  }

  test('handles each event once, even if a receiver is killed', async () => {
    const leaseMs = 1500;
    const receivers = await startReceivers(leaseMs);
    const events = isLong ? 10_000 : 300;
    const ids = Array.from({ length: events }, () => randomUUID());
    let next = 0;
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        for (let index = next++; index < events; index = next++) {
          const urls = [0, 1, 2].map((n) => receivers[(index + n) % 4]!.url);
          await Promise.all(urls.map((url) => deliver(url, ids[index]!, 5)));
        }
      }),
    );
    const handled = receivers.flatMap(({ handled }) => handled);
    console.log(`${events} events, each delivered 3 times to 4 receivers: ${handled.length} handled`);
    expect(handled.sort()).toEqual([...ids].sort());

    // One is killed while it handles an event: another handles it after the lease.
    const [first, second] = receivers;
    const id = randomUUID();
    const from = Date.now();
    const delivery = deliver(first!.url, id, 500).catch(() => {});
    await vi.waitFor(() => expect(first!.started).toContain(id), { interval: 5 });
    first!.child.kill('SIGKILL');
    expect(await deliver(second!.url, id, 5)).toBeGreaterThan(1);
    expect(Date.now() - from).toBeGreaterThan(leaseMs);
    expect(Date.now() - from).toBeLessThan(leaseMs + 1500);
    expect(first!.handled).not.toContain(id);
    expect(second!.handled).toContain(id);
    void delivery;
  });
});
