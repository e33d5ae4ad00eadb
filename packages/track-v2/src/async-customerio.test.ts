// What the documentation of async-customerio shows of Track v2, with the types of its arguments: what was written for it has
// to go out the same.
import { expect, test } from 'vitest';
import type { Operation, TrackV2Client } from './index.js';
import { batchServer, rejecting } from './testing/batch-server.js';

const ACME = { object_type_id: '1', object_id: 'acme' };

test.each<[string, (cio: TrackV2Client) => Promise<void>, object]>([
  [
    'identify_person, by a number',
    (cio) => cio.identifyPerson({ id: 123 }, { name: 'Jane', plan: 'premium' }),
    {
      type: 'person',
      action: 'identify',
      identifiers: { id: 123 },
      attributes: { name: 'Jane', plan: 'premium' },
    },
  ],
  [
    'identify_person, by an address',
    (cio) => cio.identifyPerson({ email: 'jane@example.com' }, { plan: 'premium' }),
    { action: 'identify', identifiers: { email: 'jane@example.com' }, attributes: { plan: 'premium' } },
  ],
  [
    'track_person_event',
    (cio) => cio.trackPersonEvent({ id: 123 }, 'purchase', { amount: 49.99 }),
    { action: 'event', identifiers: { id: 123 }, name: 'purchase', attributes: { amount: 49.99 } },
  ],
  [
    'person_pageview',
    (cio) => cio.personPageview({ id: 123 }, '/pricing'),
    { action: 'page', identifiers: { id: 123 }, name: '/pricing' },
  ],
  [
    'person_screen',
    (cio) => cio.personScreen({ id: 123 }, 'home_screen'),
    { action: 'screen', identifiers: { id: 123 }, name: 'home_screen' },
  ],
  [
    'add_person_device, by its token and platform',
    (cio) => cio.addPersonDevice({ id: 123 }, { token: 'tok_abc', platform: 'ios' }),
    { action: 'add_device', identifiers: { id: 123 }, device: { token: 'tok_abc', platform: 'ios' } },
  ],
  [
    'add_person_device, with more',
    (cio) =>
      cio.addPersonDevice({ id: 123 }, { token: 'tok_abc', platform: 'android', last_used: 1_234_567_890 }),
    { device: { token: 'tok_abc', platform: 'android', last_used: 1_234_567_890 } },
  ],
  [
    'delete_person_device',
    (cio) => cio.deletePersonDevice({ id: 123 }, 'tok_abc'),
    { action: 'delete_device', identifiers: { id: 123 }, device: { token: 'tok_abc' } },
  ],
  [
    'suppress_person',
    (cio) => cio.suppressPerson({ id: 123 }),
    { action: 'suppress', identifiers: { id: 123 } },
  ],
  [
    'unsuppress_person',
    (cio) => cio.unsuppressPerson({ id: 123 }),
    { action: 'unsuppress', identifiers: { id: 123 } },
  ],
  [
    'merge_persons',
    (cio) => cio.mergePersons({ id: 123 }, { email: 'old@example.com' }),
    { action: 'merge', primary: { id: 123 }, secondary: { email: 'old@example.com' } },
  ],
  ['delete_person', (cio) => cio.deletePerson({ id: 123 }), { action: 'delete', identifiers: { id: 123 } }],
  [
    'identify_object, by its type as text',
    (cio) => cio.identifyObject(ACME, { name: 'Acme Corp', industry: 'Software' }),
    {
      type: 'object',
      action: 'identify',
      identifiers: ACME,
      attributes: { name: 'Acme Corp', industry: 'Software' },
    },
  ],
  [
    "identify_object, by Customer.io's id",
    (cio) => cio.identifyObject({ cio_object_id: 'ob1' }, { name: 'Updated Corp' }),
    { identifiers: { cio_object_id: 'ob1' }, attributes: { name: 'Updated Corp' } },
  ],
  [
    'track_object_event',
    (cio) => cio.trackObjectEvent(ACME, 'plan_changed'),
    { type: 'object', action: 'event', identifiers: ACME, name: 'plan_changed' },
  ],
  ['delete_object', (cio) => cio.deleteObject(ACME), { action: 'delete', identifiers: ACME }],
  [
    'add_person_relationships',
    (cio) => cio.addPersonRelationships({ id: 123 }, [{ identifiers: ACME }]),
    { action: 'add_relationships', identifiers: { id: 123 }, cio_relationships: [{ identifiers: ACME }] },
  ],
  [
    'add_object_relationships',
    (cio) => cio.addObjectRelationships(ACME, [{ identifiers: { id: 123 } }, { identifiers: { id: 456 } }]),
    {
      action: 'add_relationships',
      identifiers: ACME,
      cio_relationships: [{ identifiers: { id: 123 } }, { identifiers: { id: 456 } }],
    },
  ],
  [
    'delete_person_relationships',
    (cio) => cio.deletePersonRelationships({ id: 123 }, [{ identifiers: ACME }]),
    { action: 'delete_relationships', identifiers: { id: 123 }, cio_relationships: [{ identifiers: ACME }] },
  ],
  [
    'send_entity, a plain object',
    (cio) =>
      cio.send({
        type: 'person',
        action: 'identify',
        identifiers: { id: 123 },
        attributes: { name: 'Jane' },
      }),
    { type: 'person', action: 'identify', identifiers: { id: 123 }, attributes: { name: 'Jane' } },
  ],
])('%s', async (_what, call, expected) => {
  const { client, requests } = batchServer();
  await call(client);
  expect(requests).toHaveLength(1);
  expect(requests[0]![0]).toMatchObject(expected);
});

