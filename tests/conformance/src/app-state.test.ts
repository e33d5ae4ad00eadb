import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppClient, filter } from '@cio/app-api';
import type { ApiError } from '@cio/core';
import { type Emulator, startEmulator } from '@cio/emulator';
import { TrackClient } from '@cio/track';
import { person, TrackV2Client } from '@cio/track-v2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

let emulator: Emulator;
let track: TrackClient;
let app: AppClient;

beforeAll(async () => {
  emulator = await startEmulator({ jobMs: 150 });
});
beforeEach(() => {
  emulator.reset();
  const { siteId, apiKey, appApiKey, url } = emulator;
  track = new TrackClient({ siteId, apiKey, baseUrl: url });
  app = new AppClient({ apiKey: appApiKey, baseUrl: url, rateLimiter: false });
});
afterEach(async () => {
  await track.close();
  await app.close();
});
afterAll(() => emulator.close());

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

const HARD = 'a/b +%2F@x.io';

describe('what Track wrote is what the App API reads', () => {
  test('a person, by id, email, cio_id and search', async () => {
    await track.identify(7, { email: HARD, plan: 'gold', age: 36 });
    const { results } = await app.customers.getByEmail(HARD);
    expect(results).toMatchObject([{ id: '7', email: HARD }]);
    const { cio_id } = results[0]!;
    for (const [id, id_type] of [
      [7, 'id'],
      [HARD, 'email'],
      [cio_id, 'cio_id'],
    ] as const) {
      const { customer } = await app.customers.getAttributes(id, { id_type });
      expect(customer?.identifiers).toEqual({ id: '7', email: HARD, cio_id });
      // Attributes are answered as text.
      expect(customer?.attributes).toMatchObject({ plan: 'gold', age: '36' });
    }
    const found = await all(
      app.customers.search(filter.and(filter.attribute('plan', 'gold'), filter.attribute('age'))),
    );
    expect(found.map(({ id }) => id)).toEqual(['7']);
    expect(await all(app.customers.search(filter.not(filter.attribute('plan', 'gold'))))).toEqual([]);
    expect((await app.customers.getByIds([7, 8])).customers).toMatchObject([{ customer: { id: '7' } }]);
    await expect(app.customers.getAttributes('nobody')).rejects.toMatchObject({
      name: 'ApiError',
      status: 404,
    });
  });

  test('events and changes are activities, the newest first', async () => {
    await track.identify('ada', { plan: 'free' });
    await track.track('ada', 'order', { total: 5 });
    await track.identify('ada', { plan: 'gold' });
    const activities = await all(app.customers.getActivities('ada'));
    expect(activities.map(({ type, name }) => [type, name])).toEqual([
      ['attribute_change', undefined],
      ['event', 'order'],
      ['attribute_change', undefined],
      ['profile_create', undefined],
    ]);
    expect(activities[0]?.data).toEqual({ plan: { from: 'free', to: 'gold' } });
    expect(await all(app.activities.list({ type: 'event', name: 'order' }))).toMatchObject([
      { customer_id: 'ada' },
    ]);
    expect(await all(app.activities.list({ type: 'event', name: 'other' }))).toEqual([]);
  });

  test('segments, devices, objects and relationships', async () => {
    const { segment } = await app.segments.create({ name: 'VIP' });
    await track.identify('ada', {});
    await track.addDevice('ada', { id: 'token', platform: 'ios' });
    await track.addToSegment(segment.id!, ['ada']);
    const v2 = new TrackV2Client(track.http);
    await v2.identifyObject({ object_type_id: 1, object_id: 'acme' }, { city: 'Bonn' });
    await v2.send(
      person.addRelationships({ id: 'ada' }, [
        { identifiers: { object_type_id: 1, object_id: 'acme' }, relationship_attributes: { role: 'admin' } },
      ]),
    );

    expect((await app.segments.getCustomerCount(segment.id!)).count).toBe(1);
    expect(await all(app.segments.getMembership(segment.id!))).toMatchObject([{ id: 'ada' }]);
    expect((await app.customers.getSegments('ada')).segments.map(({ name }) => name)).toEqual([
      'Everyone',
      'VIP',
    ]);
    expect((await app.customers.getAttributes('ada')).customer?.devices).toMatchObject([{ id: 'token' }]);
    expect(await all(app.customers.getRelationships('ada'))).toMatchObject([
      { object_type_id: 1, identifiers: { object_id: 'acme' }, attributes: { role: 'admin' } },
    ]);
    expect(await all(app.objects.getRelationships(1, 'acme'))).toMatchObject([
      { identifiers: { id: 'ada' }, object_type_id: '1', object_type_disabled: false },
    ]);
    const bonn = filter.objectAttribute(1, 'city', 'Bonn');
    expect(await all(app.objects.search(1, bonn))).toMatchObject([{ object_id: 'acme' }]);
    expect(await all(app.objects.search(2, bonn))).toEqual([]);

    await app.segments.delete(segment.id!);
    expect((await app.customers.getSegments('ada')).segments.map(({ name }) => name)).toEqual(['Everyone']);
  });

  test('a deleted person is not found, and their activities only where asked for', async () => {
    await track.identify('ada', {});
    await track.delete('ada');
    expect(await all(app.customers.search(filter.segment(1)))).toEqual([]);
    expect(await all(app.activities.list())).toEqual([]);
    expect((await all(app.activities.list({ deleted: true }))).map(({ type }) => type)).toEqual([
      'profile_delete',
      'profile_create',
    ]);
  });
});

