// Campaigns that a segment triggers: who starts them, how often, and when they end.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type CampaignDefinition, type Emulator, startEmulator } from '../index.js';
import { json, send, trackAuthorization } from '../test-client.js';
import { app, call, emulator, useEmulator } from '../test-emulator.js';

useEmulator();

const DAY_MS = 86_400_000;
const GOLD = { attribute: { field: 'plan', value: 'gold' } } as const;

function addGoldCampaign(more: Partial<CampaignDefinition> = {}): number {
  const { workspace } = emulator;
  const [known] = workspace.app.segments.by('name', 'Gold');
  const { id } = known ?? workspace.addSegment({ name: 'Gold', conditions: GOLD });
  const steps = [{ subject: 'Welcome {{customer.name}}', body: 'x' }];
  const definition = { name: 'Welcome', trigger_segment_ids: [id], steps, ...more };
  workspace.addCampaign(definition as CampaignDefinition);
  return id;
}

const put = (id: string, body: object) => call('PUT', `/api/v1/customers/${id}`, body);
const sent = (from: Pick<Emulator, 'messages'> = emulator) =>
  from.messages.all().map(({ customer_id, subject }) => `${customer_id}: ${subject}`);

test('it starts for who comes into the segment, once they have all that came with it', async () => {
  await put('before', { plan: 'gold' });
  addGoldCampaign();
  await put('ada', { email: 'ada@example.com', name: 'Ada', plan: 'gold' });
  expect(sent()).toEqual(['ada: Welcome Ada']);
  expect(emulator.messages.all()).toMatchObject([
    { recipient: 'ada@example.com', source: { campaign_id: 2, action_id: expect.any(Number) } },
  ]);
  await put('bob', { name: 'Bob', plan: 'free' });
  await put('ada', { name: 'Ada L', plan: 'gold' });
  // Who was inside when it was added comes in by leaving first.
  await put('before', { name: 'Before' });
  expect(sent()).toHaveLength(1);
  await put('bob', { plan: 'gold' });
  await put('before', { plan: 'free' });
  await put('before', { plan: 'gold' });
  expect(sent()).toEqual(['ada: Welcome Ada', 'bob: Welcome Bob', 'before: Welcome Before']);
  expect((await send(emulator, '/v1/campaigns/2', { headers: app() })).json).toMatchObject({
    campaign: { type: 'segment', trigger_segment_ids: [2], state: 'running' },
  });

  // The message is an effect of the request that let them in.
  const { json: list } = await send(emulator, '/_emulator/requests?operation=identify&q=bob');
  const { items } = list as { items: { id: string }[] };
  const details = await send(emulator, `/_emulator/requests/${items[0]!.id}`);
  expect((details.json as { effects: { topic: string }[] }).effects).toContainEqual(
    expect.objectContaining({ topic: 'messages', action: 'created' }),
  );
});

test.each([
  ['an event', (id: string) => call('POST', `/api/v1/customers/${id}/events`, { name: 'order' })],
  [
    'a batch',
    (id: string) =>
      call('POST', '/api/v2/batch', {
        batch: [{ type: 'person', action: 'event', identifiers: { id }, name: 'order' }],
      }),
  ],
  [
    'the Pipelines API',
    (userId: string) =>
      send(emulator, '/v1/track', {
        method: 'POST',
        ...json(
          { userId, event: 'order' },
          { authorization: `Basic ${Buffer.from(`${emulator.writeKey}:`).toString('base64')}` },
        ),
      }),
  ],
])('%s lets a person into a segment of events', async (_, order) => {
  const { workspace } = emulator;
  const { id } = workspace.addSegment({
    name: 'Buyers',
    conditions: { event: { name: 'order', at_least: 2 } },
  });
  workspace.addCampaign({ name: 'Buyers', trigger_segment_ids: [id], steps: [{ subject: 'Thanks' }] });
  await put('ada', { email: 'ada@example.com' });
  await order('ada');
  expect(sent()).toEqual([]);
  await order('ada');
  expect(sent()).toEqual(['ada: Thanks']);
});

