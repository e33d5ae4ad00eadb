import { AppClient } from '@cio/app-api';
import { nodeTransport } from '@cio/core/node';
import { type Emulator, startEmulator } from '@cio/emulator';
import { TrackClient } from '@cio/track';
import { appContract, type Operation } from '@cio-internal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appMethods, methodOf, sampleCall } from './app-operations.js';
import { compile } from './compile.js';
import { expectKept, newFolder } from './kept-state.js';

let emulator: Emulator;
let client: AppClient;
const answers: { name: string; result: string }[] = [];
/** The answer that came last, as it came over the wire. */
let last = { status: 0, text: '' };

beforeAll(async () => {
  emulator = await startEmulator({ jobMs: 0, data: newFolder() });
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
  const draft = {
    type: 'email' as const,
    recipients: { and: [{ or: [{ segment: { id: 1 } }] }] },
    subject: 's',
    body: 'b',
  };
  const { newsletter } = await client.newsletters.create({ ...draft, name: 'News' });
  const french = { language: 'fr', subject: 's', body: 'b' };
  await client.newsletters.languages.create(newsletter.id, french);
  const { newsletter: tested } = await client.newsletters.create({ ...draft, name: 'Tested' });
  await client.newsletters.testGroups.create(tested.id);
  const [group] = (await client.newsletters.testGroups.list(tested.id)).items;
  await client.newsletters.testGroups.createTranslation(tested.id, group!.id, french);
  const trigger = await client.broadcasts.trigger(1, { ids: ['ada'] });
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
  const { emails, inboxPreviews } = client.designStudio;
  await emails.languages.create(design.id, { language: 'fr' });
  const target = { type: 'transactional_message', transactional_message_id: 1 } as const;
  await emails.link(design.id, { target });
  const { publish_id } = await emails.publish(design.id);
  await emails.waitForPublish(design.id, publish_id!, { intervalMs: 5 });
  const { email: other } = await emails.create({ name: 'Other', content: { subject: 's' } });
  await emails.languages.create(other.id, { language: 'fr' });
  const { version } = await emails.versions.create(other.id, { name: 'First' });
  const { run_id } = await inboxPreviews.submit(other.id, { client_ids: ['gmail'], lax_mode: true });
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
    attributes: { order: 1 },
    content_state: { step: 1 },
  });
  return {
    customer_id: 'ada',
    segment_id: segment.id,
    campaign_id: 1,
    broadcast_id: 1,
    trigger_id: trigger.id,
    publish_id,
    version_id: version.id,
    run_id,
    client_id: 'gmail',
    newsletter_id: newsletter.id,
    tested: tested.id,
    content_id: newsletter.content_ids[0],
    test_group_id: group!.id,
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
    // One that is linked, and one that can be linked, and be deleted.
    linked: design.id,
    '/v1/design_studio/emails': other.id,
    '/v1/design_studio/components': component.id,
    '/v1/assets/files': asset.id,
    '/v1/assets/folders': assetFolder.id,
  };
}

/** Values that only the emulator can say no to, in the contract's samples. */
function withSense(
  { operationId, path }: Operation,
  args: unknown[],
  names: Record<string, unknown>,
): unknown[] {
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
      ...('url' in given && /Collection$/.test(operationId) && { url: undefined, data: [{ a: 1 }] }),
      ...(operationId === 'updateAssetFolder' && { parent_folder_id: null }),
      ...(operationId === 'linkEmail' && {
        target: { type: 'newsletter', newsletter_id: names.newsletter_id },
      }),
      ...(/^(create|update).*(Language|Translation)/.test(operationId) &&
        'language' in given && { language: 'de' }),
      ...(operationId === 'createSnippet' && { name: 'another' }),
      ...(operationId === 'startLiveNotification' && { identifiers: { id: 'ada' } }),
      // The sample's filters leave nothing of lists; without them there is something to check.
      ...(operationId.startsWith('list') && { parent_folder_id: undefined }),
    };
  });
}

/** Operations on an email that is linked; all others are on one that is not. */
const ON_LINKED = ['publishEmail', 'getPublishStatus', 'checkUnpublishedChanges'];

/** Of a page of a list, the response that it was read from. */
const bodyOf = (result: unknown) =>
  typeof result === 'object' && result !== null && 'hasNextPage' in result
    ? (result as unknown as { body: unknown }).body
    : result;

test.each(appContract.operations)('$operationId answers as the contract has it', async (operation) => {
  const { operationId, path } = operation;
  const names = await fill();
  const parameter = (name: string) => {
    if (ON_LINKED.includes(operationId)) return names.linked;
    if (name === 'newsletter_id' && path.includes('/test_group/')) return names.tested;
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
    if (operationId === 'getPublishStatus') args[1] = names.publish_id;
    last = { status: 0, text: '' };
    const result = await methodOf(client, name)(...withSense(operation, args, names));
    expect(operation.successes).toContain(last.status);
    // What it changed is there after a restart.
    if (form === 0 && operation.method !== 'GET') await expectKept(emulator);
    if (result instanceof Uint8Array || !appContract.hasResponseBody(operation, last.status)) {
      const isImage = appContract.responseTypes(operation, 200).includes('image/png');
      expect(last.text === '').toBe(!isImage);
      continue;
    }
    const body = JSON.parse(last.text);
    expect(appContract.responseErrors(operation, last.status, body)).toEqual([]);
    expect(appContract.unknownResponseFields(operation, last.status, body)).toEqual([]);
    answers.push({ name, result: JSON.stringify(bodyOf(result)) });
  }
});

test('what the client makes of every answer is of the type that its method declares', async () => {
  expect(new Set(answers.map(({ name }) => name)).size).toBeGreaterThan(150);
  const lines = answers.map(({ name, result }, index) => {
    const keys = name.split('.').map((key) => `['${key}']`);
    return `export const answer${index} = (${result}) satisfies Answer<AppClient${keys.join('')}>;`;
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

const closed = appContract.operations.filter(({ authorized }) => authorized);

test('what needs no key is answered without', async () => {
  expect(appContract.operations.filter((one) => !closed.includes(one)).map(({ path }) => path)).toEqual([
    '/v1/info/ip_addresses',
  ]);
  expect((await fetch(`${emulator.url}/v1/info/ip_addresses`)).status).toBe(200);
});

test.each(closed)('$operationId without the key is 401', async ({ method, path }) => {
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
