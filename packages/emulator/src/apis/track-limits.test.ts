// What Customer.io's Track API refuses, as it was seen live, and what it takes besides its published contract.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../index.js';
import { appAuthorization, json, send, trackAuthorization } from '../test-client.js';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

async function call(method: string, path: string, body: unknown): Promise<[status: number, body: unknown]> {
  const result = await send(emulator, path, { method, ...json(body, trackAuthorization(emulator)) });
  return [result.status, result.json];
}
const identify = (body: unknown, identifier = 'ada') => call('PUT', `/api/v1/customers/${identifier}`, body);
const entity = (operation: object) => call('POST', '/api/v2/entity', operation);
const person = (action: string, more: object) =>
  entity({ type: 'person', action, identifiers: { id: 'ada' }, ...more });
const object = (action: string, more: object) =>
  entity({ type: 'object', action, identifiers: { object_type_id: '1', object_id: 'acme' }, ...more });

const v1 = (message: string) => [400, { meta: { errors: [message] } }];
const v2 = (field: string, message: string, reason = 'invalid') => [
  400,
  { errors: [{ reason, field, message }] },
];
const taken = [200, {}];
const ada = () => emulator.workspace.find('ada');
const x = (bytes: number) => 'x'.repeat(bytes);
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, i]));

describe('attribute values over 1,000 bytes', () => {
  const LONG = 'property value cannot be longer than 1000 bytes';

  test('are refused by version 1', async () => {
    expect(await identify({ bio: x(1001), plan: 'gold' })).toEqual(
      v1("value for attribute 'bio' cannot be longer than 1000 bytes"),
    );
    expect(ada()).toBeUndefined();
    expect(await identify({ bio: x(1000) })).toEqual(taken);
    expect(await identify({ email: `a@${x(999)}` })).toEqual(
      v1("value for attribute 'email' cannot be longer than 1000 bytes"),
    );
  });

  test('are refused by version 2, of people, objects and relationships', async () => {
    expect(await person('identify', { attributes: { bio: x(1001) } })).toEqual(v2('attributes.bio', LONG));
    expect(await object('identify', { attributes: { bio: x(1001) } })).toEqual(v2('attributes.bio', LONG));
    expect(await object('identify_anonymous', { attributes: { bio: x(1001) } })).toEqual(
      v2('attributes.bio', LONG),
    );
    const related = { identifiers: { id: 'ada' }, relationship_attributes: { note: x(1001) } };
    expect(await object('add_relationships', { cio_relationships: [related] })).toEqual(
      v2('cio_relationships.0.relationship_attributes.note', LONG),
    );
    expect(emulator.workspace.people.size + emulator.workspace.objects.size).toBe(0);
    expect(await person('identify', { attributes: { bio: x(1000) } })).toEqual(taken);
    expect(await object('identify', { attributes: { bio: x(1000) } })).toEqual(taken);
  });

  test('of a batch name each one, and the others are done', async () => {
    const item = (id: string, attributes: object) => ({
      type: 'person',
      action: 'identify',
      identifiers: { id },
      attributes,
    });
    const batch = [
      item('ada', { plan: 'gold' }),
      item('bob', { a: x(1001), b: x(1001) }),
      item('cyd', { a: x(1001) }),
    ];
    const refused = (batch_index: number, name: string) => ({
      batch_index,
      reason: 'invalid',
      field: `attributes.${name}`,
      message: LONG,
    });
    expect(await call('POST', '/api/v2/batch', { batch })).toEqual([
      207,
      { errors: [refused(1, 'a'), refused(1, 'b'), refused(2, 'a')] },
    ]);
    expect([...emulator.workspace.people.values()].map(({ id }) => id)).toEqual(['ada']);
  });

  test('are counted in UTF-8, and by their JSON where they are no strings', async () => {
    expect(await identify({ text: 'é'.repeat(500) })).toEqual(taken);
    expect((await identify({ text: 'é'.repeat(501) }))[0]).toBe(400);
    expect((await identify({ text: '😀'.repeat(251) }))[0]).toBe(400);
    // With its brackets and quotes: [" and "] are four bytes.
    expect(await identify({ list: [x(996)] })).toEqual(taken);
    expect((await identify({ list: [x(997)] }))[0]).toBe(400);
    expect((await identify({ rows: { a: x(1000) } }))[0]).toBe(400);
  });

  test('preferences and relationships are no values', async () => {
    const topics = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`topic_${i}`, true]));
    const relationships = Array.from({ length: 50 }, (_, i) => ({
      identifiers: { object_type_id: '1', object_id: `${i}` },
    }));
    const body = {
      cio_subscription_preferences: { topics },
      cio_relationships: { action: 'add_relationships', relationships },
    };
    expect(await identify(body)).toEqual(taken);
    expect(ada()?.relationships).toHaveLength(50);
  });

  test('of an event are taken: it has a limit of its own', async () => {
    expect(await person('event', { name: 'x', attributes: { text: x(20_000) } })).toEqual(taken);
  });

  test('of a form are refused', async () => {
    const form = { data: { email: 'a@x.io', text: x(1001) } };
    expect((await call('POST', '/api/v1/forms/f/submit', form))[0]).toBe(400);
    expect(emulator.workspace.people.size).toBe(0);
  });
});