test('a manual segment and a merge let people in, too', async () => {
  const { workspace } = emulator;
  const testers = workspace.addSegment({ name: 'Testers' });
  await put('bob', {});
  await call('POST', `/api/v1/segments/${testers.id}/add_customers`, { ids: ['bob'] });
  workspace.addCampaign({ name: 'Testers', trigger_segment_ids: [testers.id], steps: [{ subject: 'Hi' }] });
  await put('ada', {});
  await put('eve', {});
  await call('POST', `/api/v1/segments/${testers.id}/add_customers`, { ids: ['ada'] });
  expect(sent()).toEqual(['ada: Hi']);
  await call('POST', '/api/v1/merge_customers', { primary: { id: 'eve' }, secondary: { id: 'bob' } });
  expect(sent()).toEqual(['ada: Hi', 'eve: Hi']);
});

test('after a merge, the primary goes on with the journey of the secondary, and begins none', async () => {
  const { workspace } = emulator;
  const testers = workspace.addSegment({ name: 'Testers' });
  const steps = [{ subject: 'First' }, { subject: 'Second', delay_seconds: DAY_MS / 1000 }];
  workspace.addCampaign({ name: 'Testers', trigger_segment_ids: [testers.id], steps });
  workspace.addCampaign({
    name: 'Bought',
    event_name: 'bought',
    steps: [{ subject: 'Thanks', delay_seconds: DAY_MS / 1000 }],
  });
  await put('bob', {});
  await put('eve', {});
  await call('POST', `/api/v1/segments/${testers.id}/add_customers`, { ids: ['bob'] });
  await call('POST', '/api/v1/customers/bob/events', { name: 'bought' });
  await call('POST', '/api/v1/merge_customers', { primary: { id: 'eve' }, secondary: { id: 'bob' } });
  expect(sent()).toEqual(['eve: First']);
  await emulator.clock.advance(DAY_MS);
  expect(sent().sort()).toEqual(['eve: First', 'eve: Second', 'eve: Thanks']);
});

test('all of its segments are needed, and who is in its filters', async () => {
  const { workspace } = emulator;
  const vip = workspace.addSegment({ name: 'VIP', conditions: { attribute: { field: 'vip', value: true } } });
  const eu = workspace.addSegment({
    name: 'EU',
    conditions: { attribute: { field: 'region', value: 'eu' } },
  });
  const gold = addGoldCampaign();
  workspace.addCampaign({
    name: 'Both',
    trigger_segment_ids: [gold, vip.id],
    filter_segment_ids: [eu.id],
    steps: [{ subject: 'Both' }],
  });
  await put('ada', { plan: 'gold', name: 'Ada' });
  await put('ada', { vip: true });
  expect(sent()).toEqual(['ada: Welcome Ada']);
  await put('ada', { region: 'eu' });
  expect(sent()).toEqual(['ada: Welcome Ada', 'ada: Both']);
});

test('coming in again starts it again only where its frequency says so', async () => {
  addGoldCampaign();
  addGoldCampaign({ name: 'Each', frequency: 'every_time', steps: [{ subject: 'Each' }] });
  for (const plan of ['gold', 'free', 'gold', 'free', 'gold', 'gold'])
    await put('ada', { plan, name: 'Ada' });
  expect(sent().sort()).toEqual(['ada: Each', 'ada: Each', 'ada: Each', 'ada: Welcome Ada']);
});

test('it ends for who leaves, also where they come back before the next step', async () => {
  const steps = [{ subject: 'One' }, { subject: 'Two', delay_seconds: 60 }];
  addGoldCampaign({ steps });
  addGoldCampaign({ steps: [{ subject: 'Each', delay_seconds: 60 }], frequency: 'every_time' });
  for (const id of ['stays', 'leaves', 'returns', 'deleted']) await put(id, { plan: 'gold' });
  await emulator.clock.advance(30_000);
  await put('leaves', { plan: 'free' });
  await put('returns', { plan: 'free' });
  await put('returns', { plan: 'gold' });
  await call('DELETE', '/api/v1/customers/deleted', undefined);
  await emulator.clock.advance(31_000);
  const later = () => sent().filter((text) => !text.endsWith('One'));
  expect(later()).toEqual(['stays: Two', 'stays: Each']);
  // The journey that began when they came back has its own time.
  await emulator.clock.advance(60_000);
  expect(later()).toEqual(['stays: Two', 'stays: Each', 'returns: Each']);
});

