import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../index.js';
import { json, pipelinesAuthorization, send } from '../../test-client.js';

const emulator: Emulator = await startEmulator();
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

type Json = Record<string, unknown>;

const STRICT = { 'x-strict-mode': '1' };
const AT = '2026-05-01T12:00:00Z';
const UNIX = Date.parse(AT) / 1000;

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const message = json(body, { ...pipelinesAuthorization(emulator), ...headers });
  return send(emulator, `/v1/${path}`, { method: 'POST', ...message });
}

const dropped = () => emulator.workspace.dropped.map(({ reason }) => reason);

describe('what each message does', () => {
  test('identify makes a person, with times in unix seconds, and claims what was anonymous', async () => {
    await post('track', { anonymousId: 'a', event: 'looked', timestamp: AT });
    const { status, json: body } = await post('identify', {
      userId: 'u',
      anonymousId: 'a',
      timestamp: AT,
      traits: { email: 'ada@example.com', createdAt: AT, birthday: '1815-12-10', deep: { list: [AT, 5] } },
    });
    expect([status, body]).toEqual([200, {}]);
    const person = emulator.workspace.find('u');
    expect(person).toMatchObject({
      id: 'u',
      email: 'ada@example.com',
      attributes: { created_at: UNIX, deep: { list: [UNIX, 5] } },
    });
    expect(person?.attributes).not.toHaveProperty('createdAt');
    expect(person?.events).toMatchObject([{ name: 'looked', timestamp: UNIX }]);
    expect(dropped()).toEqual([]);
  });

  test('by email alone, where the userId is empty', async () => {
    await post('identify', { userId: '', traits: { email: 'ada@example.com', plan: 'gold' } });
    expect(emulator.workspace.find('ada@example.com')?.attributes).toMatchObject({ plan: 'gold' });
  });

  test('an address as userId, and a cio_id', async () => {
    await post('identify', { userId: 'ada@example.com', traits: { plan: 'gold' } });
    const { cio_id } = emulator.workspace.find('ada@example.com')!;
    await post('track', { userId: `cio_${cio_id}`, event: 'x' });
    expect(emulator.workspace.find('ada@example.com')?.events).toHaveLength(1);
  });

  test('an anonymousId alone makes nobody, and changes who is known by it', async () => {
    await post('identify', { anonymousId: 'a', traits: { plan: 'gold' } });
    expect(emulator.workspace.people.size).toBe(0);
    expect(dropped()).toEqual(['an anonymousId alone makes no person in Customer.io']);
    await post('identify', { userId: 'u', anonymousId: 'a' });
    await post('identify', { anonymousId: 'a', traits: { plan: 'silver' } });
    expect(emulator.workspace.find('u')?.attributes).toMatchObject({ plan: 'silver' });
  });

  test('track, page and screen are events of the person', async () => {
    await post('track', { userId: 'u', event: 'bought', properties: { total: 5, at: AT }, timestamp: AT });
    await post('page', { userId: 'u', properties: { url: 'https://x.io' } });
    await post('screen', { userId: 'u', name: 'Cart' });
    expect(emulator.workspace.find('u')?.events).toMatchObject([
      { type: 'event', name: 'bought', timestamp: UNIX, data: { total: 5, at: UNIX } },
      { type: 'page', name: 'https://x.io' },
      { type: 'screen', name: 'Cart' },
    ]);
  });

  test('group makes an object and a relationship; its own events are those of the object', async () => {
    const traits = {
      name: 'Acme',
      object_type_id: '2',
      relationshipAttributes: { role: 'admin' },
      createdAt: AT,
    };
    await post('group', { userId: 'u', groupId: 'acme', traits });
    await post('group', { anonymousId: 'a', groupId: 'anon' });
    await post('track', { groupId: 'anon', event: 'renewed' });
    const acme = emulator.workspace.findObject({ object_type_id: '2', object_id: 'acme' });
    expect(acme?.attributes).toEqual({ name: 'Acme', created_at: UNIX });
    expect(emulator.workspace.find('u')?.relationships).toMatchObject([
      { identifiers: { object_type_id: '2', object_id: 'acme' }, relationship_attributes: { role: 'admin' } },
    ]);
    const anon = emulator.workspace.findObject({ object_type_id: '1', object_id: 'anon' });
    expect([anon?.anonymous, anon?.events.map(({ name }) => name)]).toEqual([{ a: {} }, ['renewed']]);
  });

  test('alias joins what was anonymous, and two people', async () => {
    await post('track', { anonymousId: 'a', event: 'looked' });
    await post('alias', { previousId: 'a', userId: 'u' });
    expect(emulator.workspace.find('u')?.events).toMatchObject([{ name: 'looked' }]);
    await post('identify', { userId: 'old', traits: { plan: 'gold' } });
    await post('alias', { previousId: 'old', userId: 'u' });
    expect(emulator.workspace.find('old')).toBeUndefined();
    expect(emulator.workspace.find('u')?.attributes).toMatchObject({ plan: 'gold' });
  });
});