describe('names, ids and counts', () => {
  test('an attribute is named with 150 bytes at most', async () => {
    expect(await identify({ [x(150)]: 1 })).toEqual(taken);
    expect(await identify({ [x(151)]: 1 })).toEqual(
      v1(`attribute name '${x(151)}' cannot be longer than 150 bytes`),
    );
    expect(await person('identify', { attributes: { [x(151)]: 1 } })).toEqual(
      v2(`attributes.${x(151)}`, 'property name cannot be longer than 150 bytes'),
    );
    expect((await object('identify', { attributes: { ['é'.repeat(76)]: 1 } }))[0]).toBe(400);
  });

  test('there are 300 attributes at most, in a call and together', async () => {
    const message = 'there cannot be more than 300 attributes';
    expect(await identify(many(301))).toEqual(v1(message));
    expect(await person('identify', { attributes: many(301) })).toEqual(v2('attributes', message));
    expect(await object('identify', { attributes: many(301) })).toEqual(v2('attributes', message));
    const instructions = { _update: false, _timestamp: 1, anonymous_id: 'a', id: 'ada' };
    expect(await identify({ ...many(300), ...instructions })).toEqual(taken);
    expect(await identify({ more: 1 })).toEqual(v1(message));
    expect(await identify({ a1: 'changed' })).toEqual(taken);
  });

  test('an attribute older than the one that is set is dropped, and said to be', async () => {
    await identify({ plan: 'gold', _timestamp: 2000 });
    await identify({ plan: 'free', city: 'Oslo', _timestamp: 1000 });
    expect(ada()?.attributes).toMatchObject({ plan: 'gold', city: 'Oslo' });
    expect(emulator.workspace.dropped).toMatchObject([
      { operation: 'identify', reason: 'the attribute plan is older than what is set' },
    ]);
  });

  test('an id has 150 bytes at most', async () => {
    const message = 'cannot be longer than 150 bytes';
    expect(await identify({}, x(150))).toEqual(taken);
    expect(await identify({}, x(151))).toEqual(v1(`id ${message}`));
    expect(await identify({ id: x(151) }, 'a@x.io')).toEqual(v1(`id ${message}`));
    expect(await call('POST', `/api/v1/customers/${x(151)}/events`, { name: 'x' })).toEqual(
      v1(`id ${message}`),
    );
    expect(await person('identify', { identifiers: { id: x(151) } })).toEqual(v2('identifiers.id', message));
    expect(await object('identify', { identifiers: { object_type_id: '1', object_id: x(151) } })).toEqual(
      v2('identifiers.object_id', message),
    );
  });

  test('an event is named with 100 bytes at most', async () => {
    for (const action of ['event', 'page', 'screen']) {
      expect(await person(action, { name: x(101) })).toEqual(v2('name', 'cannot be longer than 100 bytes'));
      expect(await person(action, { name: x(100) })).toEqual(taken);
    }
    expect(await object('event', { name: x(101) })).toEqual(v2('name', 'cannot be longer than 100 bytes'));
  });

  test('who or what is meant must be said, where the contract leaves it open', async () => {
    const who = 'expected an id, an email, a phone or a cio_id';
    const what = 'expected object_type_id and object_id, or cio_object_id';
    const required = (field: string, message: string) => v2(field, message, 'required');
    expect(await person('delete', { identifiers: { id: ' ' } })).toEqual(required('identifiers', who));
    expect(await object('event', { identifiers: undefined, name: 'x' })).toEqual(
      required('identifiers', what),
    );
    expect(await object('delete', { identifiers: { object_type_id: '1', object_id: '' } })).toEqual(
      required('identifiers', what),
    );
    expect(await object('add_relationships', { cio_relationships: [{}] })).toEqual(
      required('cio_relationships.0.identifiers', who),
    );
    expect(await person('add_relationships', { cio_relationships: [{}] })).toEqual(
      required('cio_relationships.0.identifiers', what),
    );
    expect(await object('identify_anonymous', { cio_relationships: [{}] })).toEqual(
      required('cio_relationships.0.identifiers', 'expected an anonymous_id'),
    );
    const merge = { type: 'person', action: 'merge', primary: { id: 'a' }, secondary: { id: '' } };
    expect(await entity(merge)).toEqual(required('secondary', who));
    const report = {
      type: 'delivery',
      action: 'event',
      identifiers: {},
      name: 'opened',
      attributes: { device_token: 't' },
    };
    expect(await entity(report)).toEqual(required('identifiers.id', 'expected the id of a delivery'));
    const relationships = { cio_relationships: { action: 'add_relationships', relationships: [{}] } };
    expect(await identify(relationships)).toEqual(v1(`cio_relationships: ${what}`));
    expect((await call('POST', '/api/v1/merge_customers', { primary: {}, secondary: {} }))[0]).toBe(400);
    expect((await call('POST', '/api/v1/forms/f/submit', { data: { email: '' } }))[0]).toBe(400);
    expect([...emulator.workspace.people]).toEqual([]);
    expect([...emulator.workspace.objects]).toEqual([]);
  });
});

