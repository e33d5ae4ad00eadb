// What was accepted can be read after a while, where `consistencyMs` says so.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../index.js';
import { appAuthorization, json, send, trackAuthorization } from '../test-client.js';

/** Longer than the requests of a test take together. */
const DELAY_MS = 400;

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ consistencyMs: DELAY_MS });
});
afterEach(() => emulator.close());

const track = async (method: string, path: string, body: unknown) =>
  (await send(emulator, path, { method, ...json(body, trackAuthorization(emulator)) })).status;
const entity = (operation: object) => track('POST', '/api/v2/entity', operation);
const app = (path: string) => send(emulator, path, { headers: appAuthorization(emulator) });
const statusOf = async (path: string) => (await app(path)).status;

describe('what a Track request wrote', () => {
  test('is validated at once, and read later', async () => {
    expect(await track('PUT', '/api/v1/customers/ada', { bio: 'x'.repeat(1001) })).toBe(400);
    expect(await track('PUT', '/api/v1/customers/ada', { email: 'ada@example.com' })).toBe(200);
    expect(await statusOf('/v1/customers/ada/attributes')).toBe(404);
    expect((await app('/v1/customers?email=ada%40example.com')).json).toEqual({ results: [] });
    expect(emulator.workspace.people.size).toBe(0);
    await expect.poll(() => statusOf('/v1/customers/ada/attributes')).toBe(200);
  });

  test.each([
    ['PUT', '/api/v1/customers/ada', { plan: 'gold' }],
    ['POST', '/api/v1/customers/ada/events', { name: 'bought' }],
    ['PUT', '/api/v1/customers/ada/devices', { device: { id: 'd', platform: 'ios' } }],
    ['POST', '/api/v1/forms/f/submit', { data: { id: 'ada', email: 'ada@example.com' } }],
    ['POST', '/api/v2/entity', { type: 'person', action: 'identify', identifiers: { id: 'ada' } }],
    [
      'POST',
      '/api/v2/batch',
      { batch: [{ type: 'person', action: 'event', identifiers: { id: 'ada' }, name: 'x' }] },
    ],
  ])('%s %s %j', async (method, path, body) => {
    expect(await track(method, path, body)).toBeLessThan(300);
    expect(emulator.workspace.find('ada')).toBeUndefined();
    await expect.poll(() => emulator.workspace.find('ada')).toBeDefined();
  });

  test('takes effect in the order of the requests', async () => {
    for (let i = 0; i < 30; i++) {
      await (i % 2 === 0
        ? track('PUT', '/api/v1/customers/ada', { count: i })
        : entity({
            type: 'person',
            action: 'identify',
            identifiers: { id: 'ada' },
            attributes: { count: i },
          }));
    }
    await entity({ type: 'person', action: 'delete', identifiers: { id: 'ada' } });
    await track('PUT', '/api/v1/customers/ada', { last: true });
    await expect.poll(() => emulator.workspace.find('ada')?.attributes).toEqual({ last: true });
    const changes = [...emulator.workspace.activities].filter(({ type }) => type === 'attribute_change');
    expect(changes.slice(0, 30).map(({ data }) => (data.count as { to: number }).to)).toEqual(
      Array.from({ length: 30 }, (_, i) => i),
    );
  });

  test('sends no webhook after a reset', async () => {
    let received = 0;
    const receiver = createServer((request, response) => {
      received++;
      request.resume();
      response.end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    await using own = await startEmulator({ consistencyMs: 100, webhook: { url, signingKey: 'key' } });
    const unsubscribe = {
      method: 'PUT',
      ...json({ unsubscribed: true }, trackAuthorization(own)),
    };
    await send(own, '/api/v1/customers/ada', unsubscribe);
    own.reset();
    await sleep(300);
    expect(received).toBe(0);
    await send(own, '/api/v1/customers/ada', unsubscribe);
    await expect.poll(() => received).toBe(1);
    receiver.close();
  });

  test('is not there after a reset', async () => {
    await track('PUT', '/api/v1/customers/ada', {});
    emulator.reset();
    await sleep(DELAY_MS * 1.5);
    expect(emulator.workspace.people.size).toBe(0);
  });
});

test('opt-outs are accepted, and read later', async () => {
  emulator.workspace.identify(['id', 'ada']);
  const path = '/v1/customers/ada/optouts';
  const body = { optouts: [{ from: '+15555550100', optout: true }] };
  const put = { method: 'PUT', ...json(body, appAuthorization(emulator)) };
  expect((await send(emulator, path, put)).status).toBe(204);
  expect((await app(path)).json).toEqual({ optouts: [] });
  await expect
    .poll(async () => (await app(path)).json)
    .toEqual({ optouts: [{ from: '+15555550100', channel: 'sms' }] });
});

test('a send makes the person at once, whatever was not read yet', async () => {
  await track('PUT', '/api/v1/customers/ada', { first_name: 'Ada' });
  const message = { identifiers: { id: 'ada' }, to: 'ada@example.com', transactional_message_id: 7 };
  const post = { method: 'POST', ...json(message, appAuthorization(emulator)) };
  expect((await send(emulator, '/v1/send/email', post)).status).toBe(200);
  expect(emulator.workspace.people.size).toBe(1);
  await expect.poll(() => emulator.workspace.find('ada')?.attributes).toEqual({ first_name: 'Ada' });
  expect(emulator.workspace.people.size).toBe(1);
});

test('without it everything is read at once', async () => {
  await using prompt = await startEmulator();
  const put = { method: 'PUT', ...json({}, trackAuthorization(prompt)) };
  await send(prompt, '/api/v1/customers/ada', put);
  expect(prompt.workspace.people.size).toBe(1);
});

test.each([-1, Number.NaN, 2 ** 31, '5' as never])('%s is no consistencyMs', async (consistencyMs) => {
  await expect(startEmulator({ consistencyMs })).rejects.toMatchObject({
    name: 'ValidationError',
    field: 'consistencyMs',
  });
});
