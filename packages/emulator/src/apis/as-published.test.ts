// What an audit found to be otherwise than published.
import { expect, test } from 'vitest';
import { appAuthorization, json, send, trackAuthorization } from '../test-client.js';
import { emulator, readJson, serveFile, useEmulator } from '../test-emulator.js';

useEmulator();

const app = (method: string, path: string, body?: unknown) =>
  send(
    emulator,
    path,
    body === undefined
      ? { method, headers: appAuthorization(emulator) }
      : { method, ...json(body, appAuthorization(emulator)) },
  );
const track = (method: string, path: string, body: unknown) =>
  send(emulator, path, { method, ...json(body, trackAuthorization(emulator)) });

test('a send names a person by one identifier', async () => {
  const message = { to: 'a@example.com', transactional_message_id: 1 };
  expect(
    await app('POST', '/v1/send/email', { ...message, identifiers: { id: '1', email: 'a@example.com' } }),
  ).toMatchObject({ status: 400, json: { meta: { error: expect.stringContaining('exactly one of') } } });
  expect(await app('POST', '/v1/send/email', { ...message, identifiers: { id: '1' } })).toMatchObject({
    status: 200,
  });
});

test('attributes of objects and of relationships tell when they were set', async () => {
  const object = { object_type_id: '1', object_id: 'acme' };
  await track('POST', '/api/v2/entity', {
    type: 'object',
    action: 'identify',
    identifiers: object,
    attributes: { name: 'Acme' },
    cio_relationships: [{ identifiers: { id: 'ada' }, relationship_attributes: { role: 'admin' } }],
  });
  const now = Math.floor(Date.now() / 1000);
  const { json: ofObject } = await app('GET', '/v1/objects/1/acme/attributes');
  const { json: ofPerson } = await app('GET', '/v1/customers/ada/relationships');
  const { timestamps } = (ofObject as { object: { timestamps: { name: number } } }).object;
  expect(Math.abs(timestamps.name - now)).toBeLessThan(5);
  const [related] = (ofPerson as { cio_relationships: { timestamps: { role: number } }[] }).cio_relationships;
  expect(Math.abs(related!.timestamps.role - now)).toBeLessThan(5);
});

test('the type of an uploaded file is that of the file, whatever it is called', async () => {
  const upload = async (type: string, fileName: string) => {
    const form = new FormData();
    form.set('file', new File(['x'], fileName, { type }));
    form.set('name', `Logo of ${fileName} as ${type}`);
    return (
      await fetch(`${emulator.url}/v1/assets/files`, {
        method: 'POST',
        headers: appAuthorization(emulator),
        body: form,
      })
    ).status;
  };
  expect(await upload('image/png', 'a.png')).toBe(200);
  expect(await upload('application/octet-stream', 'b.png')).toBe(200);
  expect(await upload('image/png', 'c.gif')).toBe(400);
  expect(await upload('image/png', 'd.exe')).toBe(400);
});

test('a webhook with_content gets what a message said when it was sent, and another does not', async () => {
  const bodies: { url: string; data: Record<string, unknown> }[] = [];
  const receiver = await serveFile(async (request, response) => {
    const { data } = (await readJson(request)) as { data: Record<string, unknown> };
    bodies.push({ url: request.url!, data });
    response.end();
  });
  for (const with_content of [true, false]) {
    await app('POST', '/v1/reporting_webhooks', {
      name: `${with_content}`,
      endpoint: `${receiver.url}${with_content}`,
      events: ['email_sent'],
      with_content,
    });
  }
  await app('POST', '/v1/send/email', {
    to: 'ada@example.com',
    identifiers: { id: 'ada' },
    from: 'shop@example.com',
    subject: 'Hello',
    body: '<p>Hello</p>',
  });
  await expect.poll(() => bodies.length).toBe(2);
  const contents = bodies.map(({ url, data }) => [url, data.content]);
  expect(contents.sort()).toEqual([
    ['/false', undefined],
    ['/true', '<p>Hello</p>'],
  ]);
});

test('who unsubscribes by a link of an email is told to have done so by email', async () => {
  const events: string[] = [];
  const receiver = await serveFile(async (request, response) => {
    const { object_type, metric, data } = (await readJson(request)) as {
      object_type: string;
      metric: string;
      data: object;
    };
    if (metric === 'unsubscribed') events.push(`${object_type} ${'email_address' in data}`);
    response.end();
  });
  await app('POST', '/v1/reporting_webhooks', {
    name: 'w',
    endpoint: receiver.url,
    events: ['customer_unsubscribed'],
  });
  const { json: sent } = await app('POST', '/v1/send/email', {
    to: 'ada@example.com',
    identifiers: { id: 'ada' },
    transactional_message_id: 1,
  });
  await track('POST', `/unsubscribe/${(sent as { delivery_id: string }).delivery_id}`, { unsubscribe: true });
  // Not that about the message, which nobody asked for.
  await emulator.webhooksSettled();
  expect(events).toEqual(['email true']);
});

test('an address that the email service provider suppresses is one whatever its case', async () => {
  await app('POST', '/v1/esp/suppression/bounces/Ada@Example.com');
  const search = async () => (await app('GET', '/v1/esp/search_suppression/ADA@example.com')).json;
  expect(await search()).toMatchObject({ suppressions: [{ email: 'Ada@Example.com' }] });
  await app('DELETE', '/v1/esp/suppression/bounces/ada@example.com');
  expect(await search()).toMatchObject({ suppressions: null });
});
