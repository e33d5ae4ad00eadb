import { type Emulator, startEmulator } from '@cio/emulator';
import { delivery, type Operation, object, person, TrackV2Client } from '@cio/track-v2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

let emulator: Emulator;
let track: TrackV2Client;

beforeAll(async () => {
  emulator = await startEmulator();
  track = new TrackV2Client({ siteId: emulator.siteId, apiKey: emulator.apiKey, baseUrl: emulator.url });
});
beforeEach(() => emulator.reset());
afterAll(async () => {
  await track.close();
  await emulator.close();
});

const someone = (identifier: string) => emulator.workspace.find(identifier);
const acme = { object_type_id: '1', object_id: 'acme' };
const theObject = () => emulator.workspace.findObject(acme);

describe('what each operation leaves behind', () => {
  test('people by each identifier', async () => {
    await track.identifyPerson({ id: 1 }, { plan: 'gold', at: new Date(5000) });
    await track.identifyPerson({ email: 'a@x.io' }, { plan: 'free' });
    await track.identifyPerson({ phone: '+47' }, { plan: 'sms' });
    await track.identifyPerson({ phone: '+47' }, { city: 'Oslo' });
    await track.identifyPerson({ cio_id: someone('1')!.cio_id }, { email: 'one@x.io' });
    expect(emulator.workspace.people.size).toBe(3);
    expect(someone('one@x.io')).toMatchObject({ id: '1', attributes: { plan: 'gold', at: 5 } });
    expect(emulator.workspace.findBy('phone', '+47')?.attributes).toMatchObject({
      plan: 'sms',
      city: 'Oslo',
    });
  });

  test('events, page and screen views, once for each ULID', async () => {
    const event = person.event({ id: 'a' }, 'bought', { price: 3 }, { timestamp: 5 });
    await track.send(event);
    await track.send(event);
    await track.personPageview({ id: 'a' }, 'https://x.io');
    await track.personScreen({ id: 'a' }, 'Home');
    expect(someone('a')?.events).toMatchObject([
      { id: event.id, type: 'event', name: 'bought', timestamp: 5, data: { price: 3 } },
      { type: 'page', name: 'https://x.io' },
      { type: 'screen', name: 'Home' },
    ]);
    expect(emulator.workspace.duplicates).toBe(1);
  });

  test('devices', async () => {
    await track.addPersonDevice({ id: 'a' }, { token: 't', platform: 'ios' });
    expect(someone('a')?.devices).toEqual([{ id: 't', platform: 'ios' }]);
    await track.deletePersonDevice({ id: 'a' }, 't');
    expect(someone('a')?.devices).toEqual([]);
  });

  test('suppress, unsuppress, delete, merge', async () => {
    await track.identifyPerson({ id: 'a' });
    await track.suppressPerson({ id: 'a' });
    await track.identifyPerson({ id: 'a' });
    expect(someone('a')).toBeUndefined();
    await track.unsuppressPerson({ id: 'a' });
    await track.identifyPerson({ id: 'a' });
    await track.trackPersonEvent({ email: 'b@x.io' }, 'x');
    await track.mergePersons({ id: 'a' }, { email: 'b@x.io' });
    expect(someone('a')).toMatchObject({ email: 'b@x.io', events: [{ name: 'x' }] });
    await track.deletePerson({ id: 'a' });
    expect(emulator.workspace.people.size).toBe(0);
  });

  test('relationships are seen from both sides, whichever side made them', async () => {
    await track.addPersonRelationships({ id: 'a' }, [
      { identifiers: acme, relationship_attributes: { role: 'admin' } },
    ]);
    await track.addObjectRelationships(acme, [{ identifiers: { id: 'b' } }]);
    const a = someone('a')!;
    const b = someone('b')!;
    expect(a.relationships).toEqual([
      { identifiers: acme, relationship_attributes: { role: 'admin' }, changed_at: expect.any(Number) },
    ]);
    expect(theObject()?.people).toEqual({ [a.cio_id]: { role: 'admin' }, [b.cio_id]: {} });

    await track.deleteObjectRelationships(acme, [{ identifiers: { id: 'a' } }]);
    await track.deletePersonRelationships({ id: 'b' }, [{ identifiers: acme }]);
    expect([a.relationships, b.relationships, theObject()?.people]).toEqual([[], [], {}]);
  });

  test('objects', async () => {
    await track.identifyObject(acme, { name: 'Acme' }, { cio_relationships: [{ identifiers: { id: 'a' } }] });
    const { cio_object_id } = theObject()!;
    await track.identifyObject({ cio_object_id }, { seats: 5 });
    await track.trackObjectEvent({ object_type_id: 1, object_id: 'acme' }, 'renewed');
    await track.send(object.identifyAnonymous(acme, [{ identifiers: { anonymous_id: 'an' } }]));
    expect(theObject()).toMatchObject({
      attributes: { name: 'Acme', seats: 5 },
      events: [{ name: 'renewed' }],
      anonymous: { an: {} },
    });
    expect(someone('a')?.relationships).toHaveLength(1);
    await track.deleteObject(acme);
    expect(theObject()).toBeUndefined();
    expect(someone('a')?.relationships).toEqual([]);
  });

  test('deliveries', async () => {
    await track.send(delivery.event('d', 'opened', { device_token: 't' }));
    expect(emulator.workspace.metrics).toEqual([{ delivery_id: 'd', metric: 'opened', device_token: 't' }]);
  });
});

