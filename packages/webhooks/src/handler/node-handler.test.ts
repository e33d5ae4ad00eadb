// What is particular to Node's requests and responses, and to the frameworks on them.
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
// @ts-expect-error Express 4 has types of its own, and those of 5 are the ones installed.
import express4 from 'express-4';
import fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createExpressHandler, type ExpressWebhookOptions } from '../express.js';
import { webhookPlugin } from '../fastify.js';
import { signPayload } from '../index.js';
import { createNodeHandler } from '../node.js';
import type { WebhookHandlerOptions } from './options.js';

vi.mock('#hmac', () => import('../hmac/node.js'));

const KEY = 'k';
const event = { event_id: 'e', object_type: 'email', metric: 'sent', timestamp: 1, data: {} };

const unhandled = vi.fn();
const closing: (() => void)[] = [];
beforeEach(() => {
  process.on('unhandledRejection', unhandled).on('uncaughtException', unhandled);
});
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  // Unhandled rejections are told of after the turn of the event loop that they come in.
  await new Promise((resolve) => setTimeout(resolve));
  process.off('unhandledRejection', unhandled).off('uncaughtException', unhandled);
  const calls = unhandled.mock.calls.splice(0);
  expect(calls).toEqual([]);
});

async function listen(listener: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = createServer(listener);
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function post(url: string, body: string = JSON.stringify(event), signingKey = KEY) {
  const headers = { 'content-type': 'application/json', ...(await signPayload({ signingKey, body })) };
  const response = await fetch(url, { method: 'POST', body, headers });
  return [response.status, await response.text()];
}

function options(more: Partial<WebhookHandlerOptions> = {}) {
  const onError = vi.fn();
  return {
    onError,
    options: { signingKey: KEY, onEvent: () => {}, onError, ...more } as WebhookHandlerOptions,
  };
}

test('the promise of the handler ends when the response has, for whoever waits as Koa and Next do', async () => {
  for (const [expected, onEvent] of [
    [200, () => {}],
    [503, () => Promise.reject(new Error('no'))],
  ] as const) {
    const handle = createNodeHandler(options({ onEvent }).options);
    const url = await listen(async (request, response) => {
      await handle(request, response);
      if (!response.writableEnded) response.writeHead(404).end('nobody answered');
    });
    expect((await post(url))[0]).toBe(expected);
    expect((await post(url, '{}', 'another'))[0]).toBe(401);
  }
});

test('somebody else who has answered already is told of, and stays unharmed', async () => {
  const { onError, options: given } = options();
  const handle = createNodeHandler(given);
  const ended = await listen((request, response) => {
    response.end('mine');
    return handle(request, response);
  });
  expect(await post(ended)).toEqual([200, 'mine']);
  const started = await listen(async (request, response) => {
    response.write('mi');
    await handle(request, response);
    response.end('ne');
  });
  expect(await post(started)).toEqual([200, 'mine']);
  expect(onError.mock.calls).toMatchObject([
    [{ name: 'ValidationError', field: 'response' }, undefined],
    [{ name: 'ValidationError', field: 'response' }, undefined],
  ]);
});

test('a response that cannot be written to is told of', async () => {
  const { onError, options: given } = options();
  const handle = createNodeHandler(given);
  const url = await listen(async (request, response) => {
    response.setHeader = () => {
      throw new Error('frozen');
    };
    response.end = () => {
      throw new Error('frozen');
    };
    await handle(request, response);
    request.socket.destroy();
  });
  await expect(post(url)).rejects.toThrow();
  expect(onError.mock.calls).toMatchObject([[{ message: 'frozen' }, undefined]]);
});

test('a response that errors is told of, and ends no process', async () => {
  const { onError, options: given } = options();
  const handle = createNodeHandler(given);
  const url = await listen(async (request, response) => {
    await handle(request, response);
    response.emit('error', new Error('write after end'));
  });
  await post(url);
  expect(onError.mock.calls).toMatchObject([[{ message: 'write after end' }, undefined]]);
});

test('a sender who hangs up is no error of the handler', async () => {
  let finish = () => {};
  const { onError, options: given } = options({
    onEvent: () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  });
  const handle = createNodeHandler(given);
  const ended = new Promise<void>((resolve) => {
    listen(async (request, response) => {
      response.on('close', () => finish());
      await handle(request, response);
      resolve();
    }).then(async (url) => {
      const body = JSON.stringify(event);
      const headers = {
        'content-type': 'application/json',
        ...(await signPayload({ signingKey: KEY, body })),
      };
      const request = httpRequest(url, { method: 'POST', headers });
      request.on('error', () => {});
      request.end(body);
      setTimeout(() => request.destroy(), 50);
    });
  });
  await ended;
  expect(onError).not.toHaveBeenCalled();
});

test('a request whose connection is gone already is told of at once', async () => {
  const { onError, options: given } = options();
  const handle = createNodeHandler(given);
  const handled = new Promise<void>((resolve) => {
    listen(async (request, response) => {
      request.destroy();
      await new Promise((closed) => request.once('close', closed));
      await handle(request, response);
      resolve();
    }).then((url) => post(url).catch(() => {}));
  });
  await handled;
  expect(onError.mock.calls).toMatchObject([[{ name: 'ValidationError', field: 'request' }, undefined]]);
});

test('a body that somebody has set an encoding for is the same body', async () => {
  const handle = createNodeHandler(options().options);
  for (const encoding of ['utf8', 'latin1', 'base64', 'hex'] as const) {
    const url = await listen((request, response) => {
      request.setEncoding(encoding);
      return handle(request, response);
    });
    expect((await post(url, JSON.stringify({ ...event, text: 'ü€😀'.repeat(50_000) })))[0]).toBe(200);
  }
});

test('what a parser kept is held to maxBytes, in bytes', async () => {
  const { onError, options: given } = options({ maxBytes: 200 });
  const handle = createNodeHandler(given);
  for (const rawBody of ['€'.repeat(100), Buffer.alloc(201), Buffer.alloc(201).buffer]) {
    const url = await listen((request, response) => handle(Object.assign(request, { rawBody }), response));
    expect((await post(url))[0]).toBe(413);
  }
  expect(onError.mock.calls.map(([error]) => error.reason)).toEqual(['bad_body', 'bad_body', 'bad_body']);
});

test('given something else than a request and a response, it says so and rejects nothing', async () => {
  const { onError, options: given } = options();
  const handle = createNodeHandler(given);
  await handle(new Request('http://x/', { method: 'POST' }) as never, undefined as never);
  await handle(undefined as never, undefined as never);
  expect(onError.mock.calls.length).toBeGreaterThanOrEqual(2);
});

describe.each([
  ['4', express4],
  ['5', express],
])('Express %s', (_, framework) => {
  async function serve(more: Partial<ExpressWebhookOptions>) {
    const { onError, options: given } = options(more as Partial<WebhookHandlerOptions>);
    const passed: unknown[] = [];
    const app = framework().post('/', createExpressHandler(given as ExpressWebhookOptions));
    app.use((error: unknown, _request: unknown, response: ServerResponse, _next: unknown) => {
      passed.push(error);
      response.end(`status ${response.statusCode}`);
    });
    return { url: await listen(app), passed, onError };
  }

  test('passErrorsToNext hands what failed to the error handlers, with 503 as the status', async () => {
    const boom = new Error('boom');
    const { url, passed, onError } = await serve({
      passErrorsToNext: true,
      onEvent: () => Promise.reject(boom),
    });
    expect(await post(url)).toEqual([503, 'status 503']);
    expect(passed).toEqual([boom]);
    expect(onError).toHaveBeenCalledExactlyOnceWith(boom, event);
  });

  test('nothing else is handed over: neither strangers nor what went well', async () => {
    const { url, passed } = await serve({ passErrorsToNext: true });
    expect(await post(url)).toEqual([200, '']);
    expect(await post(url, '{}', 'another')).toEqual([401, '{"error":"bad_signature"}']);
    expect(passed).toEqual([]);
  });

  test('a time limit that passed is', async () => {
    const { url, passed } = await serve({
      passErrorsToNext: true,
      deadlineMs: 20,
      onEvent: () => new Promise(() => {}),
    });
    expect(await post(url)).toEqual([503, 'status 503']);
    expect(passed).toMatchObject([{ name: 'WebhookDeadlineError' }]);
  });

  test.each([['route'], [5], [null]])('%j is handed over as an error', async (thrown) => {
    const { url, passed } = await serve({ passErrorsToNext: true, onEvent: () => Promise.reject(thrown) });
    expect(await post(url)).toEqual([503, 'status 503']);
    expect(passed).toMatchObject([{ message: expect.any(String), cause: thrown }]);
  });

  test('without an error handler, Express answers with 503', async () => {
    const app = framework().post(
      '/',
      createExpressHandler({
        signingKey: KEY,
        onError: () => {},
        passErrorsToNext: true,
        onEvent: () => Promise.reject(new Error('no')),
      }),
    );
    app.set('env', 'test');
    expect((await post(await listen(app)))[0]).toBe(503);
  });

  test('without the option, the receiver answers itself', async () => {
    const { url, passed } = await serve({ onEvent: () => Promise.reject(new Error('no')) });
    expect(await post(url)).toEqual([503, '{"error":"failed"}']);
    expect(passed).toEqual([]);
  });
});

test('options of Express are checked', () => {
  expect(() => createExpressHandler(undefined as never)).toThrow(
    expect.objectContaining({ field: 'options' }),
  );
  const wrong = { ...options().options, passErrorsToNext: 'yes' } as never;
  expect(() => createExpressHandler(wrong)).toThrow(expect.objectContaining({ field: 'passErrorsToNext' }));
});

describe('Fastify', () => {
  test('takes the options of register beside those of the plugin, and bodies over its own limit', async () => {
    const events: unknown[] = [];
    const app = fastify({ bodyLimit: 100 });
    await app.register(webhookPlugin, {
      ...options({ onEvent: (received) => void events.push(received) }).options,
      path: '/hooks',
      prefix: '/v1',
      logLevel: 'warn',
    });
    const origin = await app.listen({ port: 0, host: '127.0.0.1' });
    closing.push(() => void app.close());
    expect(
      (await post(`${origin}/v1/hooks`, JSON.stringify({ ...event, text: 'x'.repeat(2_000_000) })))[0],
    ).toBe(200);
    expect(events).toHaveLength(1);
  });

  test.each([
    [undefined, 'options'],
    [{ ...options().options }, 'path'],
    [{ ...options().options, path: '/x', onerror: 1 }, 'onerror'],
  ])('%o is refused when it is registered', async (given, field) => {
    const registered = webhookPlugin(fastify(), given as never);
    await expect(registered).rejects.toMatchObject({ name: 'ValidationError', field });
  });
});
