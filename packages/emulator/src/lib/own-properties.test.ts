// Names that every object has, from outside.
import { describe, expect, test } from 'vitest';
import { send } from '../test-client.js';
import { app, call, emulator, expectAlive, serveFile, useEmulator } from '../test-emulator.js';

useEmulator();

describe('names that every object has', () => {
  const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  /** An object with a key that literals cannot have. */
  const withName = (name: string, value: unknown) =>
    JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);
  const own = (object: object | undefined, name: string) =>
    object && Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : 'not its own';

  test.each(NAMES)('%s as an attribute is an attribute', async (name) => {
    await call('PUT', '/api/v1/customers/ada', withName(name, 'gold'));
    await call('PUT', '/api/v1/customers/ada', withName(name, 'silver'));
    const identifiers = { object_type_id: '1', object_id: 'acme' };
    const identify = { type: 'object', action: 'identify', identifiers, attributes: withName(name, 'x') };
    expect((await call('POST', '/api/v2/entity', identify)).status).toBe(200);
    expect(own(emulator.workspace.find('ada')?.attributes, name)).toBe('silver');
    expect(own(emulator.workspace.findObject(identifiers)?.attributes, name)).toBe('x');
    expect((await send(emulator, '/_emulator/people')).text).toContain(`${JSON.stringify(name)}:"silver"`);
    const result = await send(emulator, '/v1/customers/ada/attributes', { headers: app() });
    expect(result.text).toContain(`${JSON.stringify(name)}:"silver"`);
    expect(Object.hasOwn(Object.prototype, 'gold')).toBe(false);
  });

  test.each(NAMES)('%s is no attribute of a person without it', async (name) => {
    await call('PUT', '/api/v1/customers/ada', {});
    await call('POST', '/api/v1/customers/ada/events', { name: 'bought' });
    const condition = { attribute: { field: name, operator: 'exists' } };
    const search = await call('POST', '/v1/customers', { filter: condition }, app());
    expect(search.json).toMatchObject({ identifiers: null });
    const query = new URLSearchParams({ name });
    const activities = await send(emulator, `/v1/activities?${query}`, { headers: app() });
    expect(activities.json).toMatchObject({ activities: [] });
    // A parameter that nobody knows changes nothing.
    const unknown = await send(emulator, `/v1/activities?${name}=x`, { headers: app() });
    expect(unknown.status).toBe(200);
  });

  test.each(NAMES)('%s as an id, a type, an action, a device, a relationship, a preference', async (name) => {
    const entity = (operation: object) => call('POST', '/api/v2/entity', operation);
    const identifiers = { id: name };
    expect((await entity({ type: 'person', action: 'identify', identifiers })).status).toBe(200);
    expect((await entity({ type: name, action: name, identifiers })).status).toBe(400);
    expect((await entity({ type: 'person', action: name, identifiers })).status).toBe(400);
    const device = { token: name, platform: 'ios' };
    expect((await entity({ type: 'person', action: 'add_device', identifiers, device })).status).toBe(200);
    const about = { object_type_id: name, object_id: name };
    const related = [{ identifiers: { anonymous_id: name }, relationship_attributes: { role: 'x' } }];
    const anonymous = {
      type: 'object',
      action: 'identify_anonymous',
      identifiers: about,
      cio_relationships: related,
    };
    expect((await entity(anonymous)).status).toBe(200);
    const preference = withName(`cio_subscription_preferences.topics.${name}`, true);
    await call('PUT', `/api/v1/customers/${name}`, preference);

    const person = emulator.workspace.find(name);
    expect(person).toMatchObject({ id: name, devices: [{ id: name }] });
    const { topics } = person!.attributes.cio_subscription_preferences as { topics: object };
    expect(own(topics, name)).toBe(true);
    const object = emulator.workspace.findObject(about);
    expect(own(object?.anonymous, name)).toEqual({ role: 'x' });
    await expectAlive();
  });

  test('a report of a delivery changes the metric it names, and no other field of it', async () => {
    const sent = await call(
      'POST',
      '/v1/send/push',
      { transactional_message_id: 1, identifiers: { id: 'ada' } },
      app(),
    );
    const { delivery_id } = sent.json as { delivery_id: string };
    const attributes = { device_token: 't', metric: '__proto__', delivery_id: 'other' };
    const report = {
      type: 'delivery',
      action: 'event',
      identifiers: { id: delivery_id },
      name: 'opened',
      attributes,
    };
    expect((await call('POST', '/api/v2/entity', report)).status).toBe(200);
    const message = emulator.workspace.app.messages.get(delivery_id);
    expect(message?.metrics.opened).toBeTypeOf('number');
  });

  test('a file of an import or a collection may have such columns', async () => {
    const file = await serveFile('id,__proto__,constructor\nada,gold,x\n');
    const collection = await call('POST', '/v1/collections', { name: 'x', url: file.url }, app());
    expect(collection.json).toMatchObject({ collection: { rows: 1 } });
    const data = { name: 'x', type: 'people', identifier: 'id', data_file_url: file.url };
    await call('POST', '/v1/imports', { import: data }, app());
    await expect.poll(() => own(emulator.workspace.find('ada')?.attributes, '__proto__')).toBe('gold');
  });
});