describe('what the server refuses', () => {
  const raw = (value: object) => value as Operation;

  test('one operation is 400, with its details', async () => {
    await expect(
      track.send(raw({ type: 'person', action: 'event', identifiers: { id: 'a' } })),
    ).rejects.toMatchObject({
      name: 'ApiError',
      status: 400,
      details: [{ reason: 'invalid', field: 'body', message: "body must have required property 'name'" }],
    });
    await expect(track.send(raw({ type: 'person', action: 'dance', identifiers: {} }))).rejects.toMatchObject(
      {
        details: [{ field: 'action', message: 'no operation person dance' }],
      },
    );
  });

  test('of a batch, the bad ones are named and the others are done', async () => {
    const bad = raw({ type: 'person', action: 'event', identifiers: { id: 'a' }, name: 5 });
    const operations = [
      person.event({ id: 'a' }, 'one'),
      bad,
      person.event({ id: 'a' }, 'two'),
      raw({ type: 'x' }),
    ];
    const result = await track.sendBatch(operations);
    expect(result.accepted).toBe(2);
    expect(result.rejected).toMatchObject([
      {
        index: 1,
        operation: bad,
        errors: [{ reason: 'invalid', field: 'name', message: 'name must be string' }],
        message: 'name: name must be string',
      },
      { index: 3, errors: [{ reason: 'invalid', field: 'action' }] },
    ]);
    expect(someone('a')?.events.map(({ name }) => name)).toEqual(['one', 'two']);
  });

  test('sizes', async () => {
    const post = (body: object) =>
      track.http.request({ operation: 'x', method: 'POST', path: '/api/v2/batch', body, replaySafe: true });
    const large = person.event({ id: 'a' }, 'x', { y: 'a'.repeat(32_768) });
    expect(await post({ batch: [large] })).toMatchObject({
      errors: [{ batch_index: 0, reason: 'too_large' }],
    });
    const many = Array.from({ length: 20 }, () => person.event({ id: 'a' }, 'x', { y: 'a'.repeat(30_000) }));
    await expect(post({ batch: many })).rejects.toMatchObject({
      status: 413,
      details: [{ reason: 'too_large' }],
    });
    await expect(post({})).rejects.toMatchObject({ status: 400, details: [{ field: 'batch' }] });
    expect(emulator.workspace.events.size).toBe(0);
  });
});
