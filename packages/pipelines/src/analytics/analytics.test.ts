import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import DefaultAnalytics, {
  Analytics,
  type AnalyticsEvents,
  type AnalyticsSettings,
  Context,
} from './index.js';

interface Received {
  url: string;
  authorization: string | undefined;
  batch: Record<string, unknown>[];
}

let server: Server;
let host: string;
let received: Received[];
let respond: (request: number) => number | 'hang';
const opened: Analytics[] = [];

beforeEach(async () => {
  received = [];
  respond = () => 200;
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { batch } = JSON.parse(body) as { batch: Received['batch'] };
    received.push({ url: request.url!, authorization: request.headers.authorization, batch });
    const status = respond(received.length);
    if (status !== 'hang') response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((analytics) => analytics.closeAndFlush({ timeout: 1 })));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function open(settings: Partial<AnalyticsSettings> = {}): Analytics {
  const analytics = new Analytics({ writeKey: 'key', host, flushInterval: 20, ...settings });
  opened.push(analytics);
  return analytics;
}

const messages = () => received.flatMap(({ batch }) => batch);
const WHO = { userId: 'u' };
const event = (n: number) => ({ ...WHO, event: `e${n}` });

test('a message arrives as a batch, with its key, an id, a time and the library', async () => {
  open().track({ ...WHO, event: 'bought', properties: { at: new Date(5000), left: undefined } });
  await vi.waitFor(() => expect(received).toHaveLength(1));
  expect(received[0]).toEqual({
    url: '/v1/batch',
    authorization: `Basic ${Buffer.from('key:').toString('base64')}`,
    batch: [
      {
        type: 'track',
        userId: 'u',
        event: 'bought',
        properties: { at: '1970-01-01T00:00:05.000Z' },
        messageId: expect.stringMatching(/^[\da-f-]{36}$/),
        timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
        integrations: {},
        context: { library: { name: '@cio/pipelines', version: expect.any(String) } },
      },
    ],
  });
});

test('what the caller changes after is not sent', async () => {
  const properties = { total: 1 };
  const context = { ip: '1.2.3.4' };
  open().track({ ...WHO, event: 'x', properties, context });
  properties.total = 2;
  context.ip = 'other';
  await vi.waitFor(() => expect(messages()).toHaveLength(1));
  expect(messages()[0]).toMatchObject({ properties: { total: 1 }, context: { ip: '1.2.3.4' } });
  expect(context).toEqual({ ip: 'other' });
});

test.each<[string, Partial<AnalyticsSettings>]>([
  ['maxEventsInBatch', { maxEventsInBatch: 5 }],
  ['flushAt, which says the same', { flushAt: 5, maxEventsInBatch: 99 }],
  ['the default', {}],
])('messages are sent when there are so many: %s', async (_name, settings) => {
  const count = settings.flushAt ?? settings.maxEventsInBatch ?? 15;
  const analytics = open({ ...settings, flushInterval: 60_000 });
  for (let n = 0; n < count; n++) {
    expect(received).toHaveLength(0);
    analytics.track({ userId: `u${n}`, event: 'x' });
  }
  await vi.waitFor(() => expect(messages()).toHaveLength(count));
});

test('the address and the path can be set', async () => {
  open({ host: `${host}/ignored`, path: '/proxy/batch/' }).track(event(1));
  await vi.waitFor(() => expect(received.map(({ url }) => url)).toEqual(['/proxy/batch']));
});

test('the path can be that of the root', async () => {
  open({ host, path: '/' }).track(event(1));
  await vi.waitFor(() => expect(received.map(({ url }) => url)).toEqual(['/']));
});

test('a close whose time is not valid closes nothing', async () => {
  const analytics = open({ flushInterval: 60_000 });
  await expect(analytics.closeAndFlush({ timeout: -1 })).rejects.toMatchObject({ field: 'timeout' });
  analytics.track(event(1));
  await analytics.closeAndFlush();
  expect(messages()).toHaveLength(1);
});

test('messages of one person keep their order', async () => {
  const analytics = open({ flushAt: 1 });
  for (let n = 0; n < 50; n++) analytics.track(event(n));
  await analytics.closeAndFlush();
  expect(messages().map(({ event }) => event)).toEqual(Array.from({ length: 50 }, (_, n) => `e${n}`));
});

describe('callbacks and listeners', () => {
  test('hear of each message that was delivered', async () => {
    const analytics = open();
    const heard: string[] = [];
    const callback = vi.fn();
    for (const type of ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const) {
      analytics.on(type, (ctx) => heard.push(`${type} ${ctx.event.type}`));
    }
    analytics.identify(WHO, callback);
    analytics.track(event(1), callback);
    analytics.page(WHO, callback);
    analytics.screen(WHO, callback);
    analytics.group({ ...WHO, groupId: 'g' }, callback);
    analytics.alias({ ...WHO, previousId: 'a' }, callback);
    await analytics.closeAndFlush();
    const types = ['identify', 'track', 'page', 'screen', 'group', 'alias'];
    expect(heard).toEqual(types.map((type) => `${type} ${type}`));
    expect(callback.mock.calls.map(([error, ctx]) => [error, ctx.event.type])).toEqual(
      types.map((type) => [undefined, type]),
    );
    const ctx = callback.mock.calls[0]![1] as Context;
    expect(ctx).toBeInstanceOf(Context);
    expect(ctx.failedDelivery()).toBeUndefined();
    expect(ctx.isSame(ctx)).toBe(true);
    expect(JSON.parse(JSON.stringify(ctx))).toMatchObject({ id: ctx.id, event: { type: 'identify' } });
  });

  test('hear of what was not, with the reason', async () => {
    respond = () => 400;
    const analytics = open();
    const errors: unknown[] = [];
    const delivered = vi.fn();
    analytics.on('error', (error) => errors.push(error)).on('track', delivered);
    const callback = vi.fn();
    analytics.track(event(1), callback);
    await analytics.closeAndFlush();
    expect(errors).toEqual([
      {
        code: 'delivery_failure',
        reason: expect.objectContaining({ name: 'ApiError', status: 400 }),
        ctx: expect.any(Context),
      },
    ]);
    expect(callback).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ status: 400 }),
      expect.any(Context),
    );
    expect(callback.mock.calls[0]![1].failedDelivery()).toEqual({ reason: callback.mock.calls[0]![0] });
    expect(delivered).not.toHaveBeenCalled();
    expect(received).toHaveLength(1);
  });

  test.each([
    ['over 32 KB', 'x'.repeat(40_000)],
    ['that JSON cannot hold', 5n],
    ['an invalid date', new Date(Number.NaN)],
  ])('a message %s fails alone, before it is sent', async (_name, value) => {
    const analytics = open();
    const callback = vi.fn();
    analytics.track({ ...event(1), properties: { value } }, callback);
    analytics.track(event(2));
    await analytics.closeAndFlush();
    expect(callback).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ name: 'ValidationError' }),
      expect.any(Context),
    );
    expect(messages()).toHaveLength(1);
  });

  test('once, off, and listeners that remove themselves', async () => {
    const analytics = open();
    const once = vi.fn();
    const removed = vi.fn();
    const always = vi.fn();
    analytics.once('track', once).on('track', removed).on('track', always).off('track', removed);
    analytics.track(event(1));
    analytics.track(event(2));
    await analytics.closeAndFlush();
    expect([once, removed, always].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 2]);
    analytics.emit('drained');
  });

  test('change nothing when they throw or reject', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    try {
      const analytics = open();
      const after = vi.fn();
      analytics.on('track', () => {
        throw new Error('listener');
      });
      analytics.on('track', after);
      analytics.track(event(1), async () => {
        throw new Error('callback');
      });
      analytics.track(event(2), () => {
        throw new Error('callback');
      });
      await analytics.closeAndFlush();
      expect(after).toHaveBeenCalledTimes(2);
      expect(log).toHaveBeenCalledTimes(4);
    } finally {
      log.mockRestore();
    }
  });

  test('http_request is emitted for each attempt, without the key', async () => {
    respond = (request) => (request === 1 ? 503 : 200);
    const analytics = open();
    const heard: unknown[] = [];
    analytics.on('http_request', (request) => heard.push(request));
    analytics.track(event(1));
    await analytics.closeAndFlush();
    expect(heard).toHaveLength(2);
    expect(heard[1]).toEqual({
      url: `${host}/v1/batch`,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': expect.stringContaining('cio-analytics/'),
      },
      body: JSON.stringify({ batch: received[1]!.batch }),
    });
    expect(JSON.stringify(heard)).not.toContain(Buffer.from('key:').toString('base64'));
  });
});

