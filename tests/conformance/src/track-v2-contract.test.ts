import { TrackClient } from '@cio/track';
import { type Batcher, person, TrackV2Client } from '@cio/track-v2';
import { trackContract } from '@cio-internal/contract';
import { expect, test } from 'vitest';
import { recordingTransport } from './recording-transport.js';
import { trackV2Calls } from './track-v2-calls.js';

function recorded() {
  const transport = recordingTransport();
  return {
    client: new TrackV2Client({ siteId: 'site', apiKey: 'key', transport }),
    requests: transport.requests,
  };
}

test.each(trackV2Calls)(
  '$method posts one operation that keeps to the contract',
  async ({ schema, call }) => {
    const { client, requests } = recorded();
    await call(client);
    expect(requests).toHaveLength(1);
    const { method, url, headers, body } = requests[0]!;
    expect([method, url]).toEqual(['POST', 'https://track.customer.io/api/v2/entity']);
    expect(headers.authorization).toBe(`Basic ${Buffer.from('site:key').toString('base64')}`);
    expect(headers['content-type']).toBe('application/json');
    expect(trackContract.schemaErrors(schema, JSON.parse(String(body)))).toEqual([]);
  },
);

test('a batch is one request that keeps to the contract', async () => {
  const { client, requests } = recorded();
  await client.sendBatch([
    person.event({ id: 'a' }, 'x'),
    person.identify({ email: 'a@x.io' }, { plan: 'gold' }),
  ]);
  const { operation } = trackContract.match('POST', new URL(requests[0]!.url).pathname)!;
  expect(operation.operationId).toBe('batch');
  expect(trackContract.requestErrors(operation, JSON.parse(String(requests[0]!.body)))).toEqual([]);
});

test('every public method of the client has a sample', () => {
  const others = ['constructor', 'close', 'stats', 'sendBatch', 'batcher', 'ingest'];
  const methods = Object.getOwnPropertyNames(TrackV2Client.prototype).filter(
    (name) => !others.includes(name),
  );
  expect(trackV2Calls.map(({ method }) => method).sort()).toEqual(methods.sort());
});

test('bad arguments name the argument, and nothing is sent', async () => {
  const { client, requests } = recorded();
  const who = { id: 'a' };
  for (const [field, call] of [
    ['identifiers', () => client.identifyPerson({} as never)],
    ['name', () => client.trackPersonEvent(who, '')],
    ['device', () => client.addPersonDevice(who, undefined as never)],
    ['relationships', () => client.addPersonRelationships(who, [])],
    ['secondary', () => client.mergePersons(who, {} as never)],
    ['operation', () => client.send(undefined as never)],
    ['operation', () => client.send(person.event(who, 'x', { y: 'a'.repeat(33_000) }))],
  ] as const) {
    await expect(call()).rejects.toMatchObject({ name: 'ValidationError', field });
  }
  expect(requests).toHaveLength(0);
});

test('v1 and v2 share credentials, connection and retries', async () => {
  const transport = recordingTransport();
  const track = new TrackClient({ siteId: 'site', apiKey: 'key', transport, region: 'eu' });
  await new TrackV2Client(track.http).deletePerson({ id: 'a' });
  expect(transport.requests[0]!.url).toBe('https://track-eu.customer.io/api/v2/entity');
});

test('the options of a call reach it', async () => {
  const { client } = recorded();
  const signal = AbortSignal.abort('enough');
  await expect(client.trackPersonEvent({ id: 'a' }, 'x', {}, { signal })).rejects.toBe('enough');
  await expect(client.deletePerson({ id: 'a' }, { timeoutMs: -1 })).rejects.toMatchObject({
    field: 'timeoutMs',
  });
});

test('a batcher is given back by its name', () => {
  const batcher: Batcher = recorded().client.batcher();
  expect(batcher.add).toBeTypeOf('function');
});
