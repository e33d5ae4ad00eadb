import { AppClient } from '@cio/app-api';
import { nodeTransport } from '@cio/core/node';
import { type Emulator, startEmulator } from '@cio/emulator';
import { TrackClient } from '@cio/track';
import { appContract, type Operation } from '@cio-internal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appMethods, methodOf, sampleCall } from './app-operations.js';
import { compile } from './compile.js';

let emulator: Emulator;
let client: AppClient;
const answers: { name: string; text: string }[] = [];
let last = { status: 0, text: '' };

beforeAll(async () => {
  emulator = await startEmulator({ jobMs: 0 });
  const transport = nodeTransport();
  client = new AppClient({
    apiKey: emulator.appApiKey,
    baseUrl: emulator.url,
    rateLimiter: false,
    // Keeps what came over the wire beside what the client made of it.
    transport: async (request) => {
      const response = await transport(request);
      const text = (await response.text(2 ** 26))!;
      last = { status: response.status, text };
      return {
        ...response,
        text: async () => text,
        async *stream() {
          yield new TextEncoder().encode(text);
        },
      };
    },
  });
});
afterAll(async () => {
  await client.close();
  await emulator.close();
});

/** A workspace with one of everything, made through the APIs, and the names of it all. */
async function fill(): Promise<Record<string, unknown>> {
  emulator.reset();
  const track = new TrackClient({ siteId: emulator.siteId, apiKey: emulator.apiKey, baseUrl: emulator.url });
  await track.identify('ada', { email: 'ada@example.com', plan: 'gold', phone: '+491' });
  await track.addDevice('ada', { id: 'token', platform: 'ios' });
  await track.track('ada', 'order', { total: 5 });
  const { workspace } = emulator;
  workspace.relate(['id', 'ada'], { object_type_id: '1', object_id: 'acme' }, { role: 'admin' });
  workspace.identifyObject({ object_type_id: '1', object_id: 'acme' }, { name: 'Acme' });
  const { segment } = await client.segments.create({ name: 'Manual' });
  await track.addToSegment(segment.id!, ['ada']);
  await track.close();

  const identifiers = { id: 'ada' };
  const email = { to: 'ada@example.com', identifiers, transactional_message_id: 1 };
  const { delivery_id } = await client.sendEmail(email);
  const { newsletter } = await client.newsletters.create({
    type: 'email',
    name: 'News',
    recipients: { and: [{ or: [{ segment: { id: 1 } }] }] },
    subject: 's',
    body: 'b',
  });
  const newsletterId = newsletter.id!;
  await client.newsletters.languages.create(newsletterId, { language: 'fr', subject: 's', body: 'b' });
  await client.newsletters.testGroups.create(newsletterId);
  const groups = await client.newsletters.testGroups.list(newsletterId);
  const groupId = groups.items[0]!.id!;
  await client.newsletters.testGroups.createTranslation(newsletterId, groupId, {
    language: 'fr',
    subject: 's',
    body: 'b',
  });
  const trigger = await client.broadcasts.trigger(1, { ids: ['ada', 'nobody'] });
  const { collection } = await client.collections.create({ name: 'Rows', data: [{ a: 1 }] });
  const { export: exported } = await client.exports.createCustomers({ segment: { id: 1 } });
  const { import: imported } = await client.imports.create({
    type: 'people',
    name: 'File',
    identifier: 'id',
    data_file_url: `${emulator.url}/none.csv`,
  });
  await client.snippets.create({ name: 'text', value: 'v' });
  const { folder } = await client.designStudio.folders.create({ name: 'Folder' });
  const { email: design } = await client.designStudio.emails.create({
    name: 'Email',
    content: { subject: 's' },
  });
  await client.designStudio.emails.languages.create(design.id!, { language: 'fr' });
  const { component } = await client.designStudio.components.create({
    name: 'Part',
    tag: 'x-part',
    content: '',
  });
  const { asset } = await client.assets.files.create({ name: 'a.png', file: new Uint8Array([1]) });
  const { folder: assetFolder } = await client.assets.folders.create({ name: 'Folder' });
  const webhook = await client.reportingWebhooks.create({
    name: 'Hook',
    endpoint: 'http://127.0.0.1:9/',
    events: ['email_sent'],
  });
  await client.espSuppressions.create('bounces', 'ada@example.com');
  const { instance_id } = await client.liveNotifications.start({
    identifiers,
    notification_type: 'order',
    attributes: {},
    content_state: {},
  });
  return {
    customer_id: 'ada',
    segment_id: segment.id,
    campaign_id: 1,
    broadcast_id: 1,
    trigger_id: trigger.id,
    newsletter_id: newsletterId,
    content_id: newsletter.content_ids?.[0],
    test_group_id: groupId,
    transactional_id: 1,
    message_id: delivery_id,
    object_type_id: 1,
    object_id: 'acme',
    collection_id: collection.id,
    export_id: exported.id,
    import_id: imported.id,
    snippet_name: 'text',
    sender_id: 1,
    webhook_id: webhook.id,
    suppression_type: 'bounces',
    email_address: 'ada@example.com',
    domain_name: 'example.com',
    instance_id,
    '/v1/design_studio/folders': folder.id,
    '/v1/design_studio/emails': design.id,
    '/v1/design_studio/components': component.id,
    '/v1/assets/files': asset.id,
    '/v1/assets/folders': assetFolder.id,
  };
}