describe('repeats', () => {
  test.each([
    [undefined, 4],
    [0, 1],
    [2, 3],
  ])('maxRetries %s: %s attempts with the same messages', async (maxRetries, attempts) => {
    respond = () => 500;
    const analytics = open(maxRetries === undefined ? {} : { maxRetries });
    const callback = vi.fn();
    analytics.track(event(1), callback);
    await analytics.closeAndFlush();
    expect(received).toHaveLength(attempts);
    expect(new Set(received.map(({ batch }) => JSON.stringify(batch))).size).toBe(1);
    expect(callback).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ name: 'RetryableError', status: 500 }),
      expect.any(Context),
    );
  });

  test('what fails for good is not repeated', async () => {
    respond = () => 401;
    const analytics = open();
    analytics.track(event(1));
    await analytics.closeAndFlush();
    expect(received).toHaveLength(1);
  });

  test('a request that takes too long is', async () => {
    respond = (request) => (request === 1 ? 'hang' : 200);
    const analytics = open({ httpRequestTimeout: 50 });
    const callback = vi.fn();
    analytics.track(event(1), callback);
    await analytics.closeAndFlush();
    expect(callback).toHaveBeenCalledExactlyOnceWith(undefined, expect.any(Context));
    expect(received).toHaveLength(2);
  });
});