describe('events that do something', () => {
  const event = (name: string, more: Json = {}) => post('track', { userId: 'u', event: name, ...more });
  const device = (token: string, type = 'ios') => ({ context: { device: { token, type } } });
  beforeEach(() => post('group', { userId: 'u', groupId: 'acme' }));

  test('User Deleted, Suppressed and Unsuppressed', async () => {
    await event('User Deleted');
    expect(emulator.workspace.find('u')).toBeUndefined();
    await event('User Suppressed');
    await event('x');
    expect(emulator.workspace.find('u')).toBeUndefined();
    expect(dropped()).toEqual(['u is suppressed']);
    await event('User Unsuppressed');
    await event('x');
    expect(emulator.workspace.find('u')).toBeDefined();
  });

  test('Device Created or Updated, and Deleted', async () => {
    await event('Device Created or Updated', { ...device('t'), properties: { app: '1' }, timestamp: AT });
    expect(emulator.workspace.find('u')?.devices).toEqual([
      { id: 't', platform: 'ios', last_used: UNIX, attributes: { app: '1' } },
    ]);
    await event('Device Deleted', device('t'));
    expect(emulator.workspace.find('u')?.devices).toEqual([]);
  });

  test('Relationship Deleted and Object Deleted', async () => {
    await event('Relationship Deleted', { properties: { objectId: 'acme' } });
    expect(emulator.workspace.find('u')?.relationships).toEqual([]);
    await post('track', {
      anonymousId: 'a',
      event: 'Object Deleted',
      properties: { objectId: 'acme', objectTypeId: 1 },
    });
    expect(emulator.workspace.objects.size).toBe(0);
  });

  test('reports', async () => {
    await post('track', {
      event: 'Report Delivery Event',
      properties: { deliveryId: 'd', metric: 'opened', recipient: 'a@x.io' },
    });
    for (const actionType of ['viewed_content', 'clicked_content']) {
      await post('track', { userId: 'u', event: 'Report Content Event', properties: { actionType } });
    }
    expect(emulator.workspace.find('u')?.events.map(({ type }) => type)).toEqual([
      'viewed_content',
      'clicked_content',
    ]);
    expect(emulator.workspace.metrics).toEqual([{ delivery_id: 'd', metric: 'opened', recipient: 'a@x.io' }]);
  });

  test('none of them is recorded as an event', async () => {
    await event('Device Created or Updated', device('t'));
    await event('User Deleted');
    expect(emulator.workspace.events.size).toBe(0);
  });
});