describe('what Customer.io accepts beyond its contract', () => {
  test('no data and no attributes as null', async () => {
    expect(await call('POST', '/api/v1/customers/ada/events', { name: 'v1', data: null })).toEqual(taken);
    expect(await call('POST', '/api/v1/events', { name: 'v1', anonymous_id: 'a', data: null })).toEqual(
      taken,
    );
    expect(await person('event', { name: 'v2', attributes: null })).toEqual(taken);
    expect(await person('identify', { attributes: null })).toEqual(taken);
    expect(await object('identify', { attributes: null })).toEqual(taken);
    expect(ada()?.events.map(({ name, data }) => [name, data])).toEqual([
      ['v1', {}],
      ['v2', {}],
    ]);
    // Of a person it is an attribute as all others.
    await identify({ data: null, attributes: null, device: null });
    expect(ada()?.attributes).toEqual({ data: null, attributes: null, device: null });
  });

  test('when a device was used as digits in a string, and no attributes of it as null', async () => {
    const device = { platform: 'ios', last_used: '1700000000', attributes: null };
    const path = '/api/v1/customers/ada/devices';
    expect(await call('PUT', path, { device: { id: 'one', ...device } })).toEqual(taken);
    expect(await person('add_device', { device: { token: 'two', ...device } })).toEqual(taken);
    expect(ada()?.devices).toEqual([
      { id: 'one', platform: 'ios', last_used: 1_700_000_000 },
      { id: 'two', platform: 'ios', last_used: 1_700_000_000 },
    ]);
    expect((await call('PUT', path, { device: { id: 'x', ...device, last_used: 'now' } }))[0]).toBe(400);
  });

  test('an event with an id that is no ULID, which deduplicates nothing', async () => {
    const id = '6c7b5b0e-9d1f-4a2b-8b0a-0f4f5a1e2c3d';
    for (let i = 0; i < 2; i++) {
      expect(await call('POST', '/api/v1/customers/ada/events', { name: 'v1', id })).toEqual(taken);
      expect(await person('event', { name: 'v2', id })).toEqual(taken);
    }
    expect(ada()?.events.map(({ name }) => name)).toEqual(['v1', 'v2', 'v1', 'v2']);
    expect(new Set(ada()?.events.map((event) => event.id)).size).toBe(4);
    const ulid = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
    for (let i = 0; i < 2; i++) await person('event', { name: 'once', id: ulid });
    expect(ada()?.events.filter(({ name }) => name === 'once')).toMatchObject([{ id: ulid }]);
    expect(emulator.workspace.duplicates).toBe(1);
  });

  test('events, page and screen views of somebody who is anonymous', async () => {
    const identifiers = { anonymous_id: 'anon' };
    for (const action of ['event', 'page', 'screen']) {
      expect(await person(action, { identifiers, name: action, attributes: { a: 1 }, timestamp: 5 })).toEqual(
        taken,
      );
    }
    expect(emulator.workspace.people.size).toBe(0);
    await identify({ anonymous_id: 'anon' });
    expect(ada()?.events).toMatchObject([
      { type: 'event', anonymous_id: 'anon', data: { a: 1 }, timestamp: 5 },
      { type: 'page' },
      { type: 'screen' },
    ]);
    // Nothing else is known of them.
    expect((await person('identify', { identifiers }))[0]).toBe(400);
    expect((await person('event', { identifiers: { anonymous_id: ' ' }, name: 'x' }))[0]).toBe(400);
  });

  test('what people do with in-app content, known or anonymous', async () => {
    const content = { contentType: 'banner', contentId: 1, templateId: 1 };
    const viewed = { identifiers: { anonymous_id: 'anon' }, name: 'viewed_content', attributes: content };
    expect(await person('viewed_content', viewed)).toEqual(taken);
    expect(
      await person('clicked_content', { name: 'clicked_content', attributes: { actionName: 'a' } }),
    ).toEqual(taken);
    expect(await person('clicked_content', {})).toMatchObject([400, { errors: [{ reason: 'invalid' }] }]);
    await identify({ anonymous_id: 'anon' });
    expect(ada()?.events).toMatchObject([
      { type: 'clicked_content', data: { actionName: 'a' } },
      { type: 'viewed_content', data: content },
    ]);
    expect([...emulator.workspace.activities]).toMatchObject([
      { type: 'profile_create' },
      { type: 'clicked_content', name: 'clicked_content' },
      { type: 'attribute_change' },
      { type: 'viewed_content', name: 'viewed_content' },
    ]);
  });

  test('a delivery is reported by its id', async () => {
    const sent = await send(emulator, '/v1/send/push', {
      method: 'POST',
      ...json({ identifiers: { id: 'ada' }, transactional_message_id: 1 }, appAuthorization(emulator)),
    });
    const { delivery_id: id } = sent.json as { delivery_id: string };
    const delivery = { type: 'delivery', action: 'event', identifiers: { id }, name: 'opened' };
    expect((await entity(delivery))[0]).toBe(400);
    expect(await entity({ ...delivery, attributes: { device_token: 't' } })).toEqual(taken);
    const attributes = { device_token: 't' };
    expect((await entity({ ...delivery, name: 'clicked', attributes }))[0]).toBe(400);
    const message = await send(emulator, `/v1/messages/${id}`, { headers: appAuthorization(emulator) });
    expect(message.json).toMatchObject({ message: { metrics: { opened: expect.any(Number) } } });
  });

  test('an invitation without a recipient', async () => {
    expect(await call('POST', '/api/v1/events', { name: 'invited' })).toEqual(taken);
    expect(emulator.workspace.events.size).toBe(1);
  });

  test('one preference in dot notation, which leaves the others', async () => {
    const preferences = () => ada()?.attributes.cio_subscription_preferences;
    await identify({ cio_subscription_preferences: { topics: { topic_1: true, topic_4: false } } });
    await identify({ 'cio_subscription_preferences.topics.topic_1': false });
    expect(preferences()).toEqual({ topics: { topic_1: false, topic_4: false } });
    await person('identify', {
      attributes: {
        'cio_subscription_preferences.topics.topic_2': true,
        'cio_subscription_preferences.channels.email': false,
        plan: 'gold',
      },
    });
    expect(ada()?.attributes).toEqual({
      plan: 'gold',
      cio_subscription_preferences: {
        topics: { topic_1: false, topic_4: false, topic_2: true },
        channels: { email: false },
      },
    });
    const path = '/v1/customers/ada/subscription_preferences';
    const visible = await send(emulator, path, { headers: appAuthorization(emulator) });
    expect(visible.json).toMatchObject({ customer: { topics: [{ id: '1', subscribed: false }] } });
  });
});

