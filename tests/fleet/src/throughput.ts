// What @cio/postgres costs: adding to an outbox and draining it with one worker, beside a minimal outbox of one batch a
// transaction; the rate limiter, the deduplicator, and the space of what is stored.
// usage: node dist/throughput.js [--operations 100000]
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ulid } from '@cio/core';
import type { OutboxWorker } from '@cio/core/outbox';
import {
  type PostgresOutbox,
  postgresDeduplicator,
  postgresOutbox,
  postgresRateLimiter,
} from '@cio/postgres';
import { type Operation, person, TrackV2Client } from '@cio/track-v2';
import pg from 'pg';
import { startPostgres } from './postgres-server.js';

const { values } = parseArgs({ options: { operations: { type: 'string', default: '100000' } } });
const operations = Number(values.operations);

const server = await startPostgres(true);
const sink = fork(fileURLToPath(new URL('sink-server.js', import.meta.url)));
const { port } = await new Promise<{ port: number }>((resolve) => sink.once('message', resolve as never));
const client = new TrackV2Client({ siteId: 'site', apiKey: 'key', baseUrl: `http://127.0.0.1:${port}` });
const pool = new pg.Pool({ connectionString: server.url, max: 10 });
// The server is stopped before its last connection has ended.
pool.on('error', () => {});

const event = (n: number) =>
  person.event({ id: `customer-${n % 10_000}` }, 'order_placed', {
    order: `order-${n}`,
    total: 54.2,
    items: 3,
  });
const events = (count: number, from = 0) => Array.from({ length: count }, (_, n) => event(from + n));

const seconds = async (run: () => Promise<unknown>) => {
  const startedAt = performance.now();
  await run();
  return (performance.now() - startedAt) / 1000;
};
const perSecond = (count: number, time: number) => `${Math.round(count / time).toLocaleString('en')}/s`;

async function addInTransaction(outbox: PostgresOutbox, items: readonly Operation[]): Promise<number> {
  const connection = await pool.connect();
  const time = await seconds(async () => {
    await connection.query('begin');
    await outbox.add(items, { tx: connection });
    await connection.query('commit');
  });
  connection.release();
  return time;
}

/** Seconds until a worker has sent as many operations. */
async function drain(outbox: PostgresOutbox, count: number): Promise<number> {
  let worker: OutboxWorker | undefined;
  const time = await seconds(
    () =>
      new Promise<void>((resolve) => {
        worker = outbox.work({
          clients: { trackV2: client },
          onProgress: ({ totalDone }) => {
            if (totalDone >= count) resolve();
          },
        });
      }),
  );
  await worker?.close();
  return time;
}

const outbox = await postgresOutbox({ database: server.url });
await outbox.add(events(2000));
await drain(outbox, 2000);

const adds: number[] = [];
for (let from = 0; from < operations; from += 1000) {
  adds.push(await addInTransaction(outbox, events(1000, from)));
}
adds.sort((a, b) => a - b);
const ms = (share: number) => `${(adds[Math.floor((adds.length - 1) * share)]! * 1000).toFixed(1)} ms`;
console.log(`adding 1,000 in one transaction: median ${ms(0.5)}, 95 % ${ms(0.95)}, of ${adds.length}`);
const { rows: sizes } = await pool.query(
  "select sum(pg_total_relation_size(inhrelid))::float8 as bytes from pg_inherits where inhparent = 'cio.job'::regclass",
);
console.log(`stored: ${Math.round(sizes[0].bytes / operations)} bytes each, indexes included`);
const cpuBefore = process.cpuUsage();
const time = await drain(outbox, operations);
const { user, system } = process.cpuUsage(cpuBefore);
console.log(
  `draining ${operations}, added by 1,000: ${perSecond(operations, time)}, ${((user + system) / operations).toFixed(1)} µs of CPU each in the worker`,
);

const single = Math.min(operations, 50_000);
const addTime = await seconds(async () => {
  for (let from = 0; from < single; from += 50) {
    await Promise.all(events(50, from).map((one) => outbox.add(one)));
  }
});
console.log(`adding one a transaction, on 10 connections: ${perSecond(single, addTime)}`);
console.log(`draining ${single}, added one by one: ${perSecond(single, await drain(outbox, single))}`);
await outbox.close();

await pool.query(
  'create table by_hand (id bigint generated always as identity primary key, operation text not null)',
);
await pool.query('insert into by_hand (operation) select value from json_array_elements_text($1::json)', [
  JSON.stringify(events(operations).map((one) => JSON.stringify(one))),
]);
const byHand = await seconds(async () => {
  for (;;) {
    const { rows } = await pool.query('select id, operation from by_hand order by id limit 2000');
    if (rows.length === 0) return;
    await client.sendBatch(rows.map(({ operation }) => JSON.parse(operation) as Operation));
    await pool.query('delete from by_hand where id = any($1)', [rows.map(({ id }) => id)]);
  }
});
console.log(`by hand, one batch of 2,000 rows a transaction: ${perSecond(operations, byHand)}`);

const limiter = await postgresRateLimiter({
  database: pool,
  limits: { send: { requests: 1_000_000, perMs: 1000 } },
});
const calls = 20_000;
const limited = await seconds(() =>
  Promise.all(
    Array.from({ length: 64 }, async () => {
      for (let n = 0; n < calls / 64; n++) {
        await limiter.acquire('send');
        limiter.settled?.('send', { status: 200, retryAfterMs: undefined });
      }
    }),
  ),
);
console.log(`rate limiter, 64 calls at once: ${perSecond(calls, limited)}`);

const deduplicator = await postgresDeduplicator({ database: pool });
const deduplicated = await seconds(() =>
  Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let n = 0; n < 1000; n++) {
        const id = ulid();
        await deduplicator.claim(id);
        await deduplicator.done(id);
      }
    }),
  ),
);
const { rows: remembered } = await pool.query(
  "select pg_total_relation_size('cio.webhook_event')::float8 as bytes",
);
console.log(
  `deduplicator, 10 at once: ${perSecond(10_000, deduplicated)}, ${remembered[0].bytes / 10_000} bytes each`,
);

await pool.end();
await client.close();
sink.kill();
await server.stop();