describe('what is wrong', () => {
  const wrong: [name: string, path: string, body: unknown, reason: RegExp][] = [
    ['nobody', 'identify', { traits: { plan: 'gold' } }, /required/],
    ['a number as userId', 'track', { userId: 5, event: 'x' }, /userId/],
    ['no name', 'track', { userId: 'u' }, /event/],
    ['a long name', 'track', { userId: 'u', event: 'x'.repeat(101) }, /event cannot be longer than 100/],
    ['a long id', 'track', { userId: 'u'.repeat(151), event: 'x' }, /userId cannot be longer than 150/],
    ['a long value', 'identify', { userId: 'u', traits: { bio: 'x'.repeat(1001) } }, /traits\.bio/],
    ['a time', 'track', { userId: 'u', event: 'x', timestamp: 'now' }, /timestamp/],
    ['no group', 'group', { userId: 'u' }, /groupId is required/],
    ['nobody in a group', 'group', { groupId: 'g' }, /userId or anonymousId/],
    ['no one to view', 'page', { name: 'Home' }, /userId|anonymousId/],
    ['no previousId', 'alias', { userId: 'u' }, /previousId/],
    ['no token', 'track', { userId: 'u', event: 'Device Deleted', context: { device: {} } }, /token/],
    ['another type', 'track', { type: 'page', userId: 'u' }, /type must be track/],
    ['no object', 'track', [], /expected an object/],
    ['no batch', 'batch', { messages: [] }, /batch must be an array/],
    [
      'an unknown type in a batch',
      'batch',
      { batch: [{ type: 'person' }] },
      /batch\[0\]: type must be one of/,
    ],
  ];

  test.each(wrong)('%s: 200 and dropped; 400 in strict mode', async (_name, path, body, reason) => {
    const permissive = await post(path, body);
    expect([permissive.status, permissive.json]).toEqual([200, {}]);
    expect(dropped()).toEqual([expect.stringMatching(reason)]);
    const strict = await post(path, body, STRICT);
    expect(strict.status).toBe(400);
    expect((strict.json as { meta: { errors: string[] } }).meta.errors).toEqual([
      expect.stringMatching(reason),
    ]);
    expect(emulator.workspace.people.size + emulator.workspace.events.size).toBe(0);
    expect(dropped()).toHaveLength(1);
  });

  test('what is no JSON', async () => {
    const options = {
      method: 'POST',
      headers: { ...json({}).headers, ...pipelinesAuthorization(emulator) },
      body: '{',
    };
    expect((await send(emulator, '/v1/track', options)).status).toBe(200);
    expect(dropped()).toEqual(['the body is not JSON']);
    const strict = { ...options, headers: { ...options.headers, ...STRICT } };
    expect((await send(emulator, '/v1/track', strict)).status).toBe(400);
  });

  test('a wrong key: 200 and dropped; 401 in strict mode', async () => {
    for (const authorization of ['Basic bm9uZTo=', 'Bearer x', '']) {
      emulator.reset();
      expect((await post('track', { userId: 'u', event: 'x' }, { authorization })).status).toBe(200);
      expect(dropped()).toEqual(['the write key is missing or wrong']);
      const strict = await post('track', { userId: 'u', event: 'x' }, { authorization, ...STRICT });
      expect([strict.status, strict.json]).toEqual([401, { meta: { error: 'Unauthorized request' } }]);
      expect(emulator.workspace.people.size).toBe(0);
    }
  });

  test('another method, and a route that does not exist, are the web page', async () => {
    for (const [method, path] of [
      ['GET', 'track'],
      ['POST', 'tracks'],
    ] as const) {
      const headers = pipelinesAuthorization(emulator);
      const { status, text } = await send(emulator, `/v1/${path}`, { method, headers });
      expect(status).toBe(404);
      expect(text).toContain('Page not found');
    }
  });

  test('a body that is no JSON by its type is refused with a reason', async () => {
    const headers = { 'content-type': 'text/plain', ...pipelinesAuthorization(emulator) };
    const { status, json: body } = await send(emulator, '/v1/track', { method: 'POST', headers, body: '{}' });
    expect([status, body]).toEqual([415, { meta: { errors: [expect.stringContaining('text/plain')] } }]);
  });
});

