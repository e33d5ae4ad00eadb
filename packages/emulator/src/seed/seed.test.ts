// A seed's file, and what is told where it is wrong: the file, the line, the path, and what was expected.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Emulator, type EmulatorOptions, type Seed, startEmulator } from '../index.js';
import { appAuthorization, json, send, trackAuthorization } from '../test-client.js';
import { EXAMPLE_SEED } from './example-seed.js';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cio-seed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function seedFile(text: string, name = 'seed.yaml'): string {
  const file = join(newFolder(), name);
  writeFileSync(file, text);
  return file;
}

async function start(seed: string | Seed, options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ ...options, seed });
  onTestFinished(() => emulator.close());
  return emulator;
}

const read = async (emulator: Emulator, path: string) =>
  (await send(emulator, path, { headers: appAuthorization(emulator) })).json;

describe('the file that init writes', () => {
  const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
  const init = (cwd: string, ...args: string[]) =>
    spawnSync(process.execPath, [cli, 'init', ...args], { cwd, encoding: 'utf8' });

  test('is written once, and never over another', () => {
    const folder = newFolder();
    expect(init(folder)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('--seed cio-seed.yaml'),
    });
    expect(readFileSync(join(folder, 'cio-seed.yaml'), 'utf8')).toBe(EXAMPLE_SEED);
    expect(init(folder)).toMatchObject({ status: 1, stderr: 'init: cio-seed.yaml is there already\n' });
    expect(init(folder, 'other.yaml').status).toBe(0);
  });

  test('starts as it is, with all that it says', async () => {
    const emulator = await start(seedFile(EXAMPLE_SEED));
    const { workspace } = emulator;
    const { app } = workspace;
    const ada = workspace.find('ada')!;
    expect(ada).toMatchObject({
      email: 'ada@example.com',
      attributes: { plan: 'gold', seats: 12, cio_subscription_preferences: { topics: { topic_2: true } } },
      devices: [{ id: 'token-of-a-phone' }],
      events: [{ name: 'order_placed', data: { item: 'Tea' } }],
      relationships: [{ identifiers: { object_id: 'acme' }, relationship_attributes: { role: 'admin' } }],
    });
    expect(workspace.clock.unixSeconds() - ada.events[0]!.timestamp).toBeCloseTo(172_800, -1);
    // Nobody's event of before started the campaign.
    expect(app.messages.size).toBe(0);
    const { segments } = (await read(emulator, '/v1/customers/ada/segments')) as {
      segments: { name: string }[];
    };
    expect(segments.map(({ name }) => name)).toEqual(['Everyone', 'Gold', 'Active on gold', 'Testers']);
    expect(await read(emulator, '/v1/subscription_topics')).toMatchObject({
      topics: [
        { identifier: 'topic_1', name: 'News' },
        { identifier: 'topic_2', subscribed_by_default: false },
      ],
    });
    expect(app.senderIdentities.size).toBe(1);
    expect(app.objectTypes.size).toBe(1);

    // Templates, campaigns, broadcasts and newsletters send.
    const post = (path: string, body: unknown, credentials = appAuthorization(emulator)) =>
      send(emulator, path, { method: 'POST', ...json(body, credentials) });
    const email = { to: 'ada@example.com', identifiers: { id: 'ada' }, message_data: { item: 'Tea' } };
    await post('/v1/send/email', { ...email, transactional_message_id: 'receipt' });
    await post('/v1/send/email', { ...email, transactional_message_id: 1, language: 'fr' });
    await post(
      '/api/v1/customers/ada/events',
      { name: 'order_placed', data: { item: 'Cups' } },
      trackAuthorization(emulator),
    );
    await post('/v1/campaigns/1/triggers', { data: { title: 'Hear' } });
    await post('/v1/newsletters/1/send', {});
    await emulator.clock.advance(2 * 86_400_000);
    // Whoever comes into the segment starts its campaign, and not those who were in it: Ada.
    const identify = { type: 'person', action: 'identify', identifiers: { id: 'eve' } };
    const attributes = { first_name: 'Eve', plan: 'gold' };
    await post('/api/v2/entity', { ...identify, attributes }, trackAuthorization(emulator));
    await emulator.messages.waitFor({ person: 'eve', subject: 'Welcome to gold, Eve' });
    app.messages.delete(emulator.messages.all({ person: 'eve' })[0]!.id);
    const messages = [...app.messages].map(({ customer_id, subject, metrics }) => [
      customer_id,
      subject,
      'sent' in metrics,
    ]);
    expect(messages).toEqual([
      ['ada', 'Your order of Tea', true],
      ['ada', 'Votre commande de Tea', true],
      ['ada', 'Thank you for Cups', true],
      ['ada', 'Hear', true],
      ['ada', 'Spring is here', true],
      ['bob', 'Spring is here', false],
      ['ada', 'How is your Cups?', true],
    ]);
    expect([...app.messages][0]?.archived?.body).toContain('The people of the shop');
  });
});

test('JSON, and an object in place of a file', async () => {
  const seed: Seed = {
    people: [{ email: 'ada@example.com' }],
    webhooks: [{ name: 'w', url: 'http://127.0.0.1:1/', events: ['email_sent'] }],
  };
  for (const source of [seed, seedFile(JSON.stringify(seed), 'seed.json')]) {
    const { workspace } = await start(source);
    expect([...workspace.people].map(({ email }) => email)).toEqual(['ada@example.com']);
    expect(workspace.app.reportingWebhooks.all()).toMatchObject([{ endpoint: 'http://127.0.0.1:1/' }]);
    // None of the examples.
    expect(
      workspace.app.campaigns.size + workspace.app.broadcasts.size + workspace.app.transactional.size,
    ).toBe(0);
    expect(workspace.app.segments.size).toBe(1);
  }
});

