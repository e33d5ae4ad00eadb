// The same cases through every receiver, each a real server on loopback.
import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import { createServer as createHttpsServer, request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import express from 'express';
// @ts-expect-error Express 4 has types of its own, and those of 5 are the ones installed.
import express4 from 'express-4';
import fastify from 'fastify';
import { Hono } from 'hono';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createExpressHandler } from '../express.js';
import { webhookPlugin } from '../fastify.js';
import type { ReceivedEvent } from '../index.js';
import { createWebhookHandler, signPayload } from '../index.js';
import { createNodeHandler } from '../node.js';
import type { HandlersByType, WebhookHandlerOptions } from './options.js';

vi.mock('#hmac', () => import('../hmac/node.js'));

const KEY = 'signing-key';
const PATH = '/webhooks/cio';
type Start = (options: WebhookHandlerOptions) => Promise<{ origin: string; close(): Promise<unknown> }>;

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin, close };
}

async function serveFetch(handler: (request: Request) => Response | Promise<Response>) {
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: handler, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, close: () => new Promise((resolve) => server.close(resolve)) };
}

type Keep = (request: { rawBody?: Buffer }, response: unknown, bytes: Buffer) => void;
const keep: Keep = (request, _, bytes) => {
  request.rawBody = bytes;
};

const receivers: Record<string, Start> = {
  fetch: (options) => serveFetch(createWebhookHandler(options)),
  Hono: (options) => {
    const handler = createWebhookHandler(options);
    return serveFetch(new Hono().all(PATH, (c) => handler(c.req.raw)).fetch);
  },
  'node:http': (options) => listen(createNodeHandler(options)),
  'Express 5': (options) => listen(express().all(PATH, createExpressHandler(options))),
  'Express 5, in front of a parser': (options) =>
    listen(express().all(PATH, createExpressHandler(options)).use(express.json())),
  'Express 5, behind a parser that keeps the bytes': (options) =>
    listen(
      express()
        .use(express.json({ verify: keep as never, limit: '9mb' }))
        .all(PATH, createExpressHandler(options)),
    ),
  'Express 5, behind express.raw': (options) =>
    listen(
      express()
        .use(express.raw({ type: '*/*', inflate: false, limit: '9mb' }))
        .all(PATH, createExpressHandler(options)),
    ),
  'Express 4': (options) => listen(express4().all(PATH, createExpressHandler(options))),
  'Fastify 5': async (options) => {
    const app = fastify();
    await app.register(webhookPlugin, { ...options, path: PATH });
    return { origin: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
  },
};

const clicked = (event_id = 'e1') => ({
  event_id,
  object_type: 'email',
  metric: 'clicked',
  timestamp: 1_700_000_000,
  data: {
    delivery_id: 'd',
    identifiers: { id: 'ada' },
    subject: 's',
    recipient: 'r',
    href: 'h',
    link_id: 1,
    transactional_message_id: 1,
  },
});

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

describe.each(Object.entries(receivers))('%s', (name, start) => {
  async function receive(more: Partial<WebhookHandlerOptions> = {}) {
    const events: ReceivedEvent[] = [];
    const errors: unknown[] = [];
    const onEvent = (event: ReceivedEvent) => void events.push(event);
    const onError = (error: unknown) => void errors.push(error);
    const { origin, close } = await start({
      signingKey: KEY,
      onEvent,
      onError,
      ...more,
    } as WebhookHandlerOptions);
    closing.push(close);
    return { url: origin + PATH, events, errors };
  }

  async function post(
    url: string,
    body: object | string,
    headers: Record<string, string> = {},
    timestamp?: number,
  ) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const signed = await signPayload({
      signingKey: KEY,
      body: text,
      ...(timestamp !== undefined && { timestamp }),
    });
    const all = { 'content-type': 'application/json', ...signed, ...headers };
    const response = await fetch(url, { method: 'POST', body: text, headers: all });
    return { status: response.status, error: (await response.text()).replace(/^\{"error":"(.*)"\}$/s, '$1') };
  }

  test('an event is handed over, and acknowledged', async () => {
    const { url, events } = await receive();
    expect(await post(url, clicked())).toEqual({ status: 200, error: '' });
    expect(events).toEqual([clicked()]);
  });

  test('by its type, and the others are acknowledged', async () => {
    const links: string[] = [];
    const unknown: string[] = [];
    const { url } = await receive({
      onEvent: undefined as never,
      on: {
        'email.clicked': (event) => void links.push(event.data.href),
        unknown: ({ original }) => void unknown.push(`${original.object_type}.${original.metric}`),
      } satisfies HandlersByType,
    } as never);
    expect(await post(url, clicked())).toMatchObject({ status: 200 });
    expect(await post(url, { ...clicked('e2'), metric: 'opened' })).toMatchObject({ status: 200 });
    expect(await post(url, { ...clicked('e3'), object_type: 'hologram', metric: 'waved' })).toMatchObject({
      status: 200,
    });
    expect([links, unknown]).toEqual([['h'], ['hologram.waved']]);
  });

  test("a person's choice is handed to its handler whichever channel it was made by", async () => {
    const channels: string[] = [];
    const ofEmail: string[] = [];
    const { url } = await receive({
      onEvent: undefined as never,
      on: {
        'customer.cio_subscription_preferences_changed': (event) => void channels.push(event.object_type),
        'customer.unsubscribed': (event) => void channels.push(`${event.object_type} ${event.metric}`),
        'email.subscribed': (event) => void ofEmail.push(event.metric),
        'customer.subscribed': (event) => void channels.push(event.metric),
      } satisfies HandlersByType,
    } as never);
    const choice = (id: string, object_type: string, metric: string) => ({
      event_id: id,
      object_type,
      metric,
      timestamp: 1,
      data: { customer_id: '5', email_address: 'a@example.com', identifiers: { id: '5' }, content: '{}' },
    });
    await post(url, choice('1', 'customer', 'cio_subscription_preferences_changed'));
    await post(url, choice('2', 'email', 'cio_subscription_preferences_changed'));
    await post(url, choice('3', 'sms', 'unsubscribed'));
    await post(url, choice('4', 'email', 'subscribed'));
    await post(url, choice('5', 'push', 'subscribed'));
    // About a message, not about a person: it has a type of its own.
    await post(url, { ...clicked('6'), metric: 'unsubscribed' });
    expect(channels).toEqual(['customer', 'email', 'sms unsubscribed', 'subscribed']);
    expect(ofEmail).toEqual(['subscribed']);
  });

  test('a body in pieces is the same body', async () => {
    const { url, events } = await receive();
    const body = JSON.stringify({ ...clicked(), text: 'ü'.repeat(1000) });
    const signed = await signPayload({ signingKey: KEY, body });
    const status = await new Promise((resolve) => {
      const headers = { 'content-type': 'application/json; charset=utf-8', ...signed };
      const request = httpRequest(url, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      const bytes = Buffer.from(body);
      // A piece ends in the middle of a character.
      for (let at = 0; at < bytes.length; at += 333) request.write(bytes.subarray(at, at + 333));
      request.end();
    });
    expect([status, events.length]).toEqual([200, 1]);
  });

  test.each([
    [
      'another body',
      { 'x-cio-signature': 'd7c655389bb364d3e8bdbb6ec18a7f1b6cf91f39bba647554ada78aa61de37b9' },
      'bad_signature',
    ],
    ['no signature', { 'x-cio-signature': '' }, 'missing_header'],
    ['no time', { 'x-cio-timestamp': '' }, 'missing_header'],
    ['another time', { 'x-cio-timestamp': '1692633432' }, 'bad_signature'],
    ['no time at all', { 'x-cio-timestamp': 'yesterday' }, 'bad_timestamp'],
  ])('%s is 401', async (_, headers, error) => {
    const { url, events, errors } = await receive();
    expect(await post(url, clicked(), headers)).toEqual({ status: 401, error });
    expect(events).toEqual([]);
    expect(errors).toMatchObject([{ name: 'WebhookVerificationError', reason: error }]);
  });

  test('one that is late is 401 where that is asked for, and taken where not', async () => {
    const weekOld = Math.floor(Date.now() / 1000) - 604_800;
    expect(await post((await receive({ toleranceSeconds: 300 })).url, clicked(), {}, weekOld)).toEqual({
      status: 401,
      error: 'too_old',
    });
    expect(await post((await receive()).url, clicked(), {}, weekOld)).toMatchObject({ status: 200 });
  });

  test('either of two keys will do', async () => {
    expect(await post((await receive({ signingKey: ['new', KEY] })).url, clicked())).toMatchObject({
      status: 200,
    });
    expect(await post((await receive({ signingKey: ['new', 'newer'] })).url, clicked())).toMatchObject({
      status: 401,
    });
  });

  test('a body that is too long is 413, whether it says so or not', async () => {
    const { url, events } = await receive({ maxBytes: 1000 });
    expect(await post(url, { ...clicked(), text: 'x'.repeat(1000) })).toMatchObject({ status: 413 });
    const body = JSON.stringify({ ...clicked(), text: 'x'.repeat(100_000) });
    const signed = await signPayload({ signingKey: KEY, body });
    const response = await fetch(url, {
      method: 'POST',
      body: new Blob([body]).stream(),
      duplex: 'half',
      headers: { 'content-type': 'application/json', ...signed },
    } as RequestInit);
    expect([413, 400]).toContain(response.status);
    expect(events).toEqual([]);
  });

  test('what is compressed is 415: what was signed is not what came', async () => {
    const { url, events } = await receive();
    const body = JSON.stringify(clicked());
    const headers = {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      ...(await signPayload({ signingKey: KEY, body })),
    };
    const response = await fetch(url, { method: 'POST', body: gzipSync(body), headers });
    expect([response.status, events.length]).toEqual([415, 0]);
  });

  test('another type is 415, another method 405', async () => {
    const { url } = await receive();
    expect(await post(url, clicked(), { 'content-type': 'text/xml' })).toMatchObject({ status: 415 });
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const response = await fetch(url, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  // Express's parser answers with 400 of its own to what is no JSON.
  if (!name.includes('behind a parser')) {
    test('what is signed and no JSON object is 200: it would be the same again', async () => {
      const { url, events, errors } = await receive();
      for (const body of ['{"event_id":', '[]', 'null', '5', '']) {
        expect(await post(url, body)).toEqual({ status: 200, error: 'bad_body' });
      }
      expect([events.length, errors.length]).toEqual([0, 5]);
      expect(errors).toMatchObject(Array(5).fill({ reason: 'bad_body' }));
    });
  }

  test('any other signed object is an unknown event, and without an id each delivery is handled', async () => {
    const { url, events } = await receive();
    for (const body of [
      '{}',
      '{"event_id":"e"}',
      '{}',
      '{"event_id":"e"}',
      '{"object_type_type":"x","event_id":"f"}',
    ]) {
      expect(await post(url, body)).toMatchObject({ status: 200 });
    }
    expect(events.map(({ object_type, event_id }) => `${object_type} ${event_id}`)).toEqual([
      'unknown ',
      'unknown e',
      'unknown ',
      'unknown f',
    ]);
  });

  test('a second delivery is acknowledged, and not handled', async () => {
    const { url, events } = await receive();
    for (let i = 0; i < 3; i++) expect(await post(url, clicked())).toMatchObject({ status: 200 });
    await post(url, clicked('e2'));
    expect(events.map(({ event_id }) => event_id)).toEqual(['e1', 'e2']);
  });

  test('two at the same time are handled once, and both are answered by what came of it', async () => {
    let runs = 0;
    const { url } = await receive({
      onEvent: async () => {
        runs++;
        await new Promise((resolve) => setTimeout(resolve, 60));
        if (runs === 1) throw new Error('no');
      },
    });
    expect(
      (await Promise.all([post(url, clicked()), post(url, clicked())])).map(({ status }) => status),
    ).toEqual([503, 503]);
    expect(runs).toBe(1);
    expect(
      (await Promise.all([post(url, clicked()), post(url, clicked())])).map(({ status }) => status),
    ).toEqual([200, 200]);
    expect(runs).toBe(2);
  });

  test('a handler that fails is 503, and may have it again', async () => {
    let runs = 0;
    const { url, errors } = await receive({
      onEvent: () => {
        if (++runs < 3) throw new Error(`no ${runs}`);
      },
    });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await post(url, clicked())).status);
    expect(statuses).toEqual([503, 503, 200, 200]);
    expect([runs, errors.map((error) => (error as Error).message)]).toEqual([3, ['no 1', 'no 2']]);
  });

  test('a handler that is slow is 503 in time; what it finished after that is not begun again', async () => {
    let finish = () => {};
    let aborted: unknown;
    let runs = 0;
    const { url, errors } = await receive({
      deadlineMs: 80,
      onEvent: async (_, { signal }) => {
        runs++;
        signal.addEventListener('abort', () => {
          aborted = signal.reason;
        });
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
      },
    });
    expect(await post(url, clicked())).toEqual({ status: 503, error: 'too_slow' });
    expect(aborted).toMatchObject({ name: 'WebhookDeadlineError', waitingFor: 'handler', limitMs: 80 });
    expect(errors).toEqual([aborted]);
    const again = post(url, clicked());
    finish();
    expect((await again).status).toBeOneOf([200, 503]);
    await expect.poll(async () => (await post(url, clicked())).status).toBe(200);
    expect(runs).toBe(1);
  });

  test('answered before, the work goes on; what fails is told', async () => {
    let start = () => {};
    const started = new Promise<void>((resolve) => {
      start = resolve;
    });
    const done: string[] = [];
    const errors: [string, string | undefined][] = [];
    const { url } = await receive({
      ack: 'before',
      onError: (error, event) => errors.push([(error as Error).message, event?.event_id]),
      onEvent: async ({ event_id }) => {
        await started;
        if (event_id === 'bad') throw new Error('no');
        done.push(event_id);
      },
    });
    expect(await post(url, clicked())).toMatchObject({ status: 200 });
    expect(await post(url, clicked('bad'))).toMatchObject({ status: 200 });
    expect(done).toEqual([]);
    start();
    await expect.poll(() => [done, errors]).toEqual([['e1'], [['no', 'bad']]]);
  });
});

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s, behind a parser that kept no bytes', (_, framework) => {
  test('tells onError what to do, and nobody else', async () => {
    const errors: unknown[] = [];
    const handler = createExpressHandler({
      signingKey: KEY,
      onEvent: () => {},
      onError: (error) => void errors.push(error),
    });
    const { origin, close } = await listen(framework().use(framework.json()).post(PATH, handler));
    closing.push(close);
    const body = JSON.stringify(clicked());
    const headers = { 'content-type': 'application/json', ...(await signPayload({ signingKey: KEY, body })) };
    const response = await fetch(origin + PATH, { method: 'POST', body, headers });
    expect([response.status, await response.text()]).toEqual([503, '{"error":"failed"}']);
    expect(errors).toMatchObject([
      {
        name: 'ValidationError',
        field: 'body',
        message: expect.stringContaining('a body parser in front of this receiver has read the raw body'),
      },
    ]);
  });
});

