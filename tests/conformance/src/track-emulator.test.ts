import { isApiError } from '@cio/core';
import { type Emulator, startEmulator } from '@cio/emulator';
import { TrackClient } from '@cio/track';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

let emulator: Emulator;
let track: TrackClient;

beforeAll(async () => {
  emulator = await startEmulator({ region: 'eu' });
  track = new TrackClient({ siteId: emulator.siteId, apiKey: emulator.apiKey, baseUrl: emulator.url });
});
beforeEach(() => emulator.reset());
afterAll(async () => {
  await track.close();
  await emulator.close();
});

const person = (identifier: string) => emulator.workspace.find(identifier);

describe('what each operation leaves behind', () => {
  test('identify creates, then changes', async () => {
    await track.identify('5', { email: 'Ada@example.com', plan: 'free', seen: new Date(5000) });
    await track.identify('5', { plan: 'gold' });
    await track.identify('ada@EXAMPLE.com', { city: 'Oslo' });
    expect(emulator.workspace.people.size).toBe(1);
    expect(person('5')).toMatchObject({
      id: '5',
      email: 'Ada@example.com',
      attributes: { plan: 'gold', seen: 5, city: 'Oslo' },
    });
  });

  test('identify with _update creates nobody, and an older _timestamp changes nothing', async () => {
    await track.identify('6', { _update: true, plan: 'gold' });
    expect(person('6')).toBeUndefined();
    expect(emulator.workspace.dropped).toHaveLength(1);
    await track.identify('7', { plan: 'new', _timestamp: 2000 });
    await track.identify('7', { plan: 'old', _timestamp: 1000 });
    expect(person('7')?.attributes.plan).toBe('new');
  });

  test('identify by cio_id changes an id, which nothing else does', async () => {
    await track.identify('5', {});
    const { cio_id } = person('5')!;
    await track.identify(`cio_${cio_id}`, { id: '55' });
    expect(person('5')).toBeUndefined();
    expect(person('55')?.cio_id).toBe(cio_id);
  });

  test('identify relates people and objects', async () => {
    const identifiers = { object_type_id: '1', object_id: 'acme' };
    const relationship = { identifiers, relationship_attributes: { role: 'admin' } };
    await track.identify('5', {
      cio_relationships: { action: 'add_relationships', relationships: [relationship] },
    });
    expect(person('5')?.relationships).toEqual([{ ...relationship, changed_at: expect.any(Number) }]);
    await track.identify('5', {
      cio_relationships: { action: 'delete_relationships', relationships: [{ identifiers }] },
    });
    expect(person('5')?.relationships).toEqual([]);
  });

  test('delete', async () => {
    await track.identify('5', { email: 'a@x.io' });
    await track.delete('5');
    expect(emulator.workspace.people.size).toBe(0);
    expect(person('a@x.io')).toBeUndefined();
  });

  test('track stores once for each ULID, and creates the person', async () => {
    const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
    await track.track('5', 'bought', { price: 3 }, { id, timestamp: 1000 });
    await track.track('5', 'bought', { price: 3 }, { id, timestamp: 1000 });
    await track.track('5', 'bought', { price: 3 });
    expect(person('5')?.events).toHaveLength(2);
    expect(person('5')?.events[0]).toEqual({
      id,
      name: 'bought',
      type: 'event',
      timestamp: 1000,
      data: { price: 3 },
    });
    expect(emulator.workspace.duplicates).toBe(1);
  });

  test('pageview, screen and backfill', async () => {
    await track.pageview('5', 'https://x.io');
    await track.screen('5', 'Home');
    await track.backfill('5', 'signed_up', new Date(1_000_000));
    expect(person('5')?.events.map(({ type, name }) => [type, name])).toEqual([
      ['page', 'https://x.io'],
      ['screen', 'Home'],
      ['event', 'signed_up'],
    ]);
    expect(person('5')?.events[2]?.timestamp).toBe(1000);
  });

  test('anonymous events become those of the person who is identified with their anonymous_id', async () => {
    await track.trackAnonymous('anon', 'viewed', { page: 1 });
    expect(emulator.workspace.events.size).toBe(1);
    await track.identify('5', { anonymous_id: 'anon' });
    expect(person('5')?.events.map(({ name }) => name)).toEqual(['viewed']);
    await track.trackAnonymous('anon', 'viewed again');
    expect(person('5')?.events).toHaveLength(2);
  });

  test('an invitation needs a recipient, and belongs to nobody', async () => {
    await track.trackAnonymous(null, 'invited', { recipient: 'b@x.io' });
    const [event] = emulator.workspace.events.values();
    expect(event).toMatchObject({ name: 'invited', data: { recipient: 'b@x.io' } });
    expect(event?.anonymous_id).toBeUndefined();
  });

  test('devices', async () => {
    await track.addDevice('5', {
      id: 'a/b',
      platform: 'ios',
      last_used: new Date(5000),
      attributes: { app_version: '2' },
    });
    expect(person('5')?.devices).toEqual([
      { id: 'a/b', platform: 'ios', last_used: 5, attributes: { app_version: '2' } },
    ]);
    await track.addDevice('6', { id: 'a/b', platform: 'ios' });
    expect(person('5')?.devices).toEqual([]);
    await track.deleteDevice('6', 'a/b');
    expect(person('6')?.devices).toEqual([]);
  });

  test('suppress drops what comes after, until unsuppress', async () => {
    await track.identify('5', {});
    await track.suppress('5');
    await track.identify('5', {});
    await track.track('5', 'x');
    expect(person('5')).toBeUndefined();
    expect(emulator.workspace.events.size).toBe(0);
    await track.unsuppress('5');
    await track.identify('5', {});
    expect(person('5')).toBeDefined();
  });

  test('unsubscribe, without credentials', async () => {
    const stranger = new TrackClient({ siteId: 'other', apiKey: 'other', baseUrl: emulator.url });
    await stranger.unsubscribe('del/1');
    expect(emulator.workspace.unsubscribes).toEqual(['del/1']);
    await stranger.close();
  });

  test('mergeCustomers', async () => {
    await track.identify('a', { plan: 'gold' });
    await track.identify('b@x.io', { plan: 'free', city: 'Oslo' });
    await track.track('b@x.io', 'x');
    await track.mergeCustomers({ id: 'a' }, { email: 'b@x.io' });
    expect(emulator.workspace.people.size).toBe(1);
    expect(person('a')).toMatchObject({ email: 'b@x.io', attributes: { plan: 'gold', city: 'Oslo' } });
    expect(person('a')?.events).toHaveLength(1);
  });

  test('segments', async () => {
    await track.identify('1', { email: 'one@x.io' });
    await track.identify('2', {});
    await track.addToSegment(7, [1, 2]);
    await track.addToSegment(8, ['one@x.io', 'nobody@x.io'], { idType: 'email' });
    await track.removeFromSegment(7, [2]);
    expect(person('1')?.segments).toEqual([7, 8]);
    expect(person('2')?.segments).toEqual([]);
    expect(emulator.workspace.dropped).toEqual([
      { operation: 'segment', reason: 'no person with email nobody@x.io' },
    ]);
  });

  test('submitForm', async () => {
    await track.submitForm('newsletter', { email: 'a@x.io', name: 'Ada' });
    expect(emulator.workspace.submissions).toMatchObject([{ form_id: 'newsletter', data: { name: 'Ada' } }]);
    expect(person('a@x.io')?.attributes.name).toBe('Ada');
  });

  test('reportMetric and reportPushEvent', async () => {
    await track.reportMetric({ delivery_id: 'd', metric: 'opened' });
    await track.reportPushEvent({ delivery_id: 'd', event: 'opened', device_id: 't' });
    expect(emulator.workspace.metrics).toEqual([
      { delivery_id: 'd', metric: 'opened' },
      { delivery_id: 'd', event: 'opened', device_id: 't' },
    ]);
  });

  test('getRegion', async () => {
    const region = await track.getRegion();
    expect(region).toEqual({ url: 'https://track-eu.customer.io', region: 'eu', environment_id: 1 });
  });
});