test('a reset begins with the seed again, and consistencyMs does not delay it', async () => {
  const people = [{ id: 'ada', attributes: { unsubscribed: true } }];
  const webhook = { url: 'http://127.0.0.1:1/', signingKey: 'k' };
  const emulator = await start({ people }, { consistencyMs: 5000, webhook });
  expect(emulator.workspace.people.size).toBe(1);
  emulator.workspace.identify(['id', 'bob']);
  emulator.reset();
  expect([...emulator.workspace.people].map(({ id }) => id)).toEqual(['ada']);
  // Nobody is told of what was before.
  expect(emulator.webhooks.all()).toEqual([]);
});

test('with a folder it is for an empty one alone', async () => {
  const data = newFolder();
  const seed: Seed = { people: [{ id: 'ada', attributes: { n: 1 } }] };
  const first = await start(seed, { data });
  first.workspace.identify(['id', 'ada'], { n: 2 });
  await first.close();
  const second = await start(seed, { data });
  expect(second.workspace.find('ada')?.attributes.n).toBe(2);
});

describe('what is wrong is told', () => {
  test.each([
    [
      'people:\n  - id: ada\n    attributs: {}',
      3,
      'people[0].attributs: there is no such key: expected one of id, email',
    ],
    ['persons: []', 1, 'persons: there is no such key: expected one of topics, senders'],
    ['people:\n  - attributes: {}', 2, 'people[0]: expected an id or an email'],
    ['people: ada', 1, 'people: expected a list'],
    ['people:\n  - id: {}', 2, 'people[0].id: expected an id: text or a number'],
    [
      'people:\n  - id: ada\n    topics: { Offers: true }',
      3,
      'people[0].topics.Offers: expected the name of a topic: there are none',
    ],
    [
      'people:\n  - id: ada\n    events:\n      - name: x\n        ago: yesterday',
      5,
      'people[0].events[0].ago: expected a time such as',
    ],
    [
      'people:\n  - id: ada\n    devices: [{ id: a, platform: fax }]',
      3,
      'people[0].devices[0].platform: expected one of ios, android',
    ],
    [
      `people:\n  - id: ada\n    attributes: { a: ${'x'.repeat(1001)} }`,
      3,
      'people[0].attributes: attributes.a property value cannot be longer',
    ],
    [
      'objects:\n  - id: acme\n    people:\n      - person: ada',
      4,
      'objects[0].people[0].person: expected the id or the email address of one',
    ],
    ['segments:\n  - name: Gold', 2, 'segments[0]: expected either conditions or members'],
    [
      'segments:\n  - name: Gold\n    conditions:\n      attribute:\n        field: plan\n        operator: is\n',
      6,
      'segments[0].conditions.attribute.operator: expected one of eq',
    ],
    [
      'segments:\n  - name: A\n    conditions: { not: { segment: B } }',
      3,
      'segments[0].conditions.not.segment: expected the name of a segment of before: Everyone',
    ],
    [
      'segments:\n  - name: Everyone\n    members: []',
      2,
      'segments[0].name: there is a segment with the name Everyone already',
    ],
    ['templates:\n  - name: a\n    subject: [1]', 3, 'templates[0].subject: expected text'],
    [
      'templates:\n  - { name: a, id: 1 }\n  - { name: b, id: 1 }',
      3,
      "templates[1].id: 1 is another template's already",
    ],
    [
      'campaigns:\n  - name: c\n    event: e\n    steps: [{ delay: 5 }]',
      4,
      'campaigns[0].steps[0].delay: expected a time such as',
    ],
    ['campaigns:\n  - name: c\n    steps: [{}]', 2, 'campaigns[0]: expected either event or segments'],
    [
      'campaigns:\n  - name: c\n    segments: [Gold]\n    steps: [{}]',
      3,
      'campaigns[0].segments[0]: expected the name of a segment',
    ],
    [
      'campaigns:\n  - name: c\n    segments: [Everyone]\n    frequency: twice\n    steps: [{}]',
      4,
      'campaigns[0].frequency: expected one of once, every_time',
    ],
    [
      'campaigns:\n  - name: c\n    event: e\n    frequency: once\n    steps: [{}]',
      4,
      'campaigns[0].frequency: expected none with event',
    ],
    [
      'broadcasts:\n  - name: b\n    recipients: { and: [] }',
      3,
      'broadcasts[0].recipients.and: expected a list of conditions',
    ],
    ['newsletters:\n  - name: n', 2, 'newsletters[0].segment: expected the name of a segment'],
    [
      'webhooks:\n  - name: w\n    url: ftp://x\n    events: []',
      3,
      'webhooks[0].url: expected an http or https URL',
    ],
    [
      'webhooks:\n  - { name: w, url: "http://x", events: [opened] }',
      2,
      'webhooks[0]: events.0 must be equal to one of',
    ],
    ['- people', 1, 'the file: expected keys and values'],
    ['people: [', 1, 'Flow sequence in block collection must be sufficiently indented'],
  ])('$2', async (text, line, message) => {
    const file = seedFile(text);
    const error: Error = await startEmulator({ seed: file }).then(
      () => Promise.reject(new Error('it started')),
      (reason: Error) => reason,
    );
    expect(error.message).toContain(`${file}:${line}: ${message}`);
  });

  test('of a file that is not there, and of an object', async () => {
    await expect(startEmulator({ seed: '/nowhere.yaml' })).rejects.toThrow(
      '/nowhere.yaml: there is no such file',
    );
    await expect(startEmulator({ seed: { people: [{}] } })).rejects.toThrow(
      'seed: people[0]: expected an id or an email',
    );
  });
});
