// What @cio/redis costs: adding to an outbox and draining it with one worker, and the memory of what is stored.
// usage: node dist/throughput-redis.js [--operations 100000]
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ulid } from '@cio/core';
import type { Outbox } from '@cio/core/outbox';
import { redisDeduplicator, redisOutbox, redisRateLimiter } from '@cio/redis';
import { person, TrackV2Client } from '@cio/track-v2';
import { Redis } from 'ioredis';
import { startRedis } from './redis-server.js';

const { values } = parseArgs({ options: { operations: { type: 'string', default: '100000' } } });
const operations = Number(values.operations);

// Every write is on the disk before it is acknowledged.
const server = await startRedis(true);
const redis = new Redis(server.url);
const sink = fork(fileURLToPath(new URL('sink-server.js', import.meta.url)));
const { port } = await new Promise<{ port: number }>((resolve) => sink.once('message', resolve as never));
const client = new TrackV2Client({ siteId: 'site', apiKey: 'key', baseUrl: `http://127.0.0.1:${port}` });

const event = (n: number) =>
  person.event({ id: `customer-${n % 10_000}` }, 'order_placed', {
    order: `order-${n}`,
    total: 54.2,
    items: 3,
  });
const events = (count: number, from = 0) => Array.from({ length: count }, (_, n) => event(from + n));

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return (performance.now() - startedAt) / 1000;
}

const perSecond = (count: number, time: number) => `${Math.round(count / time).toLocaleString('en')}/s`;

/** The memory that Redis uses, in bytes. */
async function usedMemory(): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))![1]);
}

async function drain(outbox: Outbox): Promise<number> {
  return seconds(async () => {
    const worker = outbox.work({ clients: { trackV2: client } });
    while ((await outbox.stats()).depth > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await worker.close();
  });
}

const outbox = await redisOutbox(redis);
await outbox.add(events(2000));
await drain(outbox);
console.log(`JSON of an operation: ${JSON.stringify(event(12_345)).length} bytes`);

let before = await usedMemory();
const adds: number[] = [];
for (let from = 0; from < operations; from += 1000) {
  const items = events(1000, from);
  adds.push(await seconds(() => outbox.add(items)));
}
adds.sort((a, b) => a - b);
const ms = (share: number) => `${(adds[Math.floor((adds.length - 1) * share)]! * 1000).toFixed(1)} ms`;
console.log(`adding 1,000 at once: median ${ms(0.5)}, 95 % ${ms(0.95)}, of ${adds.length}`);
console.log(`memory, added by 1,000: ${Math.round(((await usedMemory()) - before) / operations)} bytes each`);
const cpuBefore = process.cpuUsage();
const time = await drain(outbox);
const { user, system } = process.cpuUsage(cpuBefore);
console.log(
  `draining ${operations}, added by 1,000: ${perSecond(operations, time)}, ${((user + system) / operations).toFixed(1)} µs of CPU each in the worker`,
);

const single = Math.min(operations, 50_000);
before = await usedMemory();
const addTime = await seconds(async () => {
  for (let from = 0; from < single; from += 50) {
    await Promise.all(events(50, from).map((one) => outbox.add(one)));
  }
});
console.log(`adding one at a time, 50 at once: ${perSecond(single, addTime)}`);
console.log(`memory, added one by one: ${Math.round(((await usedMemory()) - before) / single)} bytes each`);
console.log(`draining ${single}, added one by one: ${perSecond(single, await drain(outbox))}`);
await outbox.close();

const deduplicator = redisDeduplicator(redis);
before = await usedMemory();
const dedupTime = await seconds(async () => {
  for (let from = 0; from < single; from += 50) {
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const id = ulid();
        await deduplicator.claim(id);
        await deduplicator.done(id);
      }),
    );
  }
});
console.log(`webhooks claimed and remembered, 50 at once: ${perSecond(single, dedupTime)}`);
console.log(`memory of a remembered event: ${Math.round(((await usedMemory()) - before) / single)} bytes`);

const limiter = redisRateLimiter(redis, { limits: { app: { requests: 1_000_000, perMs: 1000 } } });
const limitTime = await seconds(async () => {
  for (let from = 0; from < single; from += 50) {
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        await limiter.acquire('app');
        limiter.settled?.('app', { status: 200, retryAfterMs: undefined });
      }),
    );
  }
});
console.log(`requests through the rate limiter, 50 at once: ${perSecond(single, limitTime)}`);
// The last of them are reported.
await new Promise((resolve) => setTimeout(resolve, 100));

await redis.quit();
await client.close();
sink.kill();
await server.stop();