describe('closing', () => {
  test('does not wait for flushInterval, and nothing is accepted after', async () => {
    const analytics = open({ flushInterval: 60_000 });
    const late: unknown[] = [];
    const drained = vi.fn();
    const callback = vi.fn();
    analytics.on('call_after_close', (ctx) => late.push(ctx)).on('drained', drained);
    analytics.track(event(1));
    await analytics.closeAndFlush();
    expect(messages()).toHaveLength(1);
    expect(drained).toHaveBeenCalledTimes(1);
    analytics.track(event(2), callback);
    await sleep(20);
    expect(late).toEqual([expect.objectContaining({ event: 'e2', type: 'track' })]);
    expect(callback).not.toHaveBeenCalled();
    expect(messages()).toHaveLength(1);
    await analytics.closeAndFlush();
  });

  test('ends after its timeout, and tells what was given up', async () => {
    respond = () => 'hang';
    const analytics = open();
    const callback = vi.fn();
    analytics.track(event(1), callback);
    const startedAt = performance.now();
    await analytics.closeAndFlush({ timeout: 100 });
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(callback).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ name: 'RetryableError', kind: 'closed' }),
      expect.any(Context),
    );
  });

  test('waits for the promises of callbacks, up to its timeout', async () => {
    const analytics = open();
    let isDone = false;
    analytics.track(event(1), async () => {
      await sleep(100);
      isDone = true;
    });
    await analytics.closeAndFlush();
    expect(isDone).toBe(true);
    const other = open();
    other.track(event(2), () => new Promise(() => {}));
    await other.closeAndFlush({ timeout: 100 });
  });

  test('flush sends at once, and more can follow; with close it closes', async () => {
    const analytics = open({ flushInterval: 60_000 });
    analytics.track(event(1));
    await analytics.flush();
    expect(messages()).toHaveLength(1);
    await analytics.flush();
    analytics.track(event(2));
    await analytics.flush({ close: true });
    expect(messages()).toHaveLength(2);
    const late = vi.fn();
    analytics.on('call_after_close', late);
    analytics.track(event(3));
    expect(late).toHaveBeenCalledTimes(1);
  });

  test('flush ends after its timeout', async () => {
    respond = () => 'hang';
    const analytics = open();
    analytics.track(event(1));
    await analytics.flush({ timeout: 50 });
    expect(received).toHaveLength(1);
  });

  test.each([
    ['closeAndFlush', { timeout: -1 }],
    ['flush', { timeout: Number.NaN, close: true }],
    ['flush', { timeout: -1 }],
  ] as const)('%s checks its timeout', async (method, params) => {
    const analytics = open();
    if (Number.isNaN(params.timeout)) return analytics[method](params);
    await expect(analytics[method](params)).rejects.toMatchObject({ name: 'ValidationError' });
  });
});

