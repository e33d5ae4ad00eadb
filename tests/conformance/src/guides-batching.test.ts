// Runs what docs/batching.md and docs/outbox.md show, against the emulator.

import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Emulator, startEmulator } from '@cio/emulator';
import { type Operation, TrackV2Client } from '@cio/track-v2';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { codeBlocks, writeModule } from './code-blocks.js';
import { scratch } from './compile.js';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());
afterAll(() => rm(scratch('guides'), { recursive: true, force: true }));

/** The block of a guide that has this in it, for the emulator in place of Customer.io. */
async function block(guide: string, has: string): Promise<string> {
  const found = (await codeBlocks(guide)).filter((code) => code.includes(has));
  expect(found).toHaveLength(1);
  const { siteId, apiKey, url } = emulator;
  return found[0]!.replace(
    "{ siteId: 'site', apiKey: 'key'",
    `{ siteId: '${siteId}', apiKey: '${apiKey}', baseUrl: '${url}'`,
  );
}

/** Runs a module to its end, or until it is stopped. */
async function run(code: string, stopWhen?: (output: string) => boolean) {
  const child = spawn(process.execPath, [await writeModule('guides', 'block', code)]);
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (stopWhen) {
    await expect.poll(() => stopWhen(output), { timeout: 20_000 }).toBe(true);
    child.kill('SIGTERM');
  }
  return { code: await ended, output };
}

