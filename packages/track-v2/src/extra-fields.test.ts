import type { Transport } from '@cio/core';
import { expect, test } from 'vitest';
import { person, TrackV2Client } from './index.js';

function setUp() {
  const bodies: unknown[] = [];
  const transport: Transport = async ({ body }) => {
    bodies.push(JSON.parse(String(body)));
    return { status: 200, headers: {}, text: async () => '{}', stream: async function* () {} };
  };
  return { client: new TrackV2Client({ siteId: 's', apiKey: 'k', transport }), bodies };
}

const WHO = { id: 'u1' };

test('fields that have no type yet go with any request', async () => {
  const { client, bodies } = setUp();
  const extra = { later: new Date(5000) };
  await client.identifyPerson(WHO, { plan: 'gold' }, { timestamp: 7, extra });
  await client.trackPersonEvent(WHO, 'bought', { price: 3 }, { extra: { attributes: { currency: 'EUR' } } });
  await client.deletePerson(WHO, { extra });
  await client.identifyObject({ cio_object_id: 'o' }, {}, { extra });
  await client.send(person.suppress(WHO), { extra });
  await client.sendBatch([person.delete(WHO)], { extra });
  expect(bodies).toMatchObject([
    { action: 'identify', attributes: { plan: 'gold' }, timestamp: 7, later: 5 },
    { action: 'event', attributes: { price: 3, currency: 'EUR' } },
    { action: 'delete', later: 5 },
    { action: 'identify', later: 5 },
    { action: 'suppress', later: 5 },
    { batch: [{ action: 'delete' }], later: 5 },
  ]);
});

test('and say nothing again', async () => {
  const { client, bodies } = setUp();
  for (const [extra, field] of [
    [{ action: 'delete' }, 'extra.action'],
    [{ identifiers: { id: 'u2' } }, 'extra.identifiers.id'],
    [{ attributes: { plan: 'free' } }, 'extra.attributes.plan'],
  ] as const) {
    const call = client.identifyPerson(WHO, { plan: 'gold' }, { extra });
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field });
  }
  expect(bodies).toEqual([]);
});

test('an operation with them is at most 32 KB', async () => {
  const { client, bodies } = setUp();
  const extra = { attributes: { text: 'x'.repeat(40_000) } };
  const call = client.identifyPerson(WHO, {}, { extra });
  await expect(call).rejects.toMatchObject({ name: 'ValidationError', field: 'operation' });
  expect(bodies).toEqual([]);
});