describe('messages', () => {
  test('a send is a message, and in the archive it has its body', async () => {
    await track.identify('ada', { email: 'ada@x.io', first_name: 'Ada' });
    const { delivery_id } = await app.sendEmail({
      to: '{{customer.email}}',
      identifiers: { id: 'ada' },
      from: 'shop@x.io',
      subject: 'Order {{trigger.number}}',
      body: 'Dear {{customer.first_name}}',
      message_data: { number: 7 },
    });
    const { message } = await app.messages.get(delivery_id);
    expect(message).toMatchObject({ recipient: 'ada@x.io', subject: 'Order 7', customer_id: 'ada' });
    expect(message.metrics?.sent).toBeTypeOf('number');
    const { archived_message } = await app.messages.getArchived(delivery_id);
    expect(archived_message).toMatchObject({ body: 'Dear Ada', subject: 'Order 7' });
    expect((await all(app.customers.getMessages('ada'))).map(({ id }) => id)).toEqual([delivery_id]);
    expect((await all(app.customers.getActivities('ada', { type: 'sent_email' })))[0]?.delivery_id).toBe(
      delivery_id,
    );
  });

  test('what must not be kept is not', async () => {
    const { delivery_id } = await app.sendEmail({
      to: 'a@x.io',
      transactional_message_id: 'welcome',
      disable_message_retention: true,
    });
    expect((await app.messages.get(delivery_id)).message.forgotten).toBe(true);
    expect((await app.messages.getArchived(delivery_id)).archived_message.body).toBeUndefined();
  });

  test('the unsubscribed are left alone where one asks for it', async () => {
    await track.identify('ada', { unsubscribed: true });
    const send = {
      identifiers: { id: 'ada' },
      transactional_message_id: 'code',
      send_to_unsubscribed: false,
      to: '+49',
    };
    const { delivery_id } = await app.sendSms(send);
    expect((await app.messages.get(delivery_id)).message.metrics).toMatchObject({
      undeliverable: expect.any(Number),
    });
  });

  test('cursors page through 10,000 messages', async () => {
    const { workspace } = emulator;
    const first = Math.floor(Date.now() / 1000) - 10_000;
    for (let i = 0; i < 10_000; i++) {
      workspace.app.messages.add({
        id: `m${i}`,
        type: 'email',
        cio_id: null,
        customer_id: null,
        email: null,
        recipient: 'x',
        created: first + i,
        metrics: { created: first + i },
        source: {},
      });
    }
    for (const limit of [1000, 333]) {
      const ids = (await all(app.messages.list({ limit }))).map(({ id }) => id);
      expect(new Set(ids).size).toBe(10_000);
      expect(ids[0]).toBe('m9999');
    }
    expect(
      await all(app.messages.list({ limit: 1000, start_ts: first + 9990, end_ts: first + 9994 })),
    ).toHaveLength(5);
    await expect(app.messages.list({ limit: 1001 })).rejects.toMatchObject({ status: 400 });
  });
});