test('nothing of it is left after a reset', async () => {
  await call(
    'POST',
    '/v1/reporting_webhooks',
    { name: 'w', endpoint: 'http://127.0.0.1:9/', events: ['email_sent'] },
    app(),
  );
  addGoldCampaign();
  emulator.workspace.identify(['id', 'ada'], { email: 'ada@example.com', plan: 'gold' });
  emulator.reset();
  await new Promise((resolve) => setImmediate(resolve));
  expect([sent(), emulator.webhooks.all()]).toEqual([[], []]);
});

test('time alone lets people in, and out', async () => {
  const { workspace } = emulator;
  const recent = { event: { name: 'visit', within_days: 7 } } as const;
  const visitors = workspace.addSegment({ name: 'Visitors', conditions: recent });
  const gone = workspace.addSegment({
    name: 'Gone',
    conditions: { and: [{ event: { name: 'visit' } }, { not: { segment: { id: visitors.id } } }] },
  });
  await put('ada', { name: 'Ada' });
  await call('POST', '/api/v1/customers/ada/events', { name: 'visit' });
  workspace.addCampaign({
    name: 'Come back',
    trigger_segment_ids: [gone.id],
    frequency: 'every_time',
    steps: [{ subject: 'Come back' }],
  });
  await emulator.clock.advance(4 * DAY_MS);
  await call('POST', '/api/v1/customers/ada/events', { name: 'visit' });
  await emulator.clock.advance(6 * DAY_MS);
  expect(sent()).toEqual([]);
  await emulator.clock.advance(2 * DAY_MS);
  expect(sent()).toEqual(['ada: Come back']);
  await emulator.clock.advance(30 * DAY_MS);
  await call('POST', '/api/v1/customers/ada/events', { name: 'visit' });
  expect(sent()).toHaveLength(1);
  await emulator.clock.advance(8 * DAY_MS);
  expect(sent()).toHaveLength(2);
});

test('who was in it, and who waits for what, is known after a kill', async () => {
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'cio-segment-campaigns-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  };
  const start = async (data: string) => {
    const own = await startEmulator({ jobMs: 0, data });
    onTestFinished(() => own.close());
    return own;
  };
  const identify = (own: Emulator, id: string, body: object) =>
    send(own, `/api/v1/customers/${id}`, { method: 'PUT', ...json(body, trackAuthorization(own)) });
  const folder = newFolder();
  const first = await start(folder);
  const { id } = first.workspace.addSegment({ name: 'Gold', conditions: GOLD });
  first.workspace.addCampaign({
    name: 'Gold',
    trigger_segment_ids: [id],
    steps: [{ subject: 'One' }, { subject: 'Two', delay_seconds: 60 }],
  });
  await identify(first, 'ada', { plan: 'gold' });
  const killed = newFolder();
  cpSync(folder, killed, { recursive: true });
  rmSync(join(killed, 'lock'), { recursive: true, force: true });
  const again = await start(killed);
  expect(sent(again)).toEqual(['ada: One']);
  await identify(again, 'ada', { plan: 'gold', name: 'Ada' });
  await identify(again, 'bob', { plan: 'gold' });
  await again.clock.advance(61_000);
  expect(sent(again)).toEqual(['ada: One', 'bob: One', 'ada: Two', 'bob: Two']);
});

test.each([
  ['trigger_segment_ids', { trigger_segment_ids: [] }],
  ['trigger_segment_ids[1]', { trigger_segment_ids: [1, 99] }],
  ['filter_segment_ids[0]', { trigger_segment_ids: [1], filter_segment_ids: [99] }],
  ['event_name', { trigger_segment_ids: [1], event_name: 'x' }],
  ['event_name', {}],
  ['frequency', { trigger_segment_ids: [1], frequency: 'twice' }],
])('what is not valid is rejected with its field: %s, %o', (field, definition) => {
  const before = emulator.workspace.app.campaigns.size;
  expect(() => emulator.workspace.addCampaign({ name: 'c', steps: [], ...definition } as never)).toThrow(
    expect.objectContaining({ name: 'ValidationError', field }),
  );
  expect(emulator.workspace.app.campaigns.size).toBe(before);
});
