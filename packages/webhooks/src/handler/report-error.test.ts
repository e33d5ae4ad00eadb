import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWebhookHandler, signPayload } from '../index.js';
import type { WebhookHandlerOptions } from './options.js';

vi.mock('#hmac', () => import('../hmac/node.js'));

const KEY = 'k';
const log = vi.spyOn(console, 'error');
const unhandled = vi.fn();
beforeEach(() => {
  log.mockReset().mockImplementation(() => {});
  process.on('unhandledRejection', unhandled);
});
afterEach(async () => {
  // Unhandled rejections are told of after the turn of the event loop that they come in.
  await new Promise((resolve) => setTimeout(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

async function deliver(handler: ReturnType<typeof createWebhookHandler>, event: object, signingKey = KEY) {
  const body = JSON.stringify(event);
  const headers = { 'content-type': 'application/json', ...(await signPayload({ signingKey, body })) };
  return (await handler(new Request('http://x/', { method: 'POST', body, headers }))).status;
}

const unsigned = () =>
  new Request('http://x/', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });

const event = {
  event_id: '01E4C4CT6YDC7Y5M7FE1GWWPQJ',
  object_type: 'email',
  metric: 'clicked',
  data: { recipient: 'ada@example.com' },
};
const boom = new Error('boom');
const fails: WebhookHandlerOptions = { signingKey: KEY, onEvent: () => Promise.reject(boom) };

test('without onError, a failed handling is written once, by the id and type of its event', async () => {
  const handler = createWebhookHandler(fails);
  expect(await Promise.all([deliver(handler, event), deliver(handler, event)])).toEqual([503, 503]);
  expect(log).toHaveBeenCalledExactlyOnceWith(
    '@cio/webhooks: event "01E4C4CT6YDC7Y5M7FE1GWWPQJ" (email.clicked) failed:',
    boom,
  );
  expect(await deliver(handler, event)).toBe(503);
  expect(log).toHaveBeenCalledTimes(2);
  expect(JSON.stringify(log.mock.calls)).not.toContain('ada@');
});

test('an unknown event is written as such, whatever its id', async () => {
  await deliver(createWebhookHandler(fails), { event_id: 'a\nb\u001b[31m', object_type: 'x\n', metric: 'y' });
  expect(log).toHaveBeenCalledExactlyOnceWith(
    '@cio/webhooks: event "a\\nb\\u001b[31m" (unknown) failed:',
    boom,
  );
});

test('without onError, of requests that are refused the first of each kind is written', async () => {
  const handler = createWebhookHandler({ signingKey: KEY, onEvent: () => {} });
  for (let i = 0; i < 5; i++) {
    expect(await deliver(handler, event, 'another')).toBe(401);
    expect((await handler(unsigned())).status).toBe(401);
  }
  expect(log.mock.calls.map(([, error]) => error.reason)).toEqual(['bad_signature', 'missing_header']);
  expect(await deliver(createWebhookHandler({ signingKey: KEY, onEvent: () => {} }), event, 'another')).toBe(
    401,
  );
  expect(log).toHaveBeenCalledTimes(3);
});

test('with onError, nothing is written', async () => {
  const onError = vi.fn();
  await deliver(createWebhookHandler({ ...fails, onError }), event);
  expect(onError).toHaveBeenCalledExactlyOnceWith(boom, event);
  expect(log).not.toHaveBeenCalled();
});

test.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('worse');
    },
  ],
  ['rejects', () => Promise.reject(new Error('worse'))],
  [
    'gives a thenable that throws',
    () => ({
      then() {
        throw new Error('worse');
      },
    }),
  ],
])('an onError that %s changes no response, and is written', async (_, onError) => {
  const handler = createWebhookHandler({ ...fails, onError });
  expect(await deliver(handler, event)).toBe(503);
  // Of a stranger.
  expect((await handler(unsigned())).status).toBe(401);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(log.mock.calls).toMatchObject([
    [expect.stringContaining('onError'), { message: 'worse' }],
    [expect.stringContaining('onError'), { message: 'worse' }],
  ]);
});

test('a console that does not work changes no response', async () => {
  log.mockImplementation(() => {
    throw new Error('broken pipe');
  });
  expect(await deliver(createWebhookHandler(fails), event)).toBe(503);
});
