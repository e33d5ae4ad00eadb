import { startEmulator } from '@cio/emulator';
import { message, PipelinesClient, type PipelinesOptions } from '@cio/pipelines';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callPipelines, pipelinesCalls } from './pipelines-calls.js';

let emulator: Awaited<ReturnType<typeof startEmulator>>;
let client: PipelinesClient;

const clientOf = (options: Partial<PipelinesOptions> = {}) =>
  new PipelinesClient({ writeKey: emulator.writeKey, baseUrl: emulator.url, strictMode: true, ...options });

beforeEach(async () => {
  emulator = await startEmulator();
  client = clientOf();
});
afterEach(async () => {
  await client.close();
  await emulator.close();
});

test('every method is accepted in strict mode, and nothing of it is dropped', async () => {
  for (const call of pipelinesCalls) await callPipelines(client, call);
  expect(emulator.workspace.dropped).toEqual([]);
  expect(emulator.requests).toHaveLength(pipelinesCalls.length);
  for (const { headers, status } of emulator.requests) {
    expect([headers['x-strict-mode'], status]).toEqual(['1', 200]);
  }
});

test('every builder: one by one and in a batch, strict, nothing dropped', async () => {
  const who = { userId: 'u1' };
  const messages = [
    message.identify({
      ...who,
      anonymousId: 'a1',
      traits: { email: 'ada@example.com', createdAt: new Date(5000) },
    }),
    message.identify({ traits: { email: 'bob@example.com' } }),
    message.track({ anonymousId: 'a1', event: 'looked' }),
    message.track({ groupId: 'acme', event: 'renewed' }),
    message.page({ ...who, name: 'Home' }),
    message.screen({ ...who, name: 'Cart' }),
    message.group({ ...who, groupId: 'acme', traits: { object_type_id: 1, name: 'Acme' } }),
    message.alias({ previousId: 'a2', userId: 'u1' }),
    message.addDevice({ ...who, token: 't', platform: 'ios', properties: { app: '1' } }),
    message.reportDelivery({ deliveryId: 'd', metric: 'opened' }),
    message.reportContent({ anonymousId: 'a1', actionType: 'viewed_content', contentId: 1 }),
  ];
  const check = () => {
    const ada = emulator.workspace.find('u1');
    expect(ada).toMatchObject({ email: 'ada@example.com', attributes: { created_at: 5 } });
    expect(ada?.events.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      'event looked',
      'page Home',
      'screen Cart',
      'viewed_content viewed_content',
    ]);
    expect(ada?.devices).toMatchObject([{ id: 't', platform: 'ios', attributes: { app: '1' } }]);
    expect(ada?.relationships).toHaveLength(1);
    expect(emulator.workspace.find('bob@example.com')).toBeDefined();
    expect(emulator.workspace.findObject({ object_type_id: '1', object_id: 'acme' })?.events).toHaveLength(1);
    expect(emulator.workspace.dropped).toEqual([]);
  };
  for (const one of messages) await client.send(one);
  check();
  // All of it came already.
  await client.sendBatch(messages);
  expect(emulator.workspace.duplicates).toBe(messages.length);
  check();
  emulator.reset();
  await client.sendBatch(messages);
  check();
  await client.sendBatch([
    message.deleteDevice({ ...who, token: 't' }),
    message.deleteRelationship({ ...who, objectId: 'acme' }),
    message.deleteObject({ objectId: 'acme' }),
  ]);
  expect(emulator.workspace.find('u1')).toMatchObject({ devices: [], relationships: [] });
  expect(emulator.workspace.objects.size).toBe(0);
  await client.send(message.suppressPerson(who));
  await client.track({ ...who, event: 'too late' });
  expect(emulator.workspace.dropped).toEqual([expect.objectContaining({ reason: 'u1 is suppressed' })]);
  await client.send(message.unsuppressPerson(who));
  await client.identify(who);
  await client.send(message.deletePerson(who));
  expect(emulator.workspace.find('u1')).toBeUndefined();
});

describe('a wrong key', () => {
  test('in strict mode is a 401 that says which key the API takes', async () => {
    await expect(clientOf({ writeKey: 'wrong' }).identify({ userId: 'u' })).rejects.toMatchObject({
      name: 'ApiError',
      status: 401,
      message: expect.stringContaining("a source's write key"),
    });
  });

  test('otherwise is dropped in silence', async () => {
    await clientOf({ writeKey: 'wrong', strictMode: false }).identify({ userId: 'u' });
    expect(emulator.workspace.dropped).toEqual([
      { operation: 'identify', reason: 'the write key is missing or wrong' },
    ]);
  });
});

test('a request whose response is lost is repeated, and counts once', async () => {
  const retrying = clientOf({ retry: pRetryStrategy({ retries: 3, minTimeoutMs: 1 }) });
  emulator.faults.add({ kind: 'reset', when: 'after', times: 2 });
  await retrying.sendBatch([1, 2, 3].map((n) => message.track({ userId: n, event: 'bought' })));
  expect(emulator.requests).toHaveLength(3);
  expect(emulator.workspace.events.size).toBe(3);
  expect(emulator.workspace.duplicates).toBe(6);
});

test('a batcher and an ingestion arrive whole', async () => {
  const batcher = client.batcher({ maxWaitMs: 5 });
  const adds = Array.from({ length: 500 }, (_, n) =>
    batcher.add(message.track({ userId: n % 7, event: `a${n}` })),
  );
  await batcher.close();
  await Promise.all(adds);
  await client.ingest(
    Array.from({ length: 5000 }, (_, n) => message.track({ userId: n % 7, event: `b${n}` })),
  );
  expect(emulator.workspace.events.size).toBe(5500);
  for (const person of emulator.workspace.people) {
    const numbers = person.events
      .filter(({ name }) => name.startsWith('b'))
      .map(({ name }) => Number(name.slice(1)));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  }
});