test('disable sends nothing, and all counts as delivered', async () => {
  const analytics = open({ disable: true });
  const callback = vi.fn();
  analytics.track(event(1), callback);
  await analytics.closeAndFlush();
  expect(callback).toHaveBeenCalledExactlyOnceWith(undefined, expect.any(Context));
  expect(received).toEqual([]);
});

test('methods can be passed on without the object', async () => {
  const { track, closeAndFlush } = open();
  track(event(1));
  await closeAndFlush();
  expect(messages()).toHaveLength(1);
});

test('ready, VERSION, the default export, and plugins that are told of', async () => {
  const analytics = open();
  await analytics.ready;
  expect(DefaultAnalytics).toBe(Analytics);
  expect(analytics.VERSION).toMatch(/^\d+\.\d+\.\d+/);
  const plugin = {
    name: 'p',
    version: '1',
    type: 'enrichment' as const,
    isLoaded: () => true,
    load: async () => {},
  };
  await expect(analytics.register(plugin)).rejects.toThrow(/plugins: are not supported/);
  await analytics.register();
  const heard = vi.fn();
  analytics.on('deregister', heard);
  await analytics.deregister('p');
  expect(heard).toHaveBeenCalledExactlyOnceWith(['p']);
});

test('a subclass hears of its settings', () => {
  const settings = { writeKey: 'key', host };
  const heard: unknown[] = [];
  class Listening extends Analytics {
    override emit<Name extends keyof AnalyticsEvents>(name: Name, ...args: AnalyticsEvents[Name]): this {
      heard.push([name, ...args]);
      return super.emit(name, ...args);
    }
  }
  opened.push(new Listening(settings));
  expect(heard).toEqual([['initialize', settings]]);
});

describe('what is refused at once, by name', () => {
  test.each<[string, (analytics: Analytics) => void, string]>([
    ['nothing', (a) => a.track(undefined as never), 'params'],
    ['no name', (a) => a.track({ ...WHO } as never), 'event'],
    ['properties', (a) => a.track({ ...event(1), properties: [] }), 'properties'],
    ['traits', (a) => a.identify({ ...WHO, traits: 5 as never }), 'traits'],
    ['a messageId', (a) => a.track({ ...event(1), messageId: 5 as never }), 'messageId'],
    ['nobody', (a) => a.track({ event: 'x' } as never), 'userId/anonymousId/previousId/groupId'],
    ['a number', (a) => a.identify({ userId: 5 as never }), 'userId/anonymousId/previousId/groupId'],
  ])('%s', (_name, call, field) => {
    const analytics = open();
    expect(() => call(analytics)).toThrow(expect.objectContaining({ name: 'ValidationError', field }));
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'settings'],
    ['no key', {}, 'writeKey'],
    ['an address', { writeKey: 'k', host: 'nowhere' }, 'host'],
    ['a scheme', { writeKey: 'k', host: 'ftp://x' }, 'host'],
    ['credentials in the address', { writeKey: 'k', host: 'https://a:b@x.io' }, 'host'],
    ['maxRetries', { writeKey: 'k', maxRetries: -1 }, 'maxRetries'],
    ['flushAt', { writeKey: 'k', flushAt: 1.5 }, 'flushAt'],
    ['flushInterval', { writeKey: 'k', flushInterval: -1 }, 'flushInterval'],
    ['httpRequestTimeout', { writeKey: 'k', httpRequestTimeout: 0 }, 'httpRequestTimeout'],
    ['disable', { writeKey: 'k', disable: 'yes' }, 'disable'],
    ['what it does not know', { writeKey: 'k', httpClient: {} }, 'httpClient'],
  ])('settings: %s', (_name, settings, field) => {
    expect(() => new Analytics(settings as AnalyticsSettings)).toThrow(
      expect.objectContaining({ name: 'ValidationError', field }),
    );
  });
});
