// Segments with conditions: who is in them is told by what people are and did at the moment.
import { ulid } from '@cio/core';
import { describe, expect, test } from 'vitest';
import type { Conditions } from '../index.js';
import { send } from '../test-client.js';
import { app, call, emulator, useEmulator } from '../test-emulator.js';

useEmulator();

/** The ids of a segment's members, as the App API lists them, and as each person has it. */
async function membersOf(conditions: Conditions): Promise<string[]> {
  const { workspace } = emulator;
  const { id } = workspace.addSegment({ name: ulid(), conditions });
  const { json } = await send(emulator, `/v1/segments/${id}/membership`, { headers: app() });
  const ids = (json as { ids: string[] | null }).ids ?? [];
  const { json: count } = await send(emulator, `/v1/segments/${id}/customer_count`, { headers: app() });
  expect(count).toMatchObject({ count: ids.length });
  for (const person of workspace.people) {
    const path = `/v1/customers/${person.id}/segments`;
    const { segments } = (await send(emulator, path, { headers: app() })).json as {
      segments: { id: number }[];
    };
    expect(segments.some((segment) => segment.id === id)).toBe(ids.includes(person.id!));
  }
  return ids.sort();
}

const DAY = 86_400;

function people(): void {
  const { workspace } = emulator;
  workspace.identify(['id', 'ada'], { plan: 'gold', seats: 9, city: 'Bonn' });
  workspace.identify(['id', 'bob'], { plan: 'gold', seats: 10 });
  workspace.identify(['id', 'eve'], { plan: 'free', city: '' });
  const now = workspace.clock.unixSeconds();
  const track = (id: string, name: string, daysAgo: number, data = {}) =>
    workspace.track(['id', id], { id: ulid(), name, type: 'event', timestamp: now - daysAgo * DAY, data });
  track('ada', 'order', 1, { total: 5 });
  track('ada', 'order', 40, { total: 50 });
  track('bob', 'order', 40, { total: 50 });
  track('eve', 'visit', 1);
}

describe('conditions', () => {
  const gold: Conditions = { attribute: { field: 'plan', value: 'gold' } };
  test.each<[Conditions, string[]]>([
    [gold, ['ada', 'bob']],
    [{ attribute: { field: 'plan', operator: 'eq', value: 'gold' } }, ['ada', 'bob']],
    [{ attribute: { field: 'city', operator: 'exists' } }, ['ada']],
    [{ attribute: { field: 'city', operator: 'contains', value: 'on' } }, ['ada']],
    [{ attribute: { field: 'seats', operator: 'gt', value: 9 } }, ['bob']],
    [{ attribute: { field: 'seats', operator: 'lt', value: 10 } }, ['ada']],
    [{ not: gold }, ['eve']],
    [{ and: [gold, { not: { attribute: { field: 'city', operator: 'exists' } } }] }, ['bob']],
    [{ or: [{ event: { name: 'visit' } }, { attribute: { field: 'seats', value: '9' } }] }, ['ada', 'eve']],
    [{ event: { name: 'order' } }, ['ada', 'bob']],
    [{ event: { name: 'order', at_least: 2 } }, ['ada']],
    [{ event: { name: 'order', within_days: 30 } }, ['ada']],
    [{ event: { name: 'order', where: [{ field: 'total', operator: 'lt', value: 10 }] } }, ['ada']],
    [{ event: { name: 'order', within_days: 30, where: [{ field: 'total', value: 50 }] } }, []],
    [{ segment: { id: 1 } }, ['ada', 'bob', 'eve']],
  ])('%j', async (conditions, expected) => {
    people();
    expect(await membersOf(conditions)).toEqual(expected);
  });

  test('of one segment are about another', async () => {
    people();
    const { id } = emulator.workspace.addSegment({ name: 'Gold', conditions: gold });
    expect(
      await membersOf({ and: [{ segment: { id } }, { event: { name: 'order', at_least: 2 } }] }),
    ).toEqual(['ada']);
    expect(await membersOf({ not: { segment: { id } } })).toEqual(['eve']);
  });

  test.each([
    ['conditions', {}],
    ['conditions', { attribute: {}, event: {} }],
    ['conditions', 'gold'],
    ['conditions.and', { and: {} }],
    ['conditions.or', { or: [] }],
    [
      'conditions.and[1].not.attribute.operator',
      { and: [gold, { not: { attribute: { field: 'a', operator: 'x' } } }] },
    ],
    ['conditions.attribute.field', { attribute: { value: 1 } }],
    ['conditions.attribute.value', { attribute: { field: 'a' } }],
    ['conditions.attribute.value', { attribute: { field: 'a', operator: 'exists', value: 1 } }],
    ['conditions.attribute.filed', { attribute: { field: 'a', value: 1, filed: 'b' } }],
    ['conditions.event.name', { event: {} }],
    ['conditions.event.at_least', { event: { name: 'a', at_least: 0 } }],
    ['conditions.event.within_days', { event: { name: 'a', within_days: '3' } }],
    ['conditions.event.where[0].field', { event: { name: 'a', where: [{}] } }],
    ['conditions.segment.id', { segment: { id: 77 } }],
  ])('that are not valid are rejected, with %s', (path, conditions) => {
    const add = () => emulator.workspace.addSegment({ name: 'x', conditions: conditions as Conditions });
    expect(add).toThrow(expect.objectContaining({ name: 'ValidationError', field: path }));
    expect(emulator.workspace.app.segments.size).toBe(1);
  });
});

