import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  createWebhookHandler,
  signPayload,
  type WebhookEnd,
  type WebhookHandlerOptions,
  type WebhookHooks,
} from '../index.js';

afterEach(() => vi.restoreAllMocks());

const signingKey = 'signing-key';
const event = { event_id: '1', object_type: 'email', metric: 'clicked', timestamp: 1_700_000_000, data: {} };

async function request(): Promise<Request> {
  const body = JSON.stringify(event);
  const headers = { 'content-type': 'application/json', ...(await signPayload({ signingKey, body })) };
  return new Request('http://localhost/', { method: 'POST', body, headers });
}

const open = (hooks: WebhookHooks, onEvent: () => unknown = () => {}) =>
  createWebhookHandler({ signingKey, onEvent, onError: () => {}, hooks } as WebhookHandlerOptions);

test('the handler is called in the context of the hook, which is told how the request ended', async () => {
  const storage = new AsyncLocalStorage<string>();
  const ends: WebhookEnd[] = [];
  const contexts: unknown[] = [];
  const hooks: WebhookHooks = {
    runWebhook: (run) => storage.run('webhook', run).then((end) => ends.push(end)),
  };
  const handler = open(hooks, () => contexts.push(storage.getStore()));
  await handler(await request());
  await handler(await request());
  expect(contexts).toEqual(['webhook']);
  const handled = { result: 'handled', status: 200, event, error: undefined, durationMs: expect.any(Number) };
  expect(ends).toEqual([
    { ...handled, isDuplicate: false },
    { ...handled, isDuplicate: true },
  ]);
});

test('the error of a handler, and a request that is no webhook', async () => {
  const ends: WebhookEnd[] = [];
  const hooks: WebhookHooks = { runWebhook: (run) => run().then((end) => ends.push(end)) };
  const error = new Error('boom');
  const handler = open(hooks, () => Promise.reject(error));
  await handler(await request());
  await handler(new Request('http://localhost/'));
  expect(ends).toMatchObject([
    { result: 'failed', status: 503, event, error },
    { result: 'method_not_allowed', status: 405, event: undefined },
  ]);
});

describe('a hook changes nothing', () => {
  test.each<[string, WebhookHooks['runWebhook']]>([
    ['that never calls run', () => {}],
    ['that calls it twice', (run) => void [run(), run()]],
    ['that calls it too late', (run) => void setTimeout(run)],
    [
      'that throws',
      () => {
        throw new Error('boom');
      },
    ],
    ['that rejects', () => Promise.reject(new Error('boom'))],
  ])('%s', async (_, runWebhook) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const onEvent = vi.fn();
    const response = await open({ runWebhook }, onEvent)(await request());
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(response.status).toBe(200);
    expect(onEvent).toHaveBeenCalledOnce();
  });
});

test.each([
  [5, 'hooks'],
  [{ runWebhook: 'log' }, 'hooks.runWebhook'],
])('%j is refused', (hooks, field) => {
  expect(() => open(hooks as never)).toThrow(`${field}: `);
});
