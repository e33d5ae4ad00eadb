import { AppClient } from '@cio/app-api';
import {
  callsOf,
  type Outbox,
  type OutboxWorker,
  type OutboxWorkerOptions,
  queueEvents,
} from '@cio/core/outbox';
import { type Emulator, startEmulator } from '@cio/emulator';
import { message, PipelinesClient } from '@cio/pipelines';
import { TrackClient } from '@cio/track';
import { object, person, TrackV2Client } from '@cio/track-v2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

const track = callsOf(TrackClient);
const app = callsOf(AppClient);

/** What every outbox does, whatever it is stored in. */
export function outboxConformance(engine: string, open: (name: string) => Promise<Outbox>): void {
  describe(`an outbox on ${engine}`, () => {
    let emulator: Emulator;
    let outbox: Outbox;
    let name: string;
    let worker: OutboxWorker | undefined;
    let count = 0;

    beforeAll(async () => {
      emulator = await startEmulator();
    });
    beforeEach(async () => {
      emulator.reset();
      emulator.faults.clear();
      name = `outbox-${process.pid}-${count++}`;
      outbox = await open(name);
    });
    afterEach(async () => {
      worker = undefined;
      await outbox.close({ timeoutMs: 5000 });
    });
    afterAll(() => emulator.close());

    function clients() {
      const { siteId, apiKey, appApiKey, writeKey, url: baseUrl } = emulator;
      const trackV1 = new TrackClient({ siteId, apiKey, baseUrl });
      return {
        track: trackV1,
        trackV2: new TrackV2Client(trackV1.http),
        pipelines: new PipelinesClient({ writeKey, baseUrl, strictMode: true }),
        app: new AppClient({ apiKey: appApiKey, baseUrl, rateLimiter: false }),
      };
    }

    function work(options: Partial<OutboxWorkerOptions> = {}) {
      worker = outbox.work({ clients: clients(), pollMs: 20, ...options });
      return worker;
    }

    const isEmpty = () =>
      vi.waitFor(async () => expect((await outbox.stats()).depth).toBe(0), { timeout: 20_000, interval: 20 });
    const names = () => [...emulator.workspace.events.values()].map(({ name }) => name);

    test('sends what is stored, of all APIs', async () => {
      await outbox.add([
        track.identify('5', { plan: 'pro' }),
        track.track('5', 'v1', { total: 54.2 }),
        person.event({ id: '5' }, 'v2'),
        object.identify({ object_type_id: '1', object_id: 'acme' }, { name: 'Acme' }),
        message.track({ userId: '5', event: 'cdp' }),
        app.sendEmail({
          to: 'ada@example.com',
          identifiers: { id: '5' },
          transactional_message_id: 'receipt',
        }),
        app.broadcasts.trigger(1, { data: { title: 'Sale' } }),
      ]);
      expect(await outbox.stats()).toMatchObject({
        depth: 7,
        ageSeconds: expect.any(Number),
        deadLetters: 0,
      });
      work();
      await isEmpty();
      expect(names().sort()).toEqual(['cdp', 'v1', 'v2']);
      expect(emulator.workspace.find('5')?.attributes).toMatchObject({ plan: 'pro' });
      const pathsOf = (path: string) => emulator.requests.filter((request) => request.path === path);
      expect(pathsOf('/v1/send/email')).toHaveLength(1);
      expect(pathsOf('/v1/campaigns/1/triggers')).toMatchObject([{ body: '{"data":{"title":"Sale"}}' }]);
      expect(await outbox.stats()).toEqual({
        depth: 0,
        ageSeconds: undefined,
        deadLetters: 0,
        partitions: [],
      });
    });

    test('an event keeps the time at which it was added, and its data to the last character', async () => {
      const before = Math.floor(Date.now() / 1000);
      const data = { text: 'a\u0000b', lone: '\ud800', emoji: '👍', quote: '"\\', n: 0.1 };
      await outbox.add(person.event({ id: '5' }, 'order_placed', data));
      await new Promise((resolve) => setTimeout(resolve, 1100));
      work();
      await isEmpty();
      const [event] = [...emulator.workspace.events.values()];
      expect(event!.data).toEqual(JSON.parse(JSON.stringify(data)));
      expect(event!.timestamp).toBeLessThanOrEqual(before + 1);
    });

    test('keeps the order of each person, through workers and failures', async () => {
      const people = 20;
      const each = 40;
      for (let n = 0; n < each; n++) {
        await outbox.add(
          Array.from({ length: people }, (_, who) =>
            n % 10 === 5
              ? track.track(`p${who}`, `${who}`, { who, n })
              : person.event({ id: `p${who}` }, `${who}`, { who, n }),
          ),
        );
      }
      for (const after of [0, 2, 5, 9]) {
        emulator.faults.add({ kind: 'status', status: 503, after });
        emulator.faults.add({ kind: 'reset', when: 'after', after: after + 1 });
      }
      work({ batchSize: 100 });
      outbox.work({ clients: clients(), pollMs: 20, batchSize: 100 });
      await isEmpty();
      const seen = new Map<unknown, number[]>();
      for (const { data } of emulator.workspace.events.values()) {
        seen.set(data.who, [...(seen.get(data.who) ?? []), data.n as number]);
      }
      expect(seen.size).toBe(people);
      for (const order of seen.values()) expect(order).toEqual(Array.from({ length: each }, (_, n) => n));
    });

    test('one worker at a time sends what has one ordering key, and nothing is sent by two', async () => {
      const other = await open(name);
      // For longer than a worker waits that takes over from one that died.
      for (let n = 0; n < 30; n++) await outbox.add(person.event({ id: '5' }, 'e', { n }));
      const sent: unknown[] = [];
      let underWay = 0;
      let most = 0;
      const trackV2 = {
        async sendBatch(operations: Iterable<unknown>) {
          most = Math.max(most, ++underWay);
          await new Promise((resolve) => setTimeout(resolve, 100));
          underWay--;
          const all = [...operations] as { attributes: { n: number } }[];
          sent.push(...all.map(({ attributes }) => attributes.n));
          return { accepted: all.length, rejected: [] };
        },
      };
      for (const each of [outbox, other]) each.work({ clients: { trackV2 }, pollMs: 10, batchSize: 2 });
      await isEmpty();
      await other.close();
      expect(most).toBe(1);
      expect(sent).toEqual(Array.from({ length: 30 }, (_, n) => n));
    });

    test('dead letters are listed, repaired, sent again and purged', async () => {
      await outbox.add([
        person.event({ id: '5' }, 'good'),
        { type: 'person', action: 'event', identifiers: { id: '5' }, name: 'x'.repeat(101) } as never,
        track.track('6', 'fine'),
        {
          kind: 'track',
          call: {
            operation: 'identify',
            method: 'PUT',
            path: '/api/v1/customers/6',
            pathTemplate: '/api/v1/customers/{identifier}',
            replaySafe: true,
            body: { plan: 'x'.repeat(1001) },
          },
        },
      ]);
      const onDeadLetter = vi.fn();
      work({ onDeadLetter });
      await isEmpty();
      expect(names().sort()).toEqual(['fine', 'good']);
      const dead = await outbox.deadLetters.list();
      expect(dead.map(({ reason }) => reason.kind)).toEqual(['rejected', 'rejected']);
      expect(onDeadLetter).toHaveBeenCalledTimes(2);
      expect((await outbox.stats()).deadLetters).toBe(2);
      expect(await outbox.deadLetters.list({ limit: 1, after: dead[0]!.id })).toEqual([dead[1]]);
      expect(await outbox.deadLetters.list({ kind: 'gave_up' })).toEqual([]);

      const long = dead.find(({ item }) => item.kind === 'track-v2')!;
      expect(await outbox.deadLetters.get(long.id)).toEqual(long);
      expect(long.reason).toMatchObject({ errors: [{ field: 'name' }] });
      expect(await outbox.deadLetters.replace(long.id, person.event({ id: '5' }, 'repaired'))).toBe(true);
      await vi.waitFor(() => expect(names()).toContain('repaired'), 10_000);
      expect(await outbox.deadLetters.get(long.id)).toBeUndefined();
      expect(await outbox.deadLetters.replace(long.id, person.event({ id: '5' }, 'repaired'))).toBe(false);

      const other = dead.find(({ id }) => id !== long.id)!;
      expect(await outbox.deadLetters.retry({ ids: [other.id] })).toBe(1);
      await vi.waitFor(() => expect(onDeadLetter).toHaveBeenCalledTimes(3), 10_000);
      await vi.waitFor(async () => expect((await outbox.stats()).deadLetters).toBe(1));
      expect(await outbox.deadLetters.purge({ kind: 'gave_up' })).toBe(0);
      expect(await outbox.deadLetters.purge({ kind: 'rejected' })).toBe(1);
      expect((await outbox.stats()).deadLetters).toBe(0);
    });

    test('a send whose outcome is not known is reported, and not repeated', async () => {
      emulator.faults.add({ kind: 'reset', when: 'after', path: '/v1/send' });
      emulator.faults.add({ kind: 'status', status: 429, path: '/v1/send' });
      const send = (id: string) =>
        app.sendEmail({ to: `${id}@example.com`, identifiers: { id }, transactional_message_id: 'receipt' });
      await outbox.add([send('5'), send('5'), send('5')]);
      work();
      await isEmpty();
      const sent = emulator.requests.filter(({ path }) => path === '/v1/send/email');
      // One may have been sent, one got a 429 first.
      expect(sent).toHaveLength(4);
      const dead = await outbox.deadLetters.list();
      expect(dead).toMatchObject([{ item: { kind: 'send' }, reason: { kind: 'may_have_been_sent' } }]);
    });

    test('what is added after a failure waits behind it, and nothing is added of what is not valid', async () => {
      await expect(
        outbox.add([person.event({ id: '5' }, 'a'), { type: 'nobody' } as never]),
      ).rejects.toMatchObject({
        name: 'ValidationError',
      });
      expect((await outbox.stats()).depth).toBe(0);
      emulator.faults.add({ kind: 'status', status: 401, times: 2 });
      const onWait = vi.fn();
      await outbox.add(person.event({ id: '5' }, 'first'));
      work({ onWait });
      await vi.waitFor(() => expect(onWait).toHaveBeenCalled(), 10_000);
      await outbox.add(person.event({ id: '5' }, 'second'));
      await isEmpty();
      expect(names()).toEqual(['first', 'second']);
      expect(onWait.mock.calls[0]![0].error).toMatchObject({ name: 'ApiError', status: 401 });
    });

    test('items of one ordering key are sent one after the other, whatever they are', async () => {
      const sent: unknown[] = [];
      let inFlight = 0;
      let mostInFlight = 0;
      async function request(ns: unknown[]) {
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        await new Promise((resolve) => setTimeout(resolve, 10));
        inFlight--;
        sent.push(...ns);
      }
      const http = {
        request: ({ raw }: { raw?: string }) => {
          const { plan, message_data } = JSON.parse(raw!);
          return request([plan ?? message_data.n]);
        },
      };
      const trackV2 = {
        async sendBatch(operations: Iterable<unknown>) {
          await request(Array.from(operations, (one) => (one as { attributes: { n: number } }).attributes.n));
          return { accepted: 1, rejected: [] };
        },
      };
      const item = (n: number) => {
        if (n % 3 === 0) return track.identify(`p${n}`, { plan: n });
        if (n % 3 === 1) return person.event({ email: `ada${n}@example.com` }, 'step', { n });
        return app.sendEmail({
          to: 'ada@example.com',
          identifiers: { id: `p${n}` },
          transactional_message_id: 'receipt',
          message_data: { n },
        });
      };
      for (let n = 0; n < 30; n += 10) {
        const ns = Array.from({ length: 10 }, (_, index) => n + index);
        await outbox.add(ns.map(item), { orderingKey: 'customer 5' });
      }
      expect((await outbox.stats()).partitions).toHaveLength(1);
      for (let workers = 0; workers < 2; workers++) {
        work({ clients: { track: { http }, app: { http }, trackV2 } as never });
      }
      await isEmpty();
      expect(mostInFlight).toBe(1);
      expect(sent).toEqual(Array.from({ length: 30 }, (_, n) => n));
    });

    test('a dead letter keeps its ordering key when it is repaired or sent again', async () => {
      const long = { type: 'person', action: 'event', identifiers: { id: '5' }, name: 'x'.repeat(101) };
      await outbox.add([long as never, long as never], { orderingKey: 'customer 5' });
      const first = work();
      await isEmpty();
      await first.close();
      const [one, other] = await outbox.deadLetters.list();
      expect(one!.item.orderingKey).toBe('customer 5');
      await outbox.deadLetters.replace(one!.id, { ...long, identifiers: { id: '6' } } as never);
      await outbox.deadLetters.retry({ ids: [other!.id] });
      work();
      await vi.waitFor(async () => expect((await outbox.stats()).deadLetters).toBe(2), 10_000);
      const again = await outbox.deadLetters.list();
      expect(again.map(({ item }) => item.orderingKey)).toEqual(['customer 5', 'customer 5']);
    });

    test('events of webhooks are acknowledged when they are stored, and handled by a worker', async () => {
      const onEvent = queueEvents(outbox);
      await onEvent({
        event_id: 'a',
        object_type: 'email',
        metric: 'clicked',
        data: { identifiers: { id: '5' } },
      });
      await onEvent({
        event_id: 'b',
        object_type: 'email',
        metric: 'opened',
        data: { identifiers: { id: '5' } },
      });
      const handled: unknown[] = [];
      let failures = 1;
      work({
        clients: {},
        onEvent: async ({ event_id }) => {
          if (failures-- > 0) throw new Error('once');
          handled.push(event_id);
        },
      });
      await isEmpty();
      expect(handled).toEqual(['a', 'b']);
    });

    test('close lets what is in flight end, and leaves the rest for the next worker', async () => {
      await outbox.add(Array.from({ length: 500 }, (_, n) => person.event({ id: `p${n}` }, 'e', { n })));
      emulator.faults.add({ kind: 'delay', delayMs: 300, times: 2 });
      const first = work({ batchSize: 50, concurrency: 1 });
      await vi.waitFor(() => expect(emulator.requests.length).toBeGreaterThan(0), 10_000);
      await first.close();
      const { depth } = await outbox.stats();
      expect(depth).toBeGreaterThan(0);
      expect(depth).toBeLessThan(500);
      expect(depth + emulator.workspace.events.size).toBe(500);
      const requests = emulator.requests.length;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(emulator.requests).toHaveLength(requests);
      work();
      await isEmpty();
      expect(emulator.workspace.events.size).toBe(500);
    });
  });
}