describe('identifiers reach the server as themselves', () => {
  test.each(['a+b@x.io', 'a/b', '../x', '%2F', 'ü', 'a b', ' a', '?#', '...', '%', 'a&b=c;d', '日本'])(
    '%j',
    async (id) => {
      await track.identify(id, { itself: id });
      const [only] = emulator.workspace.people.values();
      expect(only?.id ?? only?.email).toBe(id);
    },
  );

  test.each([
    '',
    ' ',
    '\t\n',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1.5,
    {},
    [],
    null,
    undefined,
    true,
    '.',
    '..',
    '\ud800',
  ])('%j is refused, and nothing is sent', async (id) => {
    await expect(track.identify(id as string)).rejects.toMatchObject({
      name: 'ValidationError',
      field: 'identifier',
    });
    expect(emulator.requests).toHaveLength(0);
  });
});

describe('what the server refuses', () => {
  test('a wrong key is 401 with its details', async () => {
    const stranger = new TrackClient({ siteId: emulator.siteId, apiKey: 'wrong', baseUrl: emulator.url });
    const error = await stranger.identify('5').catch((e: unknown) => e);
    expect(isApiError(error) && error).toMatchObject({
      status: 401,
      message: expect.stringMatching(
        /^PUT \/api\/v1\/customers\/\{identifier\} → 401 Unauthorized request\. The Track API/,
      ),
      details: [{ message: 'Unauthorized request' }],
      body: { meta: { error: 'Unauthorized request' } },
    });
    await stranger.close();
  });

  test('a body that breaks the contract is 400 and says where', async () => {
    const call = track.identify('5', { created_at: 'yesterday' as unknown as number });
    await expect(call).rejects.toMatchObject({
      status: 400,
      message: 'PUT /api/v1/customers/{identifier} → 400 created_at must be integer',
    });
    expect(emulator.workspace.people.size).toBe(0);
  });

  test('an unknown route is a web page with 404, of the size the real one has', async () => {
    const call = track.http.request({
      operation: 'x',
      method: 'GET',
      path: '/api/v1/nope',
      replaySafe: true,
    });
    await expect(call).rejects.toMatchObject({ name: 'ApiError', status: 404, details: [] });
    expect(await (await fetch(`${emulator.url}/api/v1/nope`)).text()).toHaveLength(3817);
  });
});
