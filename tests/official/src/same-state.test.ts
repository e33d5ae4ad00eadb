// One emulator, and clients of every kind: the official one, ours, the drop-in, curl and Python's standard library. Each writes,
// and each reads what all of them have written.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AppClient, filter } from '@cio/app-api';
import * as dropIn from '@cio/customerio-node';
import { type Emulator, startEmulator } from '@cio/emulator';
import { TrackClient } from '@cio/track';
import * as official from 'customerio-node';
import { afterAll, beforeAll, expect, test } from 'vitest';

const exec = promisify(execFile);

/** A client, whatever it is. */
interface Client {
  /** Creates a person, records an event and sends a message. */
  write(id: string): Promise<void>;
  /** The ids of the people on the plan that all of them have. */
  read(): Promise<string[]>;
}

const PLAN = { plan: 'shared' };
const CONDITIONS = { and: [{ attribute: { field: 'plan', operator: 'eq', value: 'shared' } }] };
const EVENT = { name: 'order_placed', data: { total: 5 } };
const messageTo = (id: string) => ({
  to: `${id}@example.com`,
  identifiers: { id },
  transactional_message_id: 'welcome',
});

/** The official client, or what stands in for it: the code is the same. */
function officialClient({ APIClient, SendEmailRequest, TrackClient: Track }: typeof official): Client {
  const { siteId, apiKey, appApiKey, url } = emulator;
  const track = new Track(siteId, apiKey, { url: `${url}/api/v1`, retry: { maxRetries: 0 } });
  const api = new APIClient(appApiKey, { url: `${url}/v1`, retry: { maxRetries: 0 } });
  return {
    async write(id) {
      await track.identify(id, { ...PLAN, email: `${id}@example.com` });
      await track.track(id, EVENT);
      await api.sendEmail(new SendEmailRequest(messageTo(id)));
    },
    read: async () => ((await api.searchCustomers(CONDITIONS as never)) as { ids: string[] }).ids,
  };
}

function ourClient(): Client {
  const { siteId, apiKey, appApiKey, url: baseUrl } = emulator;
  const track = new TrackClient({ siteId, apiKey, baseUrl });
  const app = new AppClient({ apiKey: appApiKey, baseUrl });
  return {
    async write(id) {
      await track.identify(id, { ...PLAN, email: `${id}@example.com` });
      await track.track(id, EVENT.name, EVENT.data);
      await app.sendEmail(messageTo(id));
    },
    async read() {
      const ids: string[] = [];
      for await (const { id } of app.customers.search(filter.attribute('plan', 'shared'))) ids.push(id ?? '');
      return ids;
    },
  };
}

/** A client that knows HTTP alone. */
function httpClient(
  send: (method: string, path: string, authorization: string, body: unknown) => Promise<string>,
): Client {
  const { siteId, apiKey, appApiKey } = emulator;
  const track = `Basic ${Buffer.from(`${siteId}:${apiKey}`).toString('base64')}`;
  const app = `Bearer ${appApiKey}`;
  return {
    async write(id) {
      const person = `/api/v1/customers/${id}`;
      await send('PUT', person, track, { ...PLAN, email: `${id}@example.com` });
      await send('POST', `${person}/events`, track, EVENT);
      await send('POST', '/v1/send/email', app, messageTo(id));
    },
    async read() {
      const body = await send('POST', '/v1/customers', app, { filter: CONDITIONS });
      return (JSON.parse(body) as { ids: string[] }).ids;
    },
  };
}

const curl = () =>
  httpClient(async (method, path, authorization, body) => {
    const headers = ['-H', `Authorization: ${authorization}`, '-H', 'Content-Type: application/json'];
    const args = [
      '-sS',
      '--fail',
      '-X',
      method,
      ...headers,
      '-d',
      JSON.stringify(body),
      `${emulator.url}${path}`,
    ];
    return (await exec('curl', args)).stdout;
  });

const PYTHON = `
import sys, urllib.request
method, url, authorization, body = sys.argv[1:]
headers = {"Authorization": authorization, "Content-Type": "application/json"}
request = urllib.request.Request(url, data=body.encode(), headers=headers, method=method)
print(urllib.request.urlopen(request).read().decode())
`;

const python = () =>
  httpClient(async (method, path, authorization, body) => {
    const args = ['-c', PYTHON, method, `${emulator.url}${path}`, authorization, JSON.stringify(body)];
    return (await exec('python3', args)).stdout;
  });

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

test('they all see the same state', async () => {
  const clients: Record<string, Client> = {
    official: officialClient(official),
    'drop-in': officialClient(dropIn as unknown as typeof official),
    ours: ourClient(),
    curl: curl(),
    python: python(),
  };
  const names = Object.keys(clients);
  for (const [name, client] of Object.entries(clients)) await client.write(name);
  for (const [name, client] of Object.entries(clients)) {
    expect([name, (await client.read()).sort()]).toEqual([name, [...names].sort()]);
  }
  // What each wrote is the same, but for the name.
  for (const name of names) {
    expect(emulator.people.get(name)).toMatchObject({
      email: `${name}@example.com`,
      attributes: PLAN,
      events: [EVENT],
    });
    expect(emulator.messages.all({ person: name, template: 'welcome', metric: 'sent' })).toHaveLength(1);
  }
}, 60_000);