test('who is in a segment changes with the people and with the time', async () => {
  people();
  const { workspace } = emulator;
  const recent = { event: { name: 'order', within_days: 30 } };
  const { id } = workspace.addSegment({ name: 'Recent', conditions: recent });
  const count = async () =>
    (
      (await send(emulator, `/v1/segments/${id}/customer_count`, { headers: app() })).json as {
        count: number;
      }
    ).count;
  expect(await count()).toBe(1);
  await call('POST', '/api/v1/customers/eve/events', { name: 'order' });
  expect(await count()).toBe(2);
  await emulator.clock.advance(31 * DAY * 1000);
  expect(await count()).toBe(0);
  // Its conditions are no part of what the API tells, and nobody is put into it by hand.
  const { segment } = (await send(emulator, `/v1/segments/${id}`, { headers: app() })).json as {
    segment: object;
  };
  expect(segment).toMatchObject({ name: 'Recent', type: 'dynamic' });
  expect(segment).not.toHaveProperty('conditions');
});

describe('what is sent to many', () => {
  const TOPIC = { 'cio_subscription_preferences.topics.topic_1': false };

  test('a broadcast goes to its own audience, and to nobody who is unsubscribed', async () => {
    people();
    const { workspace } = emulator;
    const recipients: Conditions = { attribute: { field: 'plan', value: 'gold' } };
    workspace.addBroadcast({ name: 'Gold news', subject: 'News {{trigger.n}}', recipients });
    workspace.identify(['id', 'bob'], { unsubscribed: 'true' });
    await call('POST', '/v1/campaigns/2/triggers', { data: { n: 1 } }, app());
    const sent = [...workspace.app.messages].map(({ customer_id, metrics, subject }) => [
      customer_id,
      subject,
      'sent' in metrics,
    ]);
    expect(sent).toEqual([
      ['ada', 'News 1', true],
      ['bob', 'News 1', false],
    ]);
    const { broadcast } = (await send(emulator, '/v1/broadcasts/2', { headers: app() })).json as {
      broadcast: object;
    };
    expect(broadcast).not.toHaveProperty('recipients');
  });

  test('a newsletter of a topic is not sent to those who do not want it', async () => {
    people();
    const { workspace } = emulator;
    workspace.identify(['id', 'bob'], TOPIC);
    const newsletter = {
      type: 'email',
      name: 'n',
      subject: 's',
      body: 'b',
      send_now: true,
      subscription_topic_id: 1,
      recipients: { and: [{ attribute: { field: 'plan', operator: 'eq', value: 'gold' } }] },
    };
    expect((await call('POST', '/v1/newsletters', newsletter, app())).status).toBe(200);
    const messages = [...workspace.app.messages].map(({ customer_id, metrics, failure_message }) => [
      customer_id,
      'sent' in metrics,
      failure_message,
    ]);
    expect(messages).toEqual([
      ['ada', true, undefined],
      ['bob', false, 'the person is not subscribed to News'],
    ]);
  });
});