describe('to many', () => {
  beforeEach(async () => {
    for (const id of ['ada', 'bob', 'cyd']) {
      await track.identify(id, { email: `${id}@x.io`, ...(id !== 'cyd' && { plan: 'gold' }) });
    }
  });

  test.each([
    ['a filter', { recipients: filter.attribute('plan', 'gold') }, ['ada', 'bob']],
    ['ids', { ids: ['ada', 'nobody'], id_ignore_missing: true }, ['ada']],
    ['email addresses', { emails: ['bob@x.io'] }, ['bob']],
    ['people with data', { per_user_data: [{ id: 'cyd', data: { text: 'own' } }] }, ['cyd']],
    ['whoever the broadcast is set up for', {}, ['ada', 'bob', 'cyd']],
  ])('a broadcast goes to %s', async (_, audience, ids) => {
    const { id } = await app.broadcasts.trigger(1, { ...audience, data: { text: 'all' } });
    expect(await app.broadcasts.waitForTrigger(1, id, { intervalMs: 10 })).toMatchObject({
      id,
      broadcast_id: 1,
      processed_at: expect.any(Number),
    });
    const messages = await all(app.broadcasts.getMessages(1));
    expect(messages.map(({ customer_id }) => customer_id).sort()).toEqual(ids);
    for (const { id: messageId, customer_id } of messages) {
      const { archived_message } = await app.messages.getArchived(messageId!);
      expect(archived_message.body).toBe(
        'per_user_data' in audience && customer_id === 'cyd' ? 'own' : 'all',
      );
    }
  });

  test('a broadcast goes to the people of a file, and tells what is wrong with its lines', async () => {
    const lines = [{ id: 'ada', data: { text: 'own' } }, { email: 'bob@x.io' }, { id: 'nobody' }];
    const server = createServer((_, response) =>
      response.end(lines.map((line) => JSON.stringify(line)).join('\n')),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const data_file_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people.json`;
    const { id } = await app.broadcasts.trigger(1, { data_file_url, data: { text: 'all' } });
    await app.broadcasts.waitForTrigger(1, id, { intervalMs: 10 });
    const messages = await all(app.broadcasts.getMessages(1));
    expect(messages.map(({ customer_id }) => customer_id).sort()).toEqual(['ada', 'bob']);
    expect(await all(app.broadcasts.getTriggerErrors(1, id))).toEqual(['line 3: no person with id nobody']);
    server.close();
  });

  test('somebody whom nobody knows fails a broadcast, unless that is said to be well', async () => {
    const ids = ['ada', ...Array.from({ length: 120 }, (_, i) => `nobody-${i}`)];
    const error = await app.broadcasts.trigger(1, { ids }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 422, details: [{ pointer: '/ids' }] });
    const [{ id } = { id: 0 }] = await all(app.broadcasts.getTriggers(1));
    expect(String((error as ApiError).details[0]?.message)).toContain(`trigger ${id}`);
    const errors = await all(app.broadcasts.getTriggerErrors(1, id));
    expect(errors).toHaveLength(120);
    expect(errors[119]).toBe('line 121: no person with id nobody-119');
    expect(await all(app.broadcasts.getMessages(1))).toEqual([]);
    const quiet = await app.broadcasts.trigger(1, { ids, id_ignore_missing: true });
    expect(await all(app.broadcasts.getTriggerErrors(1, quiet.id))).toEqual([]);
    expect(await all(app.broadcasts.getMessages(1))).toHaveLength(1);
  });

  test('a newsletter is made, translated, sent once and counted', async () => {
    const { newsletter } = await app.newsletters.create({
      type: 'email',
      name: 'News',
      recipients: { and: [filter.attribute('plan', 'gold')] },
      subject: 'News',
      body: 'Hello',
    });
    const id = newsletter.id!;
    await track.identify('bob', { language: 'fr' });
    await app.newsletters.languages.create(id, { language: 'fr', subject: 'Nouvelles', body: 'Bonjour' });
    await app.newsletters.send(id);
    const messages = await all(app.newsletters.getMessages(id));
    expect(messages.map(({ subject }) => subject).sort()).toEqual(['News', 'Nouvelles']);
    await expect(app.newsletters.send(id)).rejects.toMatchObject({ status: 400 });
    const { metric } = await app.newsletters.getMetrics(id, { period: 'days', steps: 2 });
    expect(metric.series).toMatchObject({ sent: [0, 2] });
  });
});

describe('files', () => {
  test('an export finishes after a moment and is downloaded', async () => {
    await track.identify('ada', { email: 'ada@x.io', note: 'a "b", c\nd' });
    const { export: job } = await app.exports.createCustomers(filter.segment(1), {
      attributes: ['note'],
    });
    expect(job).toMatchObject({ status: 'pending', total: 0 });
    await expect(app.exports.getDownloadUrl(job.id!)).rejects.toMatchObject({ status: 404 });
    const states: unknown[] = [];
    await app.exports.wait(job.id!, { intervalMs: 20, onProgress: ({ status }) => states.push(status) });
    expect(states[0]).toBe('pending');
    expect(states.at(-1)).toBe('done');
    const text = await new Response(await app.exports.download(job.id!)).text();
    expect(text).toMatch(/^id,email,cio_id,note\nada,ada@x\.io,\w+,"a ""b"", c\nd"\n$/);

    const folder = await mkdtemp(join(tmpdir(), 'cio-'));
    const { bytes } = await app.exports.downloadTo(job.id!, join(folder, 'people.csv'));
    expect(await readFile(join(folder, 'people.csv'), 'utf8')).toBe(text);
    expect(bytes).toBe(Buffer.byteLength(text));
    await rm(folder, { recursive: true });
  });

  test('deliveries of one thing only', async () => {
    await app.sendEmail({ to: 'a@x.io', transactional_message_id: 'welcome' });
    await app.sendEmail({ to: 'b@x.io', transactional_message_id: 'other' });
    const { export: job } = await app.exports.createDeliveries({ transactional_message_id: 1 });
    expect((await app.exports.wait(job.id, { intervalMs: 10 })).total).toBe(1);
  });

  test('an import reads in what a URL holds', async () => {
    const csv = 'id,email,plan\nada,ada@x.io,gold\n"b,ob",bob@x.io,"free\nforever"\n';
    const server = createServer(
      (request, response) => void response.writeHead(request.url === '/none' ? 404 : 200).end(csv),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const request = {
      type: 'people',
      name: 'File',
      identifier: 'id',
      data_file_url: `${origin}/people.csv`,
    } as const;
    const { import: job } = await app.imports.create(request);
    expect(await app.imports.wait(job.id!, { intervalMs: 20 })).toMatchObject({
      state: 'imported',
      rows_imported: 2,
    });
    expect((await app.customers.getAttributes('b,ob')).customer?.attributes).toMatchObject({
      plan: 'free\nforever',
    });

    const failing = await app.imports.create({ ...request, data_file_url: `${origin}/none` });
    await expect(app.imports.wait(failing.import.id!, { intervalMs: 20 })).rejects.toMatchObject({
      name: 'JobError',
      reason: 'failed',
      message: expect.stringContaining('404'),
    });
    server.close();
  });

  test('an asset is uploaded, fetched, listed by its folder and moved', async () => {
    const { folder } = await app.assets.folders.create({ name: 'Logos' });
    const bytes = new Uint8Array([137, 80, 78, 71]);
    const { asset } = await app.assets.files.create({
      file: bytes,
      name: 'logo.png',
      parent_folder_id: folder.id!,
    });
    expect(asset).toMatchObject({ name: 'logo.png', size: 4, parent_folder_id: folder.id });
    const response = await fetch(asset.path!);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(await all(app.assets.files.list({ parent_folder_id: folder.id! }))).toHaveLength(1);
    await app.assets.files.update(asset.id!, { parent_folder_id: null, name: 'new.png' });
    expect((await app.assets.files.get(asset.id!)).asset).toMatchObject({
      name: 'new.png',
      parent_folder_id: null,
    });
    expect(await all(app.assets.files.list({ parent_folder_id: folder.id! }))).toEqual([]);
    await app.assets.files.delete(asset.id!);
    await expect(app.assets.files.get(asset.id!)).rejects.toMatchObject({ status: 404 });
  });
});

test('Design Studio: folders in folders, pages, translations', async () => {
  const { emails, folders } = app.designStudio;
  const { folder: outer } = await folders.create({ name: 'Outer' });
  const { folder: inner } = await folders.create({ name: 'Inner', parent_folder_id: outer.id! });
  for (let i = 0; i < 5; i++) await emails.create({ name: `E${i}`, parent_folder_id: inner.id! });
  expect(await all(emails.list({ parent_folder_id: outer.id! }))).toHaveLength(5);
  expect(await all(emails.list({ parent_folder_id: outer.id!, direct_descendants_only: true }))).toHaveLength(
    0,
  );
  expect(
    (await all(emails.list({ limit: 2, sort_by: 'name', sort_order: 'desc' }))).map(({ name }) => name),
  ).toEqual(['E4', 'E3', 'E2', 'E1', 'E0']);
  const { email } = await emails.create({ name: 'Multi', content: { subject: 'Hi' } });
  await emails.languages.create(email.id!, { language: 'fr', content: { subject: 'Salut' } });
  await emails.languages.update(email.id!, 'fr', { content: { subject: 'Bonjour' } });
  expect((await emails.languages.get(email.id!, 'fr')).email_translation.content?.subject).toBe('Bonjour');
  expect((await emails.get(email.id!)).email.available_languages).toEqual(['fr']);
  const nowhere = '123e4567-e89b-42d3-a456-426614174000';
  await expect(emails.create({ name: 'Lost', parent_folder_id: nowhere })).rejects.toMatchObject({
    status: 404,
    details: [{ message: 'parent folder not found' }],
  });
});

test('collections, snippets, webhooks, suppressions and opt-outs are kept', async () => {
  const { collection } = await app.collections.create({ name: 'Rows', data: [{ a: 1 }, { b: 2 }] });
  expect(collection).toMatchObject({ rows: 2, schema: ['a', 'b'] });
  await app.collections.updateContent(collection.id!, [{ c: 3 }]);
  expect(await app.collections.getContent(collection.id!)).toEqual([{ c: 3 }]);
  await app.snippets.create({ name: 'a/b', value: '1' });
  await expect(app.snippets.create({ name: 'a/b', value: '2' })).rejects.toMatchObject({ status: 422 });
  await app.snippets.update({ name: 'a/b', value: '2' });
  expect(await all(app.snippets.list())).toMatchObject([{ name: 'a/b', value: '2' }]);
  await app.snippets.delete('a/b');
  expect(await all(app.snippets.list())).toEqual([]);
  const hook = await app.reportingWebhooks.create({
    name: 'W',
    endpoint: 'http://127.0.0.1:9',
    events: ['email_sent'],
  });
  await app.reportingWebhooks.update(hook.id!, { ...hook, disabled: true });
  expect(await all(app.reportingWebhooks.list())).toMatchObject([{ id: hook.id, disabled: true }]);
  await app.espSuppressions.create('bounces', HARD);
  expect((await app.espSuppressions.search(HARD)).suppressions).toMatchObject([{ email: HARD }]);
  await app.espSuppressions.delete('bounces', HARD);
  expect(await all(app.espSuppressions.list('bounces'))).toEqual([]);
  await track.identify('ada', {});
  await app.customers.updateOptOuts('ada', [{ from: '+49', optout: true }]);
  expect(await all(app.optOuts.list())).toMatchObject([{ customer_id: 'ada', optouts: [{ from: '+49' }] }]);
});

test('a live notification starts, changes and ends', async () => {
  await track.identify('ada', {});
  const start = {
    identifiers: { id: 'ada' },
    notification_type: 'order',
    attributes: { order: 1 },
    content_state: { step: 1 },
  };
  const { instance_id } = await app.liveNotifications.start(start);
  await app.liveNotifications.update({ instance_id, content_state: { step: 2 } });
  expect(await app.liveNotifications.get(instance_id)).toMatchObject({ state: 'active' });
  await app.liveNotifications.end({ instance_id });
  expect(await app.liveNotifications.get(instance_id)).toMatchObject({ state: 'ended' });
  await expect(
    app.liveNotifications.update({ instance_id, content_state: { step: 3 } }),
  ).rejects.toMatchObject({
    status: 400,
  });
  await expect(app.liveNotifications.start({ ...start, platform: 'ios' })).rejects.toMatchObject({
    field: 'push_payload.alert.title',
  });
  const tooLate = { ...start, expiration: new Date(Date.now() + 7 * 3_600_000) };
  await expect(app.liveNotifications.start(tooLate)).rejects.toMatchObject({ field: 'expiration' });
  await expect(
    app.liveNotifications.start({ ...start, identifiers: { id: 'a', email: 'b' } as never }),
  ).rejects.toMatchObject({ field: 'identifiers' });
  await expect(app.liveNotifications.end({ instance_id: 'x' })).rejects.toMatchObject({
    field: 'instance_id',
  });
});