/** A port that nobody listens on: one chosen at random may be in use. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const events = (id: string) => emulator.workspace.find(id)?.events.map(({ name }) => name);

describe('batching', () => {
  test('an array, in part after a request that failed', async () => {
    const code = await block('docs/batching.md', 'sendBatch');
    expect(await run(code)).toEqual({ code: 0, output: '2\n' });
    emulator.reset();
    emulator.faults.add({ kind: 'status', status: 503 });
    const { code: exit, output } = await run(code);
    expect([exit, output.includes('503')]).toEqual([0, true]);
    expect([events('C-1'), events('C-2')]).toEqual([['invited'], ['invited']]);
  });

  test('in a server: what was not accepted is told of, and the process lives', async () => {
    const code = await block('docs/batching.md', 'onRejected({ operation, outcome, error })');
    expect(await run(code)).toEqual({ code: 0, output: '' });
    expect(events('C-1')).toEqual(['page_opened']);
    emulator.faults.add({ kind: 'status', status: 400 });
    const { code: exit, output } = await run(code);
    expect(exit).toBe(0);
    expect(output).toMatch(/^person event unprocessed ApiError/);
  });

  test.each([
    ['it sends what it holds', () => {}, 0],
    [
      'it says what it lost',
      () => emulator.faults.add({ kind: 'status', status: 401, path: '/batch', times: 10 }),
      1,
    ],
  ])('shut down, %s', async (_what, prepare, exit) => {
    const code = await block('docs/batching.md', "process.once('SIGTERM', async ()");
    prepare();
    const port = await freePort();
    let isVisited = false;
    const visiting = (async () => {
      for (;;) {
        const response = await fetch(`http://127.0.0.1:${port}`).catch(() => undefined);
        if (response) break;
        await sleep(20);
      }
      isVisited = true;
    })();
    const { code: ended } = await run(
      code.replace('.listen(3000)', `.listen(${port}, '127.0.0.1')`),
      () => isVisited,
    );
    await visiting;
    expect(ended).toBe(exit);
    expect(events('C-1')).toEqual(exit === 0 ? ['page_opened'] : undefined);
  });

  test('serverless: an invocation ends when all is sent, and its repetition doubles nothing', async () => {
    const { siteId, apiKey, url } = emulator;
    const code = (await block('docs/serverless.md', 'export async function handler'))
      .replace('() => process.env.CIO_SITE_ID!', `'${siteId}', baseUrl: '${url}'`)
      .replace('() => process.env.CIO_API_KEY!', `'${apiKey}'`);
    const file = await writeModule('guides', 'handler', code);
    const { handler } = (await import(file)) as { handler(event: object): Promise<void> };
    const order = { id: 'O-1', customer: 'C-1', placedAt: 1_760_000_000 };
    const told = vi.spyOn(console, 'error').mockReturnValue();
    await handler({ orders: [order, { ...order, customer: '' }] });
    // A queue delivers it again: it is the same event.
    await handler({ orders: [order] });
    expect(events('C-1')).toEqual(['order_placed']);
    expect(told).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('identifiers.id'));
    told.mockRestore();
  });

  test('ingestion: every position that is to be stored is one to go on from', async () => {
    const code = (await block('docs/batching.md', 'track.ingest')).replace('1_000_000', '6_000');
    const { code: exit, output } = await run(code);
    expect(exit).toBe(0);
    const stored = [...output.matchAll(/store this: (\d+)/g)].map(([, position]) => Number(position));
    expect(stored.at(-1)).toBe(6000);
    expect(emulator.workspace.people.size).toBe(6000);
  });

  test('ingestion, stopped: it drains, and says where', async () => {
    const code = (await block('docs/batching.md', 'track.ingest'))
      .replace('1_000_000', '50_000')
      .replace('drain: true', 'drain: true, concurrency: 1');
    const { code: exit, output } = await run(code, (printed) => printed.includes('store this'));
    expect(exit).toBe(0);
    const [position = 0] = [...output.matchAll(/store this: (\d+)/g)].map(([, one]) => Number(one)).slice(-1);
    expect(position).toBeGreaterThan(0);
    expect(position).toBeLessThan(50_000);
    for (let n = 0; n < position; n++) expect(emulator.workspace.find(`C-${n}`)).toBeDefined();
  });
});

describe('an outbox', () => {
  interface Row {
    id: string;
    operation: string;
  }

  /** Just enough of a database: two tables, and transactions that can fail. */
  function database() {
    let tables = { orders: [] as string[], outbox: [] as Row[] };
    let before: typeof tables | undefined;
    let next = 1;
    const db = {
      failing: '',
      get tables() {
        return tables;
      },
      async query(text: string, values: unknown[] = []) {
        if (db.failing && text.startsWith(db.failing)) throw new Error(`${db.failing} failed`);
        const rows: Row[] = [];
        if (text === 'begin') before = structuredClone(tables);
        else if (text === 'commit') before = undefined;
        else if (text === 'rollback') tables = before!;
        else if (text.startsWith('insert into orders')) tables.orders.push(values[0] as string);
        else if (text.startsWith('insert into outbox')) {
          tables.outbox.push({ id: String(next++), operation: values[0] as string });
        } else if (text.startsWith('select')) rows.push(...tables.outbox.slice(0, 2000));
        else if (text.startsWith('delete')) {
          tables.outbox = tables.outbox.filter(({ id }) => !(values[0] as string[]).includes(id));
        } else throw new Error(text);
        return { rows };
      },
    };
    return db;
  }

  interface Outbox {
    placeOrder(db: unknown, order: { id: string; customer: string; total: number }): Promise<void>;
    sendOutbox(db: unknown, track: TrackV2Client): Promise<void>;
  }

  async function outbox(): Promise<Outbox> {
    const code = await block('docs/outbox.md', 'placeOrder');
    return (await import(await writeModule('guides', `outbox-${Math.random()}`, code))) as Outbox;
  }

  const client = () =>
    new TrackV2Client({ siteId: emulator.siteId, apiKey: emulator.apiKey, baseUrl: emulator.url });

  test('is committed with the row, or not at all', async () => {
    const { placeOrder } = await outbox();
    const db = database();
    await placeOrder(db, { id: 'O-1', customer: 'C-1', total: 5 });
    for (const failing of ['insert into orders', 'insert into outbox', 'commit']) {
      db.failing = failing;
      await expect(placeOrder(db, { id: 'O-2', customer: 'C-1', total: 5 })).rejects.toThrow(failing);
    }
    expect(db.tables.orders).toEqual(['O-1']);
    expect(db.tables.outbox).toHaveLength(1);
    const stored = JSON.parse(db.tables.outbox[0]!.operation) as Operation;
    expect(stored).toMatchObject({ type: 'person', action: 'event', name: 'order_placed' });
  });

  test('refuses what could never be sent, before it is stored', async () => {
    const { placeOrder } = await outbox();
    const db = database();
    const order = { id: 'O'.repeat(33_000), customer: 'C-1', total: 5 };
    await expect(placeOrder(db, order)).rejects.toThrow('over 32 KB');
    expect(db.tables).toMatchObject({ orders: [], outbox: [] });
  });

  test('sent by a worker that dies again and again, before or after its request, each order counts once', async () => {
    const { placeOrder, sendOutbox } = await outbox();
    const db = database();
    const track = client();
    const ORDERS = 500;
    for (let n = 0; n < ORDERS; n++) {
      await placeOrder(db, { id: `O-${n}`, customer: `C-${n % 7}`, total: n });
    }
    // The server away, then processed but not answered, then sent and not deleted, twice.
    emulator.faults.add({ kind: 'status', status: 503 });
    emulator.faults.add({ kind: 'cut-body' });
    await sendOutbox(db, track);
    await sendOutbox(db, track);
    expect(db.tables.outbox).toHaveLength(ORDERS);
    db.failing = 'delete';
    await expect(sendOutbox(db, track)).rejects.toThrow('delete failed');
    await expect(sendOutbox(db, track)).rejects.toThrow('delete failed');
    db.failing = '';
    await sendOutbox(db, track);
    await track.close();
    expect(db.tables.outbox).toHaveLength(0);
    expect(emulator.workspace.events.size).toBe(ORDERS);
    expect(emulator.workspace.duplicates).toBe(3 * ORDERS);
    for (let who = 0; who < 7; who++) {
      const totals = emulator.workspace.find(`C-${who}`)!.events.map(({ data }) => data.total as number);
      expect(totals).toEqual([...totals].sort((a, b) => a - b));
    }
  });
});