// As they are typed by hand, or come out of a file: no builder has seen them.
const BATCH: Operation[] = [
  {
    type: 'person',
    action: 'identify',
    identifiers: { id: 123 },
    attributes: { name: 'Jane' },
  },
  {
    type: 'object',
    action: 'identify',
    identifiers: { object_type_id: '1', object_id: 'acme' },
    attributes: { name: 'Acme Corp' },
  },
];

test('send_batch, plain objects', async () => {
  const { client, requests } = batchServer();
  expect(await client.sendBatch(BATCH)).toEqual({ accepted: 2, rejected: [] });
  expect(requests).toEqual([BATCH]);
});

test('what send_batch returns of a batch that was accepted in part', async () => {
  const { client } = batchServer(() => rejecting(1));
  const { accepted, rejected } = await client.sendBatch(BATCH);
  expect([accepted, rejected[0]!.index, rejected[0]!.operation]).toEqual([1, 1, BATCH[1]]);
});

test('plain objects go through a batcher and an ingestion as well', async () => {
  const { client, requests } = batchServer();
  const batcher = client.batcher({ maxWaitMs: 0 });
  await Promise.all(BATCH.map((operation) => batcher.add(operation)));
  await client.ingest(BATCH);
  expect(requests).toEqual([BATCH, BATCH]);
});

test('what it refuses is refused', async () => {
  const { client, requests } = batchServer();
  const nobody = {} as never;
  for (const call of [
    () => client.identifyPerson(nobody),
    () => client.trackPersonEvent(nobody, 'purchase'),
    () => client.trackPersonEvent({ id: 1 }, ''),
    () => client.personPageview({ id: 1 }, ''),
    () => client.addPersonDevice({ id: 1 }, { token: '', platform: 'ios' }),
    () => client.addPersonDevice({ id: 1 }, { token: 'tok', platform: '' as never }),
    () => client.deletePersonDevice({ id: 1 }, ''),
    () => client.mergePersons(nobody, { id: 1 }),
    () => client.mergePersons({ id: 1 }, nobody),
    () => client.addPersonRelationships(nobody, [{ identifiers: ACME }]),
    () => client.addPersonRelationships({ id: 1 }, []),
    () => client.identifyObject(nobody),
    () => client.trackObjectEvent(ACME, ''),
  ]) {
    await expect(call()).rejects.toMatchObject({ name: 'ValidationError' });
  }
  expect(requests).toHaveLength(0);
});
