import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AppClient } from '@cio/app-api';
import { isValidationError } from '@cio/core';
import { callsOf, type Outbox } from '@cio/core/outbox';
import { person } from '@cio/track-v2';
import * as bullmq from 'bullmq';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RedisClient } from '../client/redis-client.js';
import { noRedis, startRedis, type TestRedis } from '../testing/redis-server.js';
import { Queues } from './queues.js';
import { redisOutbox } from './redis-outbox.js';
import { REMOVE_ADDED } from './scripts.js';
import { redisStore } from './store.js';

const event = (n: number) => person.event({ id: '5' }, 'order_placed', { n });
const send = (n: number) =>
  callsOf(AppClient).sendEmail({
    to: 'ada@example.com',
    identifiers: { id: '5' },
    transactional_message_id: 'receipt',
    message_data: { n },
  });

describe.skipIf(noRedis)(`redisOutbox${noRedis ? `: ${noRedis}` : ''}`, () => {
  let server: TestRedis;
  let ioredis: Redis;
  let nodeRedis: ReturnType<typeof createClient>;
  const closers: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    server = await startRedis();
    ioredis = new Redis(server.url);
    nodeRedis = createClient({ url: server.url });
    await nodeRedis.connect();
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  afterAll(async () => {
    ioredis?.disconnect();
    nodeRedis?.destroy();
    await server?.close();
  });

  async function open(options: Parameters<typeof redisOutbox>[1] = {}, client: RedisClient = ioredis) {
    const name = randomUUID();
    const outbox = await redisOutbox(client, { name, partitions: 1, ...options });
    closers.push(() => outbox.close());
    return { outbox, name };
  }

  /** What a worker of an outbox with one partition reads from. */
  function storeOf(name: string, client: RedisClient = ioredis) {
    const queues = new Queues(client, bullmq, name, 1);
    closers.push(() => queues.close());
    return redisStore(queues);
  }

  const numbers = (items: readonly { item: unknown }[]) =>
    items.map(({ item }) => (item as { operation: { attributes: { n: number } } }).operation.attributes.n);

  async function readAll(name: string) {
    const held = (await storeOf(name).acquire())!;
    return { held, items: await held.read(5000) };
  }

  async function addDead(outbox: Outbox, name: string, count: number) {
    await outbox.add(Array.from({ length: count }, (_, n) => event(n)));
    const held = await storeOf(name).acquire();
    const items = await held!.read(count);
    const reason = { kind: 'rejected', message: 'no', status: 400 } as const;
    await held!.settle(items.map((stored) => ({ stored, reason })));
    await held!.release();
  }

  test('the first process decides the number of partitions', async () => {
    const { name } = await open({ partitions: 3 });
    const { outbox } = await open({ name, partitions: undefined });
    await outbox.add(event(1));
    const error = await redisOutbox(ioredis, { name, partitions: 4 }).catch((error: unknown) => error);
    expect(isValidationError(error) && error.field).toBe('partitions');
    expect((error as Error).message).toContain('3');
  });

  test('one process holds a partition, and reads on where the one before ended', async () => {
    const { outbox, name } = await open();
    await outbox.add([event(0), event(1), event(2)]);
    await outbox.add(event(3));
    const [one, other] = [storeOf(name), storeOf(name, nodeRedis)];
    const held = await one.acquire();
    expect(await other.acquire()).toBeUndefined();
    const items = await held!.read(1);
    expect(numbers(items)).toEqual([0, 1, 2]);
    expect(numbers(await held!.read(10))).toEqual([3]);
    expect(await held!.read(10)).toEqual([]);
    await held!.settle([items[1]!, items[0]!].map((stored) => ({ stored, reason: undefined })));
    expect((await outbox.stats()).depth).toBe(2);
    await held!.release();

    const next = await other.acquire();
    const rest = await next!.read(10);
    expect(numbers(rest)).toEqual([2, 3]);
    await next!.settle(rest.map((stored) => ({ stored, reason: undefined })));
    expect((await outbox.stats()).depth).toBe(0);
    await next!.release();
    expect(await one.acquire()).toBeUndefined();
  });

  test('what a worker that died has left of a job that is gone does not count', async () => {
    const { outbox, name } = await open();
    await outbox.add([event(0), event(1)]);
    const progress = `{cio:outbox:${name}}:progress-0`;
    // It died after the job was removed, and before its progress was.
    await ioredis.hset(progress, 'gone-3', '[0,1,2]');
    expect((await outbox.stats()).depth).toBe(2);
    const held = await storeOf(name).acquire();
    expect(await held!.read(10)).toHaveLength(2);
    expect(await ioredis.exists(progress)).toBe(0);
    await held!.release();
  });

  test('a send that was claimed is reported to the next holder; one that was settled is not read again', async () => {
    const { outbox, name } = await open();
    await outbox.add([send(0), send(1), send(2)]);
    const store = storeOf(name);
    const held = await store.acquire();
    const items = await held!.read(10);
    expect(items.map(({ isClaimed }) => isClaimed)).toEqual([false, false, false]);
    await held!.claim(items);
    await held!.unclaim([items[1]!]);
    await held!.settle([{ stored: items[2]!, reason: undefined }]);
    await held!.release();
    const next = await store.acquire();
    expect((await next!.read(10)).map(({ isClaimed }) => isClaimed)).toEqual([true, false]);
    await next!.release();
  });

  test('a holder that another has followed can neither claim nor settle', async () => {
    const { outbox, name } = await open();
    await outbox.add([send(0), event(1)]);
    const store = storeOf(name);
    const held = await store.acquire();
    const items = await held!.read(10);
    // As if its process had stood still for longer than the lease.
    await ioredis.del(`{cio:outbox:${name}}:lock-0`);
    const next = await store.acquire();
    await expect(held!.claim([items[0]!])).rejects.toThrow('lost');
    expect(held!.lost.aborted).toBe(true);
    await expect(held!.settle([{ stored: items[1]!, reason: undefined }])).rejects.toThrow('lost');
    await held!.release();
    expect(await next!.read(10)).toHaveLength(2);
    expect(await store.acquire()).toBeUndefined();
    await next!.release();
  });

  test('a hold ends before its lease does, when Redis cannot be reached', async () => {
    const away = await startRedis();
    const client = new Redis(away.url, { maxRetriesPerRequest: null });
    client.on('error', () => {});
    const outbox = await redisOutbox(client, { partitions: 1 });
    await outbox.add(event(1));
    const held = await storeOf('outbox', client).acquire();
    await sleep(100);
    expect(held!.lost.aborted).toBe(false);
    await away.kill();
    const from = performance.now();
    await new Promise((resolve) => held!.lost.addEventListener('abort', resolve));
    expect(performance.now() - from).toBeLessThan(5000);
    closers.length = 0;
    client.disconnect();
    await away.close();
  });

  test('an outbox that is closed says so', async () => {
    const { outbox } = await open();
    await outbox.close();
    await outbox.close();
    const closed = {
      name: 'ValidationError',
      field: 'outbox',
      message: expect.stringContaining('is closed'),
    };
    await expect(outbox.add(event(1))).rejects.toMatchObject(closed);
    await expect(outbox.stats()).rejects.toMatchObject(closed);
    expect(() => outbox.work({ clients: {} })).toThrow(expect.objectContaining(closed));
  });

  test.each(['ioredis', 'redis'])(
    'a Redis that has lost its scripts: adding goes on with %s',
    async (library) => {
      const client = library === 'redis' ? nodeRedis : ioredis;
      const { outbox, name } = await open({}, client as RedisClient);
      await outbox.add([event(0), send(1)]);
      await ioredis.script('FLUSH');
      await outbox.add([event(2), send(3)]);
      expect((await outbox.stats()).depth).toBe(4);
      await (await storeOf(name).acquire())!.release();
    },
  );

  test.each(['ioredis', 'redis'])(
    'with %s, an add that Redis refuses rejects, and stores nothing',
    async (library) => {
      const client = library === 'redis' ? nodeRedis : ioredis;
      const { outbox } = await open({ partitions: 4 }, client as RedisClient);
      await outbox.add(event(0));
      await ioredis.config('SET', 'maxmemory', '1');
      await expect(outbox.add([event(1), send(2), send(3)])).rejects.toThrow();
      await ioredis.config('SET', 'maxmemory', '0');
      expect((await outbox.stats()).depth).toBe(1);
    },
  );

  test('a job whose data was evicted is reported, and the others are sent', async () => {
    const { outbox, name } = await open();
    await outbox.add(event(0));
    await outbox.add(event(1));
    const [key] = await ioredis.keys(`{cio:outbox:${name}}:partition-0:*-1`);
    await ioredis.del(key!);
    const store = storeOf(name);
    const held = await store.acquire();
    await expect(held!.read(10)).rejects.toThrow('noeviction');
    await held!.release();
    const next = await store.acquire();
    expect(await next!.read(10)).toHaveLength(1);
    await next!.release();
  });

  test('the trace context is stored with the items', async () => {
    const { outbox, name } = await open({ storeContext: () => ({ traceparent: '00-1-2-01' }) });
    await outbox.add(event(0));
    const held = await storeOf(name).acquire();
    expect(await held!.read(1)).toMatchObject([{ context: { traceparent: '00-1-2-01' } }]);
    await held!.release();
  });

  test('depth and age, of more jobs than are counted one by one', async () => {
    const { outbox } = await open();
    const item = await send(0);
    for (let n = 0; n < 12; n++) await outbox.add(new Array(1000).fill(item));
    const { depth, ageSeconds } = await outbox.stats();
    expect(depth).toBe(12_000);
    expect(ageSeconds).toBeGreaterThan(0);
    expect(ageSeconds).toBeLessThan(60);
  });

  test('dead letters of several pages are sent again once, in order, by two at once', async () => {
    const { outbox, name } = await open();
    await addDead(outbox, name, 1200);
    const all = await outbox.deadLetters.list({ limit: 5000 });
    expect(numbers(all)).toEqual(Array.from({ length: 1200 }, (_, n) => n));
    const page = await outbox.deadLetters.list({ limit: 10, after: all[99]!.id });
    expect(numbers(page)).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108, 109]);
    const counts = await Promise.all([outbox.deadLetters.retry({}), outbox.deadLetters.retry({})]);
    expect(counts.sort()).toEqual([0, 1200]);
    expect(await outbox.stats()).toMatchObject({ depth: 1200, deadLetters: 0 });
    const held = await storeOf(name).acquire();
    expect(numbers(await held!.read(5000))).toEqual(Array.from({ length: 1200 }, (_, n) => n));
    await held!.release();
  });

  test('a process that crashes while it sends a dead letter again does not let it be sent twice', async () => {
    const { outbox, name } = await open();
    await addDead(outbox, name, 1);
    const crashing = new Redis(server.url);
    closers.push(async () => crashing.disconnect());
    const other = await redisOutbox(crashing, { name });
    const { sendCommand } = crashing;
    let hasCrashed = false;
    crashing.sendCommand = (command: { name: string }, ...rest) => {
      if (hasCrashed) return Promise.reject(new Error('crashed'));
      // The transaction is the last that arrives.
      hasCrashed = command.name === 'exec';
      return sendCommand.call(crashing, command as never, ...rest);
    };
    await other.deadLetters.retry({}).catch(() => {});
    expect(hasCrashed).toBe(true);
    // The lock of the process that has crashed ends.
    await ioredis.del(`{cio:outbox:${name}}:lock-dead-letters`);

    const { held, items } = await readAll(name);
    expect(numbers(items)).toEqual([0]);
    await held.settle(items.map((stored) => ({ stored, reason: undefined })));
    await held.release();
    expect(await outbox.deadLetters.list()).toEqual([]);
    expect(await outbox.deadLetters.retry({})).toBe(0);
    expect((await outbox.stats()).depth).toBe(0);
  });

  test('what is not a dead letter of the queue has no id, whatever keys it has', async () => {
    const { outbox, name } = await open();
    await addDead(outbox, name, 1);
    for (const id of ['meta', 'events', 'prioritized', 'pc', 'nope']) {
      expect(await outbox.deadLetters.get(id)).toBeUndefined();
      expect(await outbox.deadLetters.retry({ ids: [id] })).toBe(0);
      expect(await outbox.deadLetters.purge({ ids: [id] })).toBe(0);
    }
    expect(await outbox.stats()).toMatchObject({ depth: 0, deadLetters: 1 });
  });

  test('large items, such as emails with attachments, are read a few megabytes at a time', async () => {
    const { outbox, name } = await open();
    const call = (n: number) => ({
      kind: 'send',
      call: {
        operation: 'sendEmail',
        method: 'POST',
        path: '/v1/send/email',
        pathTemplate: '/v1/send/email',
        replaySafe: false,
        body: {
          to: 'a@example.com',
          identifiers: { id: '5' },
          attachments: { n, file: 'x'.repeat(3_000_000) },
        },
      },
    });
    for (let n = 0; n < 7; n++) await outbox.add(call(n) as never);
    const held = (await storeOf(name).acquire())!;
    const counts: number[] = [];
    for (let items = await held.read(2000); items.length > 0; items = await held.read(2000))
      counts.push(items.length);
    expect(counts).toEqual([2, 2, 2, 1]);
    await held.release();
  });

  test('where Redis has lost the scripts of BullMQ, dead letters stay until they are added again', async () => {
    const { outbox, name } = await open({}, nodeRedis as RedisClient);
    await addDead(outbox, name, 2);
    await ioredis.script('FLUSH');
    await ioredis.script('LOAD', REMOVE_ADDED.lua);
    // With it BullMQ's scripts are loaded.
    const add = vi.spyOn(bullmq.Queue.prototype, 'add').mockRejectedValueOnce(new Error('crashed'));
    await expect(outbox.deadLetters.retry({})).rejects.toThrow('crashed');
    add.mockRestore();
    expect(await outbox.stats()).toMatchObject({ depth: 0, deadLetters: 2 });
    expect(await outbox.deadLetters.retry({})).toBe(2);
    expect(await outbox.stats()).toMatchObject({ depth: 2, deadLetters: 0 });
    const { held, items } = await readAll(name);
    expect(numbers(items)).toEqual([0, 1]);
    await held.release();
  });

  test.each([
    ['name', { name: 'a b' }],
    ['partitions', { partitions: 0 }],
    ['storeContext', { storeContext: 5 }],
    ['partition', { partition: 5 }],
  ])('names an option that is not valid: %s', async (field, options) => {
    const error = await redisOutbox(ioredis, options as never).catch((error: unknown) => error);
    expect(isValidationError(error) && error.field).toBe(field);
  });

  describe('the command line', () => {
    const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, [cli, ...args, '--url', server.url]).then(
        ({ stdout }) => ({ code: 0, out: stdout }),
        (error: { code: number; stderr: string }) => ({ code: error.code, out: error.stderr }),
      );

    test('lists, sends again and deletes dead letters', async () => {
      const { outbox, name } = await open();
      await addDead(outbox, name, 3);
      await outbox.add(event(3));
      const listed = await run('outbox', 'ls', '--name', name);
      expect(listed.out).toMatch(/^1 to be sent, the oldest \d+ s old; 3 dead letters\n {2}partition 0: 1,/);
      expect(listed.out.match(/track-v2 {2}rejected 400\n/g)).toHaveLength(3);
      expect(listed.out).not.toContain('order_placed');
      const json = JSON.parse((await run('outbox', 'ls', '--name', name, '--json', '--limit', '2')).out);
      expect(json).toMatchObject({ stats: { depth: 1 }, deadLetters: [{ item: { kind: 'track-v2' } }, {}] });

      const [first] = json.deadLetters;
      expect(await run('outbox', 'retry', '--name', name)).toMatchObject({ code: 1 });
      expect((await run('outbox', 'retry', '--name', name, '--id', first.id)).out).toMatch(/^1 /);
      expect((await run('outbox', 'purge', '--name', name, '--kind', 'gave_up')).out).toMatch(/^0 /);
      expect((await run('outbox', 'purge', '--name', name, '--all')).out).toMatch(/^2 /);
      expect(await outbox.stats()).toMatchObject({ depth: 2, deadLetters: 0 });
    });

    test('says what is wrong', async () => {
      expect(await run('inbox')).toMatchObject({ code: 1, out: expect.stringContaining('outbox ls') });
      expect(await run('outbox', 'ls', '--nam', 'x')).toMatchObject({ code: 1 });
      for (const name of ['a b', 'nosuch']) {
        expect(await run('outbox', 'ls', '--name', name)).toMatchObject({
          code: 1,
          out: `there is no outbox ${name} in this Redis\n`,
        });
      }
      const away = ['outbox', 'ls', '--url', 'redis://user:secret@127.0.0.1:1'];
      const error = await promisify(execFile)(process.execPath, [cli, ...away]).catch((error) => error);
      expect(error.stderr).toMatch(/^cannot connect to the Redis of --url: .*ECONNREFUSED/);
      expect(error.stderr).not.toContain('secret');
      const { stdout } = await promisify(execFile)(process.execPath, [cli, '--help']);
      expect(stdout).toContain('retry');
    });
  });
});