describe('fields that Customer.io does not know are dropped, and listed', () => {
  const dropped = () => emulator.workspace.dropped.map(({ operation, reason }) => `${operation}: ${reason}`);
  const event = { name: 'bought', data: { any: 1 } };

  test('of version 1', async () => {
    expect(await call('POST', '/api/v1/customers/ada/events', { ...event, colour: 'red' })).toEqual(taken);
    expect(await call('POST', '/api/v1/events', { ...event, userId: 'ada' })).toEqual(taken);
    const device = { id: 'd', platform: 'ios', last_usd: 1 };
    expect(await call('PUT', '/api/v1/customers/ada/devices', { device })).toEqual(taken);
    expect(dropped()).toEqual([
      'track: the field colour is not known',
      'trackAnonymous: the field userId is not known',
      'add_device: the field device.last_usd is not known',
    ]);
  });

  test('of version 2, alone and in a batch', async () => {
    expect(await person('event', { name: 'bought', data: { price: 1 } })).toEqual(taken);
    const batch = [
      {
        type: 'person',
        action: 'identify',
        identifiers: { id: 'bob', user: 'b' },
        attributes: { plan: 'x' },
      },
      { type: 'object', action: 'identify', identifiers: { object_type_id: '1', object_id: 'o' }, name: 'O' },
    ];
    expect(await call('POST', '/api/v2/batch', { batch })).toEqual(taken);
    expect(dropped()).toEqual([
      'person event: the field data is not known',
      'person identify: the field identifiers.user is not known',
      'object identify: the field name is not known',
    ]);
  });

  test('and nothing else is: attributes and data are open', async () => {
    await identify({ any: { thing: [1] }, cio_subscription_preferences: { topics: { t: true } } });
    await call('POST', '/api/v1/customers/ada/events', { ...event, type: 'page', id: 'x', timestamp: 5 });
    await person('identify', { attributes: { any: { thing: [1] } }, timestamp: 4_000_000_000 });
    await object('identify', { attributes: { any: 1 }, cio_relationships: [{ identifiers: { id: 'ada' } }] });
    await person('add_device', { device: { token: 't', platform: 'ios', attributes: { any: 1 } } });
    const merge = { type: 'person', action: 'merge', primary: { id: 'ada' }, secondary: { email: 'b@x.io' } };
    await identify({}, 'b@x.io');
    expect(await entity(merge)).toEqual(taken);
    expect(dropped()).toEqual([]);
  });

  test('of a request that is refused nothing is listed', async () => {
    expect((await call('POST', '/api/v1/customers/ada/events', { colour: 'red' }))[0]).toBe(400);
    expect((await person('event', { colour: 'red' }))[0]).toBe(400);
    expect(dropped()).toEqual([]);
  });
});

test('a name that is no text is refused or ignored, and what came before it in the batch is taken', async () => {
  const identified = { type: 'person', action: 'identify', identifiers: { id: 'ada' }, attributes: { n: 1 } };
  for (const action of ['delete', 'event', 'page', 'identify', 'suppress']) {
    const odd = { type: 'person', action, identifiers: { id: '5' }, name: 5 };
    const [status] = await call('POST', '/api/v2/batch', { batch: [identified, odd] });
    expect(status).toBeLessThan(500);
  }
  expect(ada()).toBeDefined();
});