describe('batches', () => {
  const event = (n: number, value = '') => ({
    type: 'track',
    userId: 'u',
    event: `e${n}`,
    messageId: `m${n}`,
    properties: { value },
  });
  const names = () => emulator.workspace.find('u')?.events.map(({ name }) => name);

  test('the valid messages are taken, the others dropped; strict mode refuses the whole', async () => {
    const batch = [event(1), { type: 'track', userId: 'u' }, event(2)];
    const strict = await post('batch', { batch }, STRICT);
    expect(strict.status).toBe(400);
    expect(names()).toBeUndefined();
    expect((await post('batch', { batch })).status).toBe(200);
    expect(names()).toEqual(['e1', 'e2']);
    expect(dropped()).toEqual([expect.stringMatching(/^batch\[1\]: /)]);
  });

  test('300 attributes at most, with those that are set already, of a person, an object and a relationship', async () => {
    const many = (from: number, to: number) =>
      Object.fromEntries(Array.from({ length: to - from }, (_, n) => [`a${from + n}`, 1]));
    const over = (path: string) => [200, { error: `${path}: over the limit of an attribute's count` }];
    const tell = async (path: string, body: Json) => {
      const before = dropped().length;
      const { status } = await post(path, body);
      const [error] = dropped().slice(before);
      return error === undefined ? status : [status, { error }];
    };
    expect(await tell('identify', { userId: 'u', traits: many(0, 300) })).toBe(200);
    expect(await tell('identify', { userId: 'u', traits: many(0, 300) })).toBe(200);
    expect(await tell('identify', { userId: 'u', traits: many(300, 301) })).toEqual(over('traits'));
    expect(await tell('group', { userId: 'u', groupId: 'g', traits: many(0, 200) })).toBe(200);
    expect(await tell('group', { userId: 'u', groupId: 'g', traits: many(200, 301) })).toEqual(
      over('traits'),
    );
    const traits = { relationshipAttributes: many(0, 301) };
    expect(await tell('group', { userId: 'u', groupId: 'h', traits })).toEqual(
      over('traits.relationshipAttributes'),
    );
    expect(Object.keys(emulator.workspace.find('u')!.attributes)).toHaveLength(300);
  });

  test('over a limit of size: 200 and dropped, in either mode', async () => {
    for (const headers of [{}, STRICT]) {
      emulator.reset();
      const large = event(2, 'x'.repeat(33_000));
      expect((await post('batch', { batch: [event(1), large, event(3)] }, headers)).status).toBe(200);
      expect(names()).toEqual(['e1', 'e3']);
      expect((await post('track', large, headers)).status).toBe(200);
      const many = Array.from({ length: 20 }, (_, n) => event(n + 10, 'x'.repeat(30_000)));
      expect((await post('batch', { batch: many }, headers)).status).toBe(200);
      const huge = Array.from({ length: 100 }, (_, n) => event(n + 10, 'x'.repeat(30_000)));
      expect((await post('batch', { batch: huge }, headers)).status).toBe(200);
      expect(names()).toEqual(['e1', 'e3']);
      expect(dropped().map((reason) => /at most (\d+)/.exec(reason)?.[1])).toEqual([
        '32768',
        '32768',
        '500000',
        '2097152',
      ]);
    }
  });

  test('a messageId that came before counts once', async () => {
    await post('batch', { batch: [event(1), event(1), event(2)] });
    await post('track', event(2));
    await post('identify', { userId: 'u', messageId: 'i', traits: { plan: 'gold' } });
    await post('identify', { userId: 'u', messageId: 'i', traits: { plan: 'silver' } });
    expect(names()).toEqual(['e1', 'e2']);
    expect(emulator.workspace.find('u')?.attributes).toMatchObject({ plan: 'gold' });
    expect(emulator.workspace.duplicates).toBe(3);
  });

  test('the context of a batch is that of its messages', async () => {
    const add = { type: 'track', userId: 'u', event: 'Device Created or Updated' };
    const batch = [{ ...add, context: { device: { token: 'own' } } }];
    await post('batch', { batch, context: { device: { token: 'shared' } } });
    expect(emulator.workspace.find('u')?.devices).toMatchObject([{ id: 'own' }]);
  });

  test('what other libraries send is taken: options of integrations, a createdAt in any form', async () => {
    await post('identify', {
      userId: 'u',
      integrations: { All: false, Other: { option: 1 } },
      traits: { createdAt: '2026-05-01' },
    });
    expect(dropped()).toEqual([]);
    expect(emulator.workspace.find('u')?.attributes).toEqual({ created_at: Date.parse('2026-05-01') / 1000 });
  });
});

test('the write key is an option, and is not kept with the requests', async () => {
  await using other = await startEmulator({ writeKey: 'own-key' });
  expect(other.writeKey).toBe('own-key');
  const authorization = `Basic ${Buffer.from('own-key:').toString('base64')}`;
  await send(other, '/v1/identify', { method: 'POST', ...json({ userId: 'u' }, { authorization }) });
  expect(other.workspace.people.size).toBe(1);
  expect(JSON.stringify(other.requests)).not.toContain(authorization);
});