/** Values that only the emulator can say no to, in the contract's samples. */
function withSense({ operationId, path }: Operation, args: unknown[]): unknown[] {
  const later = Math.floor(Date.now() / 1000) + 3600;
  return args.map((arg) => {
    if (typeof arg !== 'object' || arg === null || Array.isArray(arg) || arg instanceof Uint8Array)
      return arg;
    const given = arg as Record<string, unknown>;
    return {
      ...given,
      ...('scheduled_at' in given && { scheduled_at: later }),
      ...('send_at' in given && { send_at: later }),
      ...('parent_folder_id' in given && path.includes('design_studio') && { parent_folder_id: null }),
      // The sample's folder is the very one that is moved.
      ...(operationId === 'updateAssetFolder' && { parent_folder_id: null }),
      ...(operationId === 'addCollection' && { data: [{ a: 1 }] }),
      ...(/^(create|update).*(Language|Translation)/.test(operationId) &&
        'language' in given && { language: 'de' }),
      ...(operationId === 'createSnippet' && { name: 'another' }),
      ...(operationId === 'startLiveNotification' && { identifiers: { id: 'ada' } }),
      // The sample's filters leave nothing of lists; without them there is something to check.
      ...(operationId.startsWith('list') && { parent_folder_id: undefined }),
    };
  });
}

test.each(appContract.operations)('$operationId answers as the contract has it', async (operation) => {
  const { operationId, path } = operation;
  const names = await fill();
  const parameter = (name: string) => {
    if (name === 'id') return names[path.split('/{id}')[0]!];
    if (name === 'action_id') return path.includes('{campaign_id}') ? 1 : 2;
    if (name === 'content_id' && path.includes('/transactional/')) return 1;
    if (name === 'language') return /newsletters|design_studio/.test(path) ? 'fr' : '';
    return names[name];
  };
  const name = appMethods[operationId]!;
  for (let form = 0; form < 2 * appContract.requestVariants(operation); form++) {
    if (form > 0) Object.assign(names, await fill());
    const { args } = sampleCall(operation, { full: form % 2 === 0, variant: form >> 1, parameter });
    if (/^(update|end)LiveNotification$/.test(operationId)) {
      args[0] = { ...(args[0] as object), instance_id: names.instance_id };
    }
    last = { status: 0, text: '' };
    await methodOf(client, name)(...withSense(operation, args));
    expect(operation.successes).toContain(last.status);
    if (last.status !== 200) {
      expect([last.status, last.text]).toEqual([204, '']);
      return;
    }
    expect(appContract.responseErrors(operation, 200, JSON.parse(last.text))).toEqual([]);
    answers.push({ name, text: last.text });
  }
});

test('every answer fits the type its method declares, without a field more', async () => {
  expect(new Set(answers.map(({ name }) => name)).size).toBeGreaterThan(120);
  const lines = answers.map(({ name, text }) => {
    const keys = name.split('.').map((key) => `['${key}']`);
    return `export const _${answers.length}_${Math.random().toString(36).slice(2)} = (${text}) satisfies Answer<AppClient${keys.join('')}>;`;
  });
  const code = `import type { AppClient } from '@cio/app-api';
import type { List } from '@cio/core';

type Answer<Method> = Method extends (...args: never[]) => infer R
  ? R extends List<unknown, infer Body> ? Body : Awaited<R>
  : never;

${lines.join('\n')}
`;
  expect(await compile('answers', { 'answers.ts': code })).toBe('');
}, 120_000);

test.each(appContract.operations)('$operationId without the key is 401', async ({ method, path }) => {
  for (const authorization of [undefined, 'Bearer wrong', `Basic ${btoa('emulator-site:emulator-key')}`]) {
    const response = await fetch(emulator.url + path.replaceAll(/\{\w+\}/g, '1'), {
      method,
      ...(authorization && { headers: { authorization } }),
    });
    expect([response.status, await response.json()]).toEqual([
      401,
      { meta: { error: 'Unauthorized request' } },
    ]);
    expect(response.headers.get('www-authenticate')).toBeNull();
  }
});