test('Fastify keeps its own parsers everywhere else', async () => {
  const app = fastify();
  await app.register(webhookPlugin, { signingKey: KEY, onEvent: () => {}, path: PATH });
  app.post('/other', (request) => ({ got: request.body }));
  const response = await app.inject({ method: 'POST', url: '/other', payload: { a: 1 } });
  expect(response.json()).toEqual({ got: { a: 1 } });
  await app.close();
});

test('a client that goes away in the middle leaves nothing hanging', async () => {
  const errors: unknown[] = [];
  const { origin, close } = await listen(
    createNodeHandler({ signingKey: KEY, onEvent: () => {}, onError: (error) => void errors.push(error) }),
  );
  closing.push(close);
  const request = httpRequest(origin, { method: 'POST', headers: { 'content-length': 100 } });
  request.on('error', () => {});
  request.write('half');
  setTimeout(() => request.destroy(), 30);
  await expect.poll(() => errors.length).toBe(1);
});

test('a client that sends nothing more is not waited for', async () => {
  const { origin, close } = await listen(
    createNodeHandler({ signingKey: KEY, onEvent: () => {}, deadlineMs: 50 }),
  );
  closing.push(close);
  const status = await new Promise((resolve) => {
    const request = httpRequest(origin, { method: 'POST', headers: { 'content-length': 100 } }, (response) =>
      resolve(response.statusCode),
    );
    request.on('error', () => {});
    request.write('half');
  });
  expect(status).toBe(408);
});

test('over node:https', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const events: ReceivedEvent[] = [];
  const server = createHttpsServer(
    { key, cert },
    createNodeHandler({ signingKey: KEY, onEvent: (event) => events.push(event) }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => server.close());
  const { port } = server.address() as AddressInfo;
  const body = JSON.stringify(clicked());
  const post = async (signingKey: string) => {
    const headers = { 'content-type': 'application/json', ...(await signPayload({ signingKey, body })) };
    return new Promise((resolve, reject) => {
      const options = { host: 'localhost', port, method: 'POST', headers, ca: cert, agent: false };
      const request = httpsRequest(options, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      request.end(body);
    });
  };
  expect([await post(KEY), await post('another'), await post(KEY)]).toEqual([200, 401, 200]);
  expect(events).toHaveLength(1);
});
